"""A local server that answers as the sources do, and as they should not."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers)))
        self.server.answers(self.path)(self)

    def log_message(self, *_arguments):
        """Log nothing: tests look at `requests`."""


class AnsweringServer(ThreadingHTTPServer):
    """`answers(path)` returns a function that answers through a handler. `requests` lists (path, headers)."""

    daemon_threads = True

    def __init__(self, answers=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers or (lambda path: says(b"no answer"))
        self.requests = []
        self.over = threading.Event()
        threading.Thread(target=partial(self.serve_forever, poll_interval=0.02), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Ignore errors: a client that hangs up on a slow or long answer does what the tests expect."""

    def close(self):
        self.over.set()  # ends the answers that would never end
        self.shutdown()
        self.server_close()


def says(body, content_type="text/xml; charset=UTF-8", status=200, **headers):
    """Answer with the whole body and its length. In `headers`, write underscores for hyphens."""

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
    """Announce the length of the whole body and send only its beginning."""

    def answer(handler):
        begin(handler, Content_Length=str(len(body)))
        handler.wfile.write(body[:after])

    return answer


def endless(handler):
    """Send a body without a length and without an end."""
    begin(handler)
    while not handler.server.over.is_set():
        handler.wfile.write(b"<item>" * 1000)


def never(handler):
    handler.server.over.wait()


def byte_by_byte(part):
    """Send the body or the headers byte by byte, to keep the connection busy."""

    def answer(handler):
        if part == "body":
            begin(handler)
        while not handler.server.over.wait(0.05):
            handler.wfile.write(b" " if part == "body" else b"H")

    return answer


def not_http(handler):
    handler.wfile.write(b"\x00\x01\x02 what is this \xff\xfe\r\n\r\n")
