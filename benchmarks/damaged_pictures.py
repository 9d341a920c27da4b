"""Uploads damaged pictures, and good ones with unusual metadata, and counts what becomes of them.

    python -m benchmarks.damaged_pictures

It takes minutes: every EXIF tag × every type in each format, small files with any byte changed or of any length, and
files whose parts are doubled, moved or resized at random.
The exit status is 1 if anything but a refusal was raised, or if a good picture was refused.
"""

import logging
import os
import sys
import warnings
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("SECRET_KEY", "of this benchmark")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402 (Django must be set up)
from django.core.files.base import ContentFile  # noqa: E402

from articles.pictures.field import CleanPicture  # noqa: E402
from articles.pictures.tests import damage, structures  # noqa: E402

RANDOM_STRUCTURES = 35_000
MOST_PRINTED = 20


def outcome_of(content):
    """Return "accepted", "refused" or what else was raised."""
    try:
        CleanPicture(ContentFile(content))
    except ValidationError:
        return "refused"
    except Exception as error:  # noqa: BLE001 (it is what we look for)
        return f"{type(error).__name__}: {error}"
    return "accepted"


def measure(heading, files, must_be_accepted):
    """Print the figures of some files, and return the number of faults."""
    counted, faults = Counter(), []
    for name, content in files:
        outcome = outcome_of(content)
        counted[outcome if outcome in ("accepted", "refused") else "exceptions"] += 1
        if outcome != "accepted" and (must_be_accepted or outcome != "refused"):
            faults.append(f"{name}: {outcome}")
    figures = [f"{counted[name]:,} {name}" for name in ("accepted", "refused", "exceptions")]
    good = f", {counted['refused']:,} good ones refused" if must_be_accepted else ""
    print(f"{heading}: {counted.total():,} tried, {', '.join(figures)}{good}", flush=True)
    print("".join(f"    {fault}\n" for fault in faults[:MOST_PRINTED]), end="")
    return len(faults)


if __name__ == "__main__":
    logging.disable(logging.INFO)  # of each refusal, with a traceback
    warnings.simplefilter("ignore")  # as in production, where nobody reads those of Pillow
    faults = measure("EXIF tags × types", damage.unusual_exif(), must_be_accepted=True)
    faults += measure("Files as they are", damage.good_files(), must_be_accepted=True)
    faults += measure("Changed bytes", damage.changed_bytes(), must_be_accepted=False)
    faults += measure("Shortened files", damage.shortened(), must_be_accepted=False)
    faults += measure("Random structures", structures.random_structures(RANDOM_STRUCTURES), must_be_accepted=False)
    sys.exit(1 if faults else 0)
