"""The process that `own_process.py` starts: it reads an order and a picture, and answers with facts and files."""

import json
import logging
import os
import sys

from django.conf import settings

from articles.pictures import decoding
from articles.pictures.processing import TASKS


def main(source, target):
    task, options = json.loads(source.readline())
    try:
        facts, files = TASKS[task](source.read(), **options)
        code = cause = ""
    except decoding.RefusedPictureError as error:
        facts, files, code, cause = {}, [], error.code, repr(error.__cause__ or error)
    target.write(json.dumps([facts, code, cause, [len(file) for file in files]]).encode() + b"\n")
    for file in files:
        target.write(file)


if __name__ == "__main__":
    os.nice(5)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings.configure(USE_I18N=False)  # messages go to people from the other process
    main(sys.stdin.buffer, sys.stdout.buffer)
