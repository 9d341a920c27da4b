"""The crawled pages on a port, for tests that look at them in a browser: no database, and nothing is rendered again."""

import mimetypes
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

from django.contrib.staticfiles import finders


class CrawledSite:
    """Context manager: serves the pages of a crawl, the static files, and the uploads in the folder `media`."""

    def __init__(self, crawl, media):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, crawl, Path(media)))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, crawl, media, *arguments):
        self.crawl, self.media = crawl, media
        super().__init__(*arguments)

    def do_GET(self):
        path = unquote(self.path)
        if page := self.crawl.page_at(path):
            return self.answer(page.status_code, page.content, page.headers)
        file = self.file_at(path.partition("?")[0])
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return self.answer(200, file.read_bytes(), {"Content-Type": kind}) if file else self.answer(404, b"", {})

    def file_at(self, path):
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            return found and Path(found)
        file = self.media / path.removeprefix("/media/")
        return file if path.startswith("/media/") and file.is_file() else None

    def answer(self, status, content, headers):
        self.send_response(status)
        for name, value in headers.items():
            if name != "Content-Length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        """Nothing is logged."""
