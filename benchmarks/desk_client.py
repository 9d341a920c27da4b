"""An editor at the desk: signs in, opens a story, sends changes as the edit page does, and gets the answers."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from uuid import uuid4

from lxml import html

from articles.editorial.blocks import html_with_ids
from articles.editorial.merge import Content, apply_change, changes_between

BLOCK = re.compile(r'(<[a-z0-9]+) data-block="([a-z0-9]+)"')
LANGUAGE = "ru"


class Unreachable(Exception):
    """The server did not answer: it may have done what it was asked, or not."""


class Editor:
    def __init__(self, server, name, password):
        self.server, self.name = server, name
        self.sent = self.mine = None
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        page = self.get("/admin/login/")
        self.post("/admin/login/", {**hidden_in(page), "username": name, "password": password})
        assert "sessionid" in {cookie.name for cookie in self.cookies}, f"{name} could not sign in"

    # Requests

    def open_address(self, address, data=None, headers=(), timeout=30):
        request = urllib.request.Request(self.server.address + address, data, dict(headers))
        try:
            with self.opener.open(request, timeout=timeout) as response:
                self.landed = response.url
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except (OSError, HTTPException) as error:  # killed before or within its answer
            raise Unreachable from error

    def get(self, address):
        return self.open_address(address)[1]

    def post(self, address, fields):
        return self.open_address(address, urllib.parse.urlencode(fields, doseq=True).encode())[1]

    def send(self, address, content):
        """POST JSON. Return (status, answer)."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        status, body = self.open_address(address, json.dumps(content).encode(), headers.items())
        return status, json.loads(body)

    # A story

    def new_story(self, key="", paragraphs=12):
        """Create a story with a text. Return its id."""
        order = [f"block{number:03}" for number in range(paragraphs)]
        blocks = {id: f"<p>Абзац {number}</p>" for number, id in enumerate(order)}
        sent = {"key": key, "base": 0, "fields": {"title": "Тема"}, "blocks": blocks, "order": order}
        _status, answer = self.send(f"/admin/articles/article/new/{LANGUAGE}/", sent)
        return int(answer["edit_url"].split("/")[4])

    def open(self, pk):
        page = self.get(f"/admin/articles/article/{pk}/change/?edition={LANGUAGE}")
        self.pk, self.form = pk, form_in(page)
        self.version = int(self.form["version"])
        self.base = self.mine = content_in(self.form)
        self.sent = None

    def change(self):
        return changes_between(self.base, self.mine)

    def save(self, is_lost=False):
        """Send what has changed. Return (status, answer).

        If the answer does not come, or `is_lost`, the next call sends the same request again.
        """
        self.sent = self.sent or {"base": self.version, "request": uuid4().hex} | self.change()
        status, answer = self.send(f"/admin/articles/article/{self.pk}/draft/{LANGUAGE}/", self.sent)
        if is_lost:
            return status, answer
        self.sent = None
        if status == 200:
            news = {name: answer[name] for name in ("fields", "blocks", "order") if name in answer}
            self.base = self.mine = apply_change(self.mine, news)
            self.version = answer["version"]
        return status, answer

    def write(self, paragraph, words):
        """Write at the end of a paragraph, counted from 0, without saving."""
        id, html = [*self.mine.blocks.items()][paragraph]
        blocks = self.mine.blocks | {id: html.replace("</p>", f" {words}</p>")}
        self.mine = Content(self.mine.fields, blocks)

    def act(self, name, **more):
        """Press a button of the page."""
        form = self.form | self.mine.fields | {"body": html_with_ids(self.mine.blocks), "version": self.version}
        return self.post(f"/admin/articles/article/{self.pk}/{name}/?edition={LANGUAGE}", form | more)

    def discard(self):
        """Discard what the editor has seen, and confirm it."""
        return self.act("discard", confirmed="1", seen=self.version)


def form_in(page):
    """Return the fields of the edit page's form as a browser sends them."""
    (form,) = html.fromstring(page.decode()).xpath("//form[@id='article_form']")
    return {name: value or "" for name, value in form.form_values() if name}


def hidden_in(page):
    return {
        field.get("name"): field.get("value")
        for field in html.fromstring(page.decode()).xpath("//input[@type='hidden']")
    }


def content_in(form):
    fields = {name: form.get(name, "").lstrip("\n") for name in ("title", "lead", "slug", "source_name")}
    starts = [*BLOCK.finditer(form["body"])]
    ends = [start.start() for start in starts[1:]] + [len(form["body"])]
    blocks = {start[2]: start[1] + form["body"][start.end() : end] for start, end in zip(starts, ends, strict=True)}
    return Content(fields, blocks)
