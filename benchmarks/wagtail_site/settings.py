"""Wagtail as `wagtail start` sets it up, with one app."""

from benchmarks.plain_settings import *  # noqa: F403
from benchmarks.plain_settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [
    "benchmarks.wagtail_site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    *INSTALLED_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "wagtail.contrib.redirects.middleware.RedirectMiddleware"]
ROOT_URLCONF = "benchmarks.wagtail_site.urls"
WAGTAIL_SITE_NAME = "Аймақ"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
