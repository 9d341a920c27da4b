"""A mail server for tests: it keeps what it gets, and can refuse it or break off the connection."""

import socketserver
import threading
from contextlib import suppress
from email import message_from_bytes
from email.policy import default

ANSWERS = {
    b"EHLO": "250 localhost",
    b"MAIL": "250 ok",
    b"RCPT": "250 ok",
    b"RSET": "250 ok",
    b"DATA": "354 go on",
    b"QUIT": "221 bye",
}


class MailServer(socketserver.ThreadingTCPServer):
    """Context manager. `received` has the mails, as `email` reads them."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received, self.answers, self.then = [], dict(ANSWERS), None
        """`answers` can be changed; `then` is called when a mail has arrived, before the sender is told so."""

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.shutdown()
        self.server_close()

    @property
    def port(self):
        return self.server_address[1]

    @property
    def url(self):
        """What `MAIL_URL` is set to."""
        return f"smtp://127.0.0.1:{self.port}"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        with suppress(ConnectionError):  # the sender was killed
            self.converse()

    def converse(self):
        self.say("220 localhost")
        while line := self.rfile.readline():
            answer = self.server.answers.get(line[:4].upper())
            if answer is None:
                return  # breaks off
            self.say(answer)
            if answer.startswith("354"):
                self.take_mail()

    def take_mail(self):
        lines = [*iter(self.read_line_of_mail, b".\r\n")]
        self.server.received.append(message_from_bytes(b"".join(lines), policy=default))
        if self.server.then:
            self.server.then()
        if answer := self.server.answers.get("mail", "250 taken"):
            self.say(answer)
        else:
            self.connection.close()

    def read_line_of_mail(self):
        line = self.rfile.readline()
        if not line:
            raise ConnectionResetError
        return line

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())
