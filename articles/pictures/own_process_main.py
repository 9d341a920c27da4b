"""The process that `own_process.py` starts: it reads an order and a picture, and answers with facts and files."""

import json
import logging
import os
import resource
import sys

from django.conf import settings

from articles.pictures import decoding
from articles.pictures.limits import MOST_DATA
from articles.pictures.processing import TASKS
from articles.pictures.structure import format_of


def main(source, target):
    task, options = json.loads(source.readline())
    content = source.read()
    limit_memory(format_of(content))
    try:
        facts, files = TASKS[task](content, **options)
        code = cause = ""
    except decoding.RefusedPictureError as error:
        facts, files, code, cause = {}, [], error.code, repr(error.__cause__ or error)
    target.write(json.dumps([facts, code, cause, [len(file) for file in files]]).encode() + b"\n")
    for file in files:
        target.write(file)


def limit_memory(kind):
    """Let the system refuse more memory than a picture may take, whatever its header promised."""
    if kind in MOST_DATA:
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA[kind], MOST_DATA[kind]))


def start():
    os.nice(5)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("pyvips").setLevel(logging.ERROR)  # it would log each thread that ends, and each damaged tile
    settings.configure(USE_I18N=False)  # messages go to people from the other process
    main(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    start()
