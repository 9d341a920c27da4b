"""A real server with a database of its own, which can be killed at any moment and started again."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60


class DeskServer:
    """Context manager. `database` is the URL of an empty database; by default a file of SQLite.

    With `is_debug`, the demo accounts can sign in. Without, only HTTPS differs from a server for readers.
    """

    def __init__(self, database="", is_debug=True, workers=1):
        self.is_debug, self.workers = is_debug, workers
        self.folder = Path(tempfile.mkdtemp(prefix="newsroom-desk-"))
        self.environment = os.environ | {
            "DATABASE_URL": database or f"sqlite:///{self.folder}/desk.sqlite3",
            "SECRET_KEY": "of-a-server-that-lives-for-minutes",
            "DEBUG": "on" if is_debug else "off",
            "HTTPS": "off",
            "ALLOWED_HOSTS": "127.0.0.1",
            "STATIC_ROOT": str(self.folder / "static"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "UPLOADS_ROOT": str(self.folder / "uploads"),
            "LOG_LEVEL": "WARNING",
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = (self.folder / "server.log").open("a")

    def __enter__(self):
        self.manage("migrate", "--verbosity", "0")
        self.manage(*(["create_demo_staff"] if self.is_debug else ["collectstatic", "--noinput"]))
        self.start()
        return self

    def __exit__(self, *_exception):
        self.kill()

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=self.log, stderr=self.log)

    def connect(self):
        """Let the models in this process use the database of the server."""
        names = ("DATABASE_URL", "SECRET_KEY", "DEBUG", "LOG_LEVEL")
        os.environ |= {name: self.environment[name] for name in names}
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        django.setup()

    def start(self):
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", str(self.workers)]
        where = ["--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.port)]
        command = [*granian, *where, "newsroom.wsgi:application"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.wait()

    def wait(self):
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                urllib.request.urlopen(f"{self.address}/admin/login/", timeout=10).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise TimeoutError((self.folder / "server.log").read_text()[-2000:])

    def kill(self):
        """Kill the server and its workers at once, as a power cut does."""
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def processor_seconds(self):
        """Return the processor time that the server and its workers have used so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):  # a process that has just ended
                continue
            if int(fields[2]) == self.process.pid:  # its group
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")
