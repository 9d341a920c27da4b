"""Django with nothing else. It shows how fast such pages can be without a content management system."""

from benchmarks.plain_settings import *  # noqa: F403
from benchmarks.plain_settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare_site"]
ROOT_URLCONF = "benchmarks.bare_site.urls"
