"""Send 1,000 wrong passwords for one account, from one address and from 1,000. Then let its owner sign in.

    python -m benchmarks.wrong_passwords [attempts]

Requests go over HTTP to a server behind a proxy, whose header names the address. The exit status is 1 if more than ten
passwords were looked at, or if the owner cannot sign in, in a browser that has done so before.
"""

import os
import re
import sys
import urllib.error
from collections import Counter
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from benchmarks.desk_server import DeskServer

MOST_LOOKED_AT = 10
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Browser:
    def __init__(self, server):
        self.address, self.cookies = server.address, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        self.token = ""

    def ask(self, path, form=None, place="192.0.2.1"):
        """Return (status, page, address in the end)."""
        data = urlencode(form | {"csrfmiddlewaretoken": self.token}).encode() if form is not None else None
        headers = {"X-Forwarded-For": place, "Referer": self.address}
        try:
            with self.opener.open(Request(f"{self.address}{path}", data, headers), timeout=60) as answer:
                page = answer.read().decode()
                self.token = (TOKEN.findall(page) or [self.token])[0]
                return answer.status, page, answer.url
        except urllib.error.HTTPError as error:
            return error.code, "", error.url

    def sign_in(self, name, password, place):
        """Return what came of it."""
        if not self.token:
            self.ask("/admin/login/", place=place)
        form = {"username": name, "password": password, "next": "/admin/"}
        status, _page, address = self.ask("/admin/login/", form, place)
        return "signed in" if status == 200 and address.endswith("/admin/") else {200: "refused"}.get(status, status)


def attack(server, name, attempts, addresses):
    """Return {answer: how often}."""
    attacker, places = Browser(server), [f"198.18.{one // 250}.{one % 250 + 1}" for one in range(addresses)]
    tried = (attacker.sign_in(name, f"wrong {number}", places[number % addresses]) for number in range(attempts))
    return Counter(tried)


def main():
    attempts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    os.environ["BEHIND_PROXY"] = "on"
    failed = False
    with DeskServer() as server:
        for name, addresses in (("editor", 1), ("reporter", attempts)):
            own, place = Browser(server), "203.0.113.9"
            before = own.sign_in(name, f"{name}-demo", place)
            own.ask("/admin/logout/", {}, place)
            answers = attack(server, name, attempts, addresses)
            typo, own_answer = own.sign_in(name, "typo", place), own.sign_in(name, f"{name}-demo", place)
            print(f"{attempts} wrong passwords for {name} from {addresses} addresses: {dict(answers)}")
            print(f"  the owner: {before} before; then a typo: {typo}; then: {own_answer}", flush=True)
            failed |= answers["refused"] > MOST_LOOKED_AT or own_answer != "signed in" or answers[429] == 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
