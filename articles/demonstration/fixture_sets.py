"""The sets of fixture files of the demonstration site, in load order."""

from pathlib import Path

from django.conf import settings

from articles.editorial.checks.candidate import Candidate
from articles.editorial.checks.rules import blocking
from articles.models import Article
from newsroom.content.fixture_faults import faults

# Rows refer to each other by key, so a row comes after the rows that it refers to.
SEED_PAGES = (
    "paper",
    "dictionary",
    "topics",
    "000_akims_leave_amanat",
    "001_rural_akims_election",
    "002_almaty_region_new_constitution",
    "003_unprecedented_reforms_tokayev",
    "004_parties_with_high_responsibility",
    "popular",
)
# Samples of everything that the seed pages lack, so that the demonstration shows every feature.
SAMPLES = ("demo", "house_style")
FIXTURE_SETS = {"seed pages": SEED_PAGES, "demonstration": SAMPLES}
"""Fixture sets, keyed by the name recorded in `LoadedFixtures`."""


def faults_in_fixture_sets(folder=None):
    """Return the errors in the project's fixtures, or in files of the same names in another folder."""
    folder = Path(folder or settings.FIXTURE_DIRS[0])
    return faults([folder / f"{name}.json" for files in FIXTURE_SETS.values() for name in files], faults_of_story)


def faults_of_story(row):
    """Return [(part, message)] of what would stop the publication of a story, if the row is one."""
    published = [here for here in row.editions() if here.is_published] if isinstance(row, Article) else []
    return [(finding.part, finding.message) for here in published for finding in blocking(Candidate(here))]
