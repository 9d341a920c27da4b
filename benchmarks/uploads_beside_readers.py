"""Upload the largest pictures that are accepted, while readers post comments and an editor saves a story, over HTTP.

    python -m benchmarks.uploads_beside_readers

First nobody uploads anything, then requests process the pictures themselves, two at a time, then a worker does it
(`process_photos`). The database is a file of SQLite, because it has one writer at a time. For each part, and in it for
each format of pictures, print

- how many requests failed, and the longest time that a comment and a save took,
- the longest time that somebody waited for the database (another process asks for it twenty times a second),
- the most memory that a process of the server has had, and the one that decodes a picture.

The exit status is 1 if a request failed with 5xx, if somebody waited longer than a second for the database, or if a
process took more than 400 MB. The time of a request also depends on how many processors there are.
"""

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from PIL import Image

from benchmarks.desk_server import ROOT, DeskServer

QUIET = 15
"""Seconds of the first part."""
MOST_SECONDS = 1
MOST_MEGABYTES = 400
UPLOAD = "/admin/articles/photo/upload/"
# {format: [(mode, width, height, share of the rows that are noise, options)]}: nearly 20 MB, as many pixels as allowed
PICTURES = {
    "JPEG": [
        ("RGB", 12_400, 9_600, 0.22, {"quality": 88}),
        ("RGB", 8_000, 5_000, 0.5, {"quality": 88, "progressive": True}),
    ],
    "PNG": [
        ("RGB", 8_000, 5_000, 0.15, {"compress_level": 1}),
        ("RGBA", 8_000, 5_000, 0.11, {"compress_level": 1}),
    ],
    "WEBP": [
        ("RGB", 8_000, 5_000, 0.75, {"quality": 80, "method": 0}),
        ("RGBA", 8_000, 5_000, 0.35, {"lossless": True, "quality": 0, "method": 0}),
    ],
    "AVIF": [
        ("RGB", 8_000, 5_000, 0.75, {"quality": 80, "speed": 10}),
        ("RGBA", 6_720, 4_480, 0.75, {"quality": 80, "speed": 10}),
    ],
}


def largest(kind, mode, width, height, noisy, options):
    """Return a picture file."""
    picture = Image.new(mode, (width, height), random.choice(["#a01020", "#10a020", "#1020a0"]))
    noise = Image.effect_noise((width, int(height * noisy)), 60)
    picture.paste(Image.merge("RGB", [noise] * 3), (0, 0))
    picture.paste(Image.effect_noise((64, 64), 100).convert("RGB"), (0, height - 64))  # no two are the same
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


class Load(threading.Thread):
    """Repeats a request, twice a second, until `stop` is set. Notes its answers and the longest time it took."""

    def __init__(self, request, stop):
        super().__init__()
        self.request, self.stop = request, stop
        self.answers, self.longest, self.slow = Counter(), 0, 0

    def run(self):
        while not self.stop.wait(0.5):
            began = time.monotonic()
            self.answers[self.request()] += 1
            took = time.monotonic() - began
            self.longest = max(self.longest, took)
            self.slow += took > MOST_SECONDS


class Lock(threading.Thread):
    """Another writer of the database, which notes the longest time that it waited."""

    def __init__(self, path, stop):
        super().__init__()
        self.path, self.stop, self.longest = path, stop, 0

    def run(self):
        database = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        while not self.stop.wait(0.05):
            began = time.monotonic()
            database.execute("BEGIN IMMEDIATE")
            self.longest = max(self.longest, time.monotonic() - began)
            database.execute("ROLLBACK")


class Memory(threading.Thread):
    """The most memory that each process of some groups has had, in MB."""

    def __init__(self, groups, stop):
        super().__init__()
        self.groups, self.stop, self.most = groups, stop, {}

    def run(self):
        while not self.stop.wait(0.02):
            for process in Path("/proc").glob("[0-9]*"):
                self.note(process)

    def note(self, process):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) not in self.groups:
                return
            status = (process / "status").read_text()
            command = (process / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            return
        most = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
        name = name_of(command)
        self.most[name] = max(self.most.get(name, 0), most)


def name_of(command):
    if "process_photos" in command:
        return "worker"
    return "decoder" if "articles.pictures" in command else "server"


class Site:
    def __init__(self, server):
        from django.utils.translation import override

        from articles.tests.makers import make_article
        from benchmarks.desk_client import Editor

        self.server = server
        with override("ru"):
            self.story = make_article("ru").get_absolute_url()
        self.editor = Editor(server, "editor", "editor-demo")
        self.editor.open(self.editor.new_story())
        self.reader = Editor(server, "reporter", "reporter-demo")
        self.photographers = [Editor(server, name, f"{name}-demo") for name in ("photo-editor", "chief-editor")]

    def comment(self):
        number = uuid4().int
        address = ".".join(str(number >> shift & 127 | 1) for shift in (0, 8, 16, 24))
        headers = {"X-Forwarded-For": address, "Sec-Fetch-Site": "same-origin"}
        fields = urlencode({"text": f"Пікір {number}", "name": "Оқырман"}).encode()
        return self.reader.open_address(f"{self.story}comments/", fields, headers.items())[0]

    def save(self):
        self.editor.write(0, str(random.random()))
        return self.editor.save()[0]

    def upload(self, place, picture):
        """Send a picture as a script does. Return (status, state of the photo)."""
        editor, boundary = self.photographers[place % 2], uuid4().hex
        token = next(cookie.value for cookie in editor.cookies if cookie.name == "csrftoken")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        body = head.encode() + picture + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "X-CSRFToken": token,
            "X-Sent-By": "script",
            "Accept": "application/json",
        }
        status, answer = editor.open_address(UPLOAD, body, headers.items(), timeout=300)
        return status, json.loads(answer)["files"][0] if status == 200 else {}

    def wait_for(self, photos):
        """Wait until the photos are processed. Return their states."""
        query = urlencode({"id": photos}, doseq=True)
        while True:
            _status, answer = self.photographers[0].open_address(f"/admin/articles/photo/states/?{query}")
            states = [photo["state"] for photo in json.loads(answer)["photos"]]
            if "processing" not in states:
                return states
            time.sleep(0.5)


def measured(name, site, act, group):
    """Call `act` beside readers and an editor. Print what they noticed of it. Return whether it was too much."""
    stop = threading.Event()
    comments, saves = Load(site.comment, stop), Load(site.save, stop)
    lock, memory = Lock(site.server.folder / "desk.sqlite3", stop), Memory(group, stop)
    threads = [comments, saves, lock, memory]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    done = act()
    stop.set()
    for thread in threads:
        thread.join()
    failed = sum(count for answers in (comments.answers, saves.answers) for status, count in answers.items()
                 if status >= 500)  # fmt: skip
    print(f"{name}: {done}, {time.monotonic() - began:.0f} s")
    for what, load in {"comments": comments, "saves": saves}.items():
        print(f"  {what}: {dict(load.answers)}, longest {load.longest:.2f} s, longer than a second: {load.slow}")
    print(f"  longest wait for the database: {lock.longest:.3f} s; 5xx: {failed}; MB: {memory.most}", flush=True)
    return failed or lock.longest > MOST_SECONDS or max(memory.most.values()) > MOST_MEGABYTES


def upload_all(site, pictures):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(site.upload, range(len(pictures)), pictures))
    photos = [file["id"] for _status, file in answers if file.get("id")]
    states = Counter(site.wait_for(photos)) + Counter(file["state"] for _s, file in answers if not file.get("id"))
    return f"uploads {dict(Counter(status for status, _file in answers))}, {dict(states)}"


def uploaded(name, site, group):
    """Upload the pictures of each format, and return for each whether it was too much."""
    failed = []
    for kind, pictures in PICTURES.items():
        files = [largest(kind, *picture) for picture in pictures]
        sizes = ", ".join(
            f"{width * height // 1_000_000} megapixels {mode} in {len(file) / 2**20:.0f} MB"
            for file, (mode, width, height, *_) in zip(files, pictures, strict=True)
        )
        failed.append(measured(f"{name} {kind}: {sizes}", site, partial(upload_all, site, files), group))
    return failed


def main():
    os.environ["BEHIND_PROXY"] = "on"  # each comment comes from another address
    with DeskServer() as server:
        server.connect()
        site, group = Site(server), {server.process.pid}
        failed = [measured("nobody uploads", site, lambda: time.sleep(QUIET), group)]
        failed += uploaded("requests process", site, group)
        command = [sys.executable, "manage.py", "process_photos"]
        worker = subprocess.Popen(command, cwd=ROOT, env=server.environment, stderr=server.log, start_new_session=True)
        time.sleep(5)
        failed += uploaded("a worker processes", site, group | {worker.pid})
        worker.terminate()
        worker.wait()
    return any(failed)


if __name__ == "__main__":
    sys.exit(main())
