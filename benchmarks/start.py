"""Measure the time from `make run` to the first page, for the first start of a fresh clone and for later starts.

    python3 benchmarks/start.py [port]

It clones HEAD into a temporary folder, so that no file of this checkout makes it faster. It prints both times. The exit
status is 1 if the second start takes five seconds or more.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 5
PATIENCE = 600


def start(folder, port):
    """Start the server, wait for `/ru/`, and stop the server. Return the seconds until it answered."""
    began = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    with (Path(folder) / "start.log").open("a") as log:
        server = subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            while time.monotonic() - began < PATIENCE and server.poll() is None:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/ru/", timeout=10) as page:
                        if page.status == 200:
                            return time.monotonic() - began
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.05)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
    sys.exit(f"No page after {PATIENCE} s:\n" + (Path(folder) / "start.log").read_text())


def main(port):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", str(ROOT), f"{folder}/newsroom"], check=True)
        first = start(f"{folder}/newsroom", port)
        seconds = [start(f"{folder}/newsroom", port) for _ in range(3)]
    print(f"first start, with packages:   {first:5.1f} s")
    print(f"second start, best of three:  {min(seconds):5.1f} s (limit {LIMIT} s)")
    return min(seconds) >= LIMIT


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8765))
