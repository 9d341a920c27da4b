"""Uploads damaged pictures, and good ones with unusual metadata, and counts what becomes of them.

    python -m benchmarks.damaged_pictures

It takes minutes: every EXIF tag × every type in each format, small files with any byte changed or of any length, and
files whose parts are doubled, moved or resized at random. Then WebP and AVIF files again, decoded as large ones are.
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
from articles.pictures.limits import MOST_STORED_PIXELS  # noqa: E402
from articles.pictures.tests import damage, structures  # noqa: E402

RANDOM_STRUCTURES = 35_000
MOST_PRINTED = 20
SCALED = "WEBP", "AVIF"
"""The formats whose large pictures are decoded in another way."""


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


def measure_all(structure_count, kinds=("",)):
    """Print the figures of all files whose names have one of the kinds in them, and return the number of faults."""
    return sum(
        measure(heading, ((name, content) for name, content in files if any(kind in name for kind in kinds)), good)
        for heading, files, good in [
            ("Files as they are", damage.good_files(), True),
            ("Changed bytes", damage.changed_bytes(), False),
            ("Shortened files", damage.shortened(), False),
            ("Random structures", structures.random_structures(structure_count), False),
        ]
    )


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # of each refusal, with a traceback, and of libvips
    warnings.simplefilter("ignore")  # as in production, where nobody reads those of Pillow
    faults = measure("EXIF tags × types", damage.unusual_exif(), must_be_accepted=True)
    faults += measure_all(RANDOM_STRUCTURES)
    print("As if the WebP and AVIF pictures were large:")
    MOST_STORED_PIXELS.update(dict.fromkeys(SCALED, 12))
    faults += measure_all(RANDOM_STRUCTURES // 2, SCALED)
    sys.exit(1 if faults else 0)
