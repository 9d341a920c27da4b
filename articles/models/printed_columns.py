"""The columns that pages print of a story, by what they show of it. A story has a hundred; a list prints twenty."""

from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Left

from newsroom.editions.columns import column

PHOTO = ("file", "width", "height", "focal_x", "focal_y", "rendered")
LONGEST_OPENING, LONGEST_WITH_NODES = 3_000, 30_000
"""Characters of HTML: enough for any excerpt, also behind the photos at the beginning of a text."""
NOT_OF_OTHERS = ("lead", "body", "revised_at")
"""Fields of which a story's page prints the active edition's only."""


def line_columns(edition):
    """A headline with its address and its time."""
    own = [column(field, edition) for field in ("title", "slug", "status", "published_at")]
    return [*own, "kind", "paid", "has_assumed_time", "first_published_at"]


def of_lead_photo(names):
    return [f"lead_photo__{name}" for name in names]


def card_columns(edition):
    """What cards and share cards print in addition."""
    own = ("is_official_answer", "machine_part", "age_mark", "category")
    return [column("lead", edition), *own, *of_lead_photo(PHOTO)]


def opening_html(edition):
    """The beginning of a text, for stories without a lead. Texts of the others are not read."""
    body = column("body", edition)
    lead = column("lead", edition)
    has_no_lead = Q(**{lead: ""}) | Q(**{f"{lead}__isnull": True})
    with_nodes = When(has_no_lead & Q(**{f"{body}__startswith": "<figure"}), then=Left(body, LONGEST_WITH_NODES))
    beginning = When(has_no_lead, then=Left(body, LONGEST_OPENING))
    return Case(with_nodes, beginning, default=Value(""), output_field=TextField())
