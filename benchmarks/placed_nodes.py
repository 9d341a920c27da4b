"""Compare all pages before and after photos and recalled stories became nodes of the texts, on both databases.

    python -m benchmarks.placed_nodes [number of stories] [seed]

The last version before that fills a database with generated stories and hashes their pages. Then the database is
migrated, and today's code does the same. That needs the history of the repository. The exit status is 1 if a page
differs.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile

from benchmarks.databases import FOLDER, PostgreSQL, SQLite

BEFORE = "0a0aeec0380e04abc5c65b4bc5a2a1dd24564296"
ROOT = FOLDER.parent.parent
OLD = FOLDER / "before-nodes"
NAME = "placed_nodes"


def unpack():
    """Put the earlier version into a folder, with the module that fills and hashes."""
    shutil.rmtree(OLD, ignore_errors=True)
    OLD.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(OLD, filter="data")
    shutil.copy(ROOT / "benchmarks/placed_pages.py", OLD / "benchmarks")


def run(folder, address, *arguments):
    variables = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "a" * 50}
    variables |= {"DEBUG": "true"}  # then addresses of stylesheets are the same for both versions
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=os.environ | variables, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)


def compared(database, number, seed):
    """Return ({address: page before}, {address: page after})."""
    address, pages = database.address(NAME), ["-m", "benchmarks.placed_pages"]
    if NAME in database.names():
        database.drop(NAME)
    database.create(NAME)
    found = []
    run(OLD, address, *pages, "fill", str(number), str(seed))
    for folder in (OLD, ROOT):
        file = FOLDER / f"{NAME}.json"
        if folder == ROOT:
            run(ROOT, address, "manage.py", "migrate", "-v", "0")
        run(folder, address, *pages, "hash", str(file))
        found.append(json.loads(file.read_text()))
    return found


def report(name, before, after):
    """Print what was compared, and return the addresses of pages that differ."""
    differing = sorted(address for address in before | after if before.get(address) != after.get(address))
    photos, recalled = (sum(page[at] for page in before.values()) for at in (2, 3))
    print(f"{name}: {len(before)} pages with {photos} photos and {recalled} recalled stories, {len(differing)} differ")
    for address in differing[:20]:
        print("   ", address, before.get(address), after.get(address))
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=1_000)
    parser.add_argument("seed", nargs="?", type=int, default=13)
    arguments = parser.parse_args()
    unpack()
    postgresql = PostgreSQL()
    try:
        differing = []
        for name, database in (("SQLite", SQLite()), ("PostgreSQL", postgresql)):
            differing += report(name, *compared(database, arguments.number, arguments.seed))
    finally:
        postgresql.stop()
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
