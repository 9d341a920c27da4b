"""Messages about what keeps a story from being saved or published, with links to where it is mended."""

import re

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.admin.publish_checks import address_to_mend

FORMAT = re.compile(r"%\((\w+)\)s")


def faults_in(error):
    """Return the errors in a ValidationError, each with one message."""
    found = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
    return [fault for faults in found for fault in faults]


def said_of(fault, user, address_of=None):
    """Return the message of an error, with links to what the user may change.

    `address_of` gives the address of the edit page of an edition. Without it, what the checks before publication have
    found has no link.
    """
    if fault.code == "check" and address_of:
        finding, edition = fault.params["finding"], fault.params["edition"]
        address = address_to_mend(finding, edition, address_of(edition), user)
        part = finding.part if finding.leads_to_part else ""  # a script finds its place on the page
        link = format_html('<a href="{}" data-part="{}">{}</a>', address, part, fault.messages[0])
        return format_html("{} {}", _("Stops publication:"), link)
    is_linked = fault.code == "photos" and user.has_perm("articles.change_photo")
    return with_links(fault) if is_linked else fault.messages[0]


def with_links(fault):
    """Return a message of `unusable_photos`, in which each photo is a link to its page."""
    query = f"?edition={fault.params['code']}"
    rows = [
        (reverse("admin:articles_photo_change", args=[photo.pk]), query, name) for name, photo in fault.params["rows"]
    ]
    links = format_html_join(", ", '<a href="{}{}">{}</a>', rows)
    return format_html(FORMAT.sub(r"{\1}", str(fault.message)), photos=links)
