"""A server of our own on this machine that answers as the sources do, and as they should not."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers(self.path)(self)

    def log_message(self, *_arguments):
        """Nothing: a test looks at `asked`."""


class AnsweringServer(ThreadingHTTPServer):
    """`answer(path)` gives what answers: a function of the handler. `asked` has what was asked: (path, headers)."""

    daemon_threads = True

    def __init__(self, answers=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers or (lambda path: says(b"nothing to say"))
        self.asked = []
        self.over = threading.Event()
        threading.Thread(target=partial(self.serve_forever, poll_interval=0.02), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Who was too slow or too long is hung up on: that is what the tests are for."""

    def close(self):
        self.over.set()  # lets those go that never answer
        self.shutdown()
        self.server_close()


def says(body, content_type="text/xml; charset=UTF-8", status=200, **headers):
    """A whole answer with its length; header names with underscores."""

    def answer(handler):
        begin(handler, content_type, status, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body)

    return answer


def begin(handler, content_type="text/xml", status=200, **headers):
    handler.send_response(status)
    if content_type:
        handler.send_header("Content-Type", content_type)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def cut(body, after):
    """The length of the whole, and only its beginning."""

    def answer(handler):
        begin(handler, Content_Length=str(len(body)))
        handler.wfile.write(body[:after])

    return answer


def endless(handler):
    """Neither a length nor an end."""
    begin(handler)
    while not handler.server.over.is_set():
        handler.wfile.write(b"<item>" * 1000)


def never(handler):
    handler.server.over.wait()


def drop_by_drop(part):
    """Bytes that keep the connection busy, one at a time: of the body, or of the headers."""

    def answer(handler):
        if part == "body":
            begin(handler)
        while not handler.server.over.wait(0.05):
            handler.wfile.write(b" " if part == "body" else b"H")

    return answer


def no_web(handler):
    handler.wfile.write(b"\x00\x01\x02 what is this \xff\xfe\r\n\r\n")
