"""Sends requests over HTTP at given times from one process, with little work for each, and notes what came back.

A request that has to wait, because the server is slow, counts from the time at which it should have been sent.
"""

import asyncio
import time
from collections import Counter
from urllib.parse import urlencode

MOST_CONNECTIONS = 128
PATIENCE = 60


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post(path, fields, sender):
    """A form that was sent from our own page, from an address that the proxy has seen."""
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {sender}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Load:
    """Requests of one kind: their answers, and the seconds that each took."""

    def __init__(self, port):
        self.port, self.free, self.answers, self.took = port, [], Counter(), []
        self.connections = asyncio.Semaphore(MOST_CONNECTIONS)

    async def send(self, request, due=None):
        """Return (status, body)."""
        due = due or time.monotonic()
        async with self.connections:
            status, body = await asyncio.wait_for(self.exchange(request), PATIENCE)
        self.answers[status] += 1
        self.took.append(time.monotonic() - due)
        return status, body

    async def exchange(self, request):
        reader, writer = self.free.pop() if self.free else await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            status, body = await answer(reader)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()
            return "no answer", b""
        self.free.append((reader, writer))
        return status, body

    async def repeat(self, requests, per_second, seconds):
        """Send requests evenly; don't wait for their answers in between."""
        began, sent = time.monotonic(), []
        for number in range(int(per_second * seconds)):
            due = began + number / per_second
            await asyncio.sleep(max(0, due - time.monotonic()))
            sent.append(asyncio.create_task(self.send(next(requests), due)))
        await asyncio.gather(*sent)
        self.close()
        return len(sent) / (time.monotonic() - began)

    def close(self):
        """Close the connections, which the server would do after some seconds."""
        while self.free:
            self.free.pop()[1].close()

    def of_hundred(self, percent):
        """Return the milliseconds within which so many of a hundred requests were answered."""
        return sorted(self.took)[min(len(self.took) * percent // 100, len(self.took) - 1)] * 1000


async def answer(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), "content-length: 0")
    body = await reader.readexactly(int(length.partition(":")[2]))
    return int(head.split()[1]), body
