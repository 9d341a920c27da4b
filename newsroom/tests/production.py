"""The site as a server gives it to readers, for measurements.

granian runs with the arguments of `deploy/newsroom.service`, with debug off, collected static files, and the seed pages
in a database of their own. Only HTTPS is off, and granian serves uploads too, because there is no nginx.
"""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UNIT = ROOT / "deploy/newsroom.service"
PATIENCE = 60  # seconds


class Production:
    """Context manager: starts and stops the server. `url` is where it answers."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="newsroom-production-", ignore_cleanup_errors=True)
        self.path, self.longest = Path(self.folder.name), {}
        (self.path / "media").mkdir()
        self.manage("migrate")
        self.manage("load_fixtures")
        self.manage("make_renditions")
        # The scripts of the desk take most of the time, and no reader has them.
        self.manage("collectstatic", "--noinput", "--ignore=django_prose_editor", "--ignore=admin")
        self.start()
        return self

    def __exit__(self, *error):
        os.killpg(self.server.pid, signal.SIGTERM)
        self.server.wait(PATIENCE)
        self.folder.cleanup()

    @property
    def environment(self):
        """Of this machine only the paths of programs, and a value for everything that a developer's `.env` may set."""
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return inherited | {
            "SECRET_KEY": "for a server that runs for a minute",
            "DEBUG": "off",
            "HTTPS": "off",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.path}/newsroom.sqlite3",
            "STATIC_ROOT": f"{self.path}/static",
            "MEDIA_ROOT": f"{self.path}/media",
            "UPLOADS_ROOT": f"{self.path}/uploads",
            "MAINTENANCE_FILE": f"{self.path}/maintenance",
            "CACHE_URL": "locmem://",
            "S3_BUCKET": "",
            "ADMINS": "",
            "LOG_LEVEL": "WARNING",
        }

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments, "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start(self):
        for _ in range(3):  # another process may take the port before granian does
            self.launch()
            if self.answers():
                return
        raise RuntimeError(f"The site does not answer.\n{self.log}")

    def launch(self):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [*command_of_the_unit(), "--port", str(port), "--workers", "1"]
        command += ["--static-path-route", "/media", "--static-path-mount", str(self.path / "media")]
        with (self.path / "server.log").open("w") as log:
            self.server = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def answers(self):
        """Wait until the server answers. False if it has ended."""
        until = time.monotonic() + PATIENCE
        while self.server.poll() is None and time.monotonic() < until:
            try:
                return bool(self.get("/kk/"))
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"The site answers with {error.code}.\n{self.log}") from error
            except urllib.error.URLError:
                time.sleep(0.05)  # it does not listen yet
        return False

    def close(self):
        """Close the site for maintenance: every page answers with 503."""
        (self.path / "maintenance").touch()

    def open(self):
        (self.path / "maintenance").unlink()

    @property
    def log(self):
        return (self.path / "server.log").read_text(encoding="utf-8")

    def get(self, address):
        """The HTML of a page without cookies."""
        with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def address(self, kind, edition):
        """The address of an edition's `front`, or of the longest `article` on it, with a picture if any has one."""
        front = f"/{edition.code}/"
        if kind == "front":
            return self.url + front
        if edition not in self.longest:
            stories = set(re.findall(rf'href="({front}\d{{4}}/\d\d/\d\d/[^"#?/]+/)"', self.get(front)))
            pages = {story: self.get(story) for story in sorted(stories)}
            self.longest[edition] = max(pages, key=lambda story: ("<figure" in pages[story], len(pages[story])))
        return self.url + self.longest[edition]


def command_of_the_unit():
    """The command of `deploy/newsroom.service`, with the granian of this Python."""
    [line] = re.findall(r"^ExecStart=(.+)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    _, *arguments = shlex.split(line)
    return [sys.executable, "-m", "granian", *arguments]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
