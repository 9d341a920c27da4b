"""Addresses of pages in an edition that need not be the active one."""

from django.urls import reverse
from django.utils.translation import override


def address_in(edition, name, **parameters):
    with override(edition.code):
        return reverse(name, kwargs=parameters)
