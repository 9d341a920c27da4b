"""The public page of a row that people see at the desk."""

from django.utils.translation import override

from newsroom import editions


def public_address(row):
    """Return the URL in the language of the desk, or in the first edition that the row is public in; else None."""
    for edition in [editions.active(), *editions.STORED]:
        with override(edition.code):
            address = row.get_absolute_url() if hasattr(row, "get_absolute_url") else None
        if address:
            return address
    return None
