"""The measured systems. Each has a database in `var/bench/`, which is filled once."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.databases import FOLDER
from benchmarks.stories import SIZES

ROOT = Path(__file__).resolve().parent.parent
HERE, APPS = ROOT / "benchmarks", ("articles", "newsroom")
WAGTAIL_ENVIRONMENT = FOLDER / "wagtail-venv"
REQUIREMENTS = HERE / "wagtail_site/requirements.txt"


@dataclass(frozen=True)
class System:
    """A system with a number of stories in a database."""

    module: str
    """The module that fills its database and knows its URLs."""
    database: str
    """«postgresql» or «sqlite»."""
    count: int
    settings: str = "newsroom.settings"
    python: str = sys.executable

    @property
    def kind(self):
        return self.module.split(".")[1]

    @cached_property
    def name(self):
        """The name of its database. It changes if the content or the tables change."""
        contents = b"".join(source.read_bytes() for source in self.sources())
        return "_".join([self.kind, str(self.count), hashlib.sha256(contents).hexdigest()[:10]])

    def sources(self):
        """Yield the files that determine the content of its database."""
        yield from (HERE / name for name in ("stories.py", "words.py", "bulk_rows.py"))
        if self.kind == "our_site":
            yield HERE / "our_site.py"
            yield from sorted(file for app in APPS for file in (ROOT / app).glob("**/migrations/*.py"))
        else:
            yield from sorted((HERE / self.kind).glob("*.py"))


def in_both_databases(count):
    return {kind: System("benchmarks.our_site", kind, count) for kind in ("postgresql", "sqlite")}


FEW, MANY = SIZES
SMALL, LARGE = in_both_databases(FEW), in_both_databases(MANY)
OURS = [*SMALL.values(), *LARGE.values()]
BARE = System("benchmarks.bare_site.content", "postgresql", MANY, "benchmarks.bare_site.settings")
WAGTAIL = System(
    "benchmarks.wagtail_site.content",
    "postgresql",
    MANY,
    "benchmarks.wagtail_site.settings",
    str(WAGTAIL_ENVIRONMENT / "bin/python"),
)


class Process:
    """A process that runs a system and visits its pages: `process.ask("visit", address, 5)`."""

    def __init__(self, system, database):
        self.system = system
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.process = subprocess.Popen(
            [system.python, "-m", "benchmarks.visitor", system.module],
            cwd=ROOT,
            env=environment | settings_of(system, database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        if not (answer := self.process.stdout.readline()):
            raise RuntimeError(f"{self.system.name} on {self.system.database}: {command} failed.")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def settings_of(system, database):
    """Return production settings without HTTPS, because visits go directly to the application."""
    return {
        "DJANGO_SETTINGS_MODULE": system.settings,
        "SECRET_KEY": "used by benchmarks only, so it does not have to be secret",
        "DEBUG": "off",
        "HTTPS": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database,
        "STATIC_ROOT": str(FOLDER / "static"),
        "MEDIA_ROOT": str(FOLDER / "media"),
        "MAINTENANCE_FILE": str(FOLDER / "maintenance"),
        "CACHE_URL": "locmem://",
        "S3_BUCKET": "",
        "ADMINS": "",
        "LOG_LEVEL": "ERROR",
    }


def make_ready(systems, databases):
    """Fill the databases that do not exist yet, and delete outdated ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    install_wagtail()
    collect_static_files()
    for kind, database in databases.items():
        wanted = {system.name for system in systems if system.database == kind}
        for name in {name for name in database.names() if "_site_" in name} - wanted:
            database.drop(name)
    for system in systems:
        if system.name not in databases[system.database].names():
            fill(system, databases[system.database])


def fill(system, database):
    """Fill a database. It has another name until it is complete."""
    print(f"Filling {system.name} on {system.database} …", file=sys.stderr, flush=True)
    unfinished = f"{system.name}_unfinished"
    database.create(unfinished)
    process = Process(system, database.address(unfinished))
    process.ask("fill", system.count)
    process.close()
    database.rename(unfinished, system.name)


def install_wagtail():
    wanted, marker = REQUIREMENTS.read_text(), WAGTAIL_ENVIRONMENT / "installed.txt"
    if marker.exists() and marker.read_text() == wanted:
        return
    print("Installing Wagtail …", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(WAGTAIL_ENVIRONMENT)], check=True)
    pip = [str(WAGTAIL_ENVIRONMENT / "bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=True)
    marker.write_text(wanted)


def collect_static_files():
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | settings_of(SMALL["sqlite"], "sqlite://"), check=True)
