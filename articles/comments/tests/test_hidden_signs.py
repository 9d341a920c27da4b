"""Whatever form a reader sends, what hides in the words or disturbs others is left out, and honest words stay."""

import re

import pytest
from django.core.exceptions import ValidationError

from articles.comments.forms import CommentForm
from articles.comments.own_page import AppealForm
from articles.comments.people.forms import JoinForm
from articles.comments.people.imitation import imitates
from articles.comments.response_pages import ReportForm
from articles.views.mistake import MistakeForm
from newsroom.content.tests.hostile_texts import HONEST, is_neutral, needs_hostile_texts, payload, rows
from newsroom.content.visible_text import DIRECTION
from newsroom.tests.source_files import files

FIELDS = {
    "text": CommentForm,
    "name": CommentForm,
    "note": ReportForm,
    "appeal": AppealForm,
    "nickname": JoinForm,
    "comment": MistakeForm,
}
NAMES = ("name", "nickname")
LOOKS_LIKE_STAFF = ("Админ", "Редакция", "admin")
each_field = pytest.mark.parametrize("field", FIELDS)


def kept(field, typed):
    """Return what is kept of a text; "" if the form refuses it."""
    try:
        return FIELDS[field]().fields[field].clean(typed)
    except ValidationError:
        return ""


@each_field
def test_honest_words_stay_as_they_are(field):
    written = HONEST if field not in NAMES else [DIRECTION.sub("", typed) for typed in HONEST]
    assert [kept(field, typed) for typed in HONEST] == written


@needs_hostile_texts
@each_field
def test_nothing_hostile_stays_in_words_of_readers(field):
    is_name, collection = field in NAMES, rows()
    faults = [
        (row["class"], row["note"], ascii(payload(row)[:40]))
        for row in collection
        if not is_neutral(row, kept(field, payload(row)), is_name=is_name)
    ]
    assert (faults, len(collection) > 200) == ([], True)


@needs_hostile_texts
@pytest.mark.django_db
def test_no_name_that_looks_like_the_staff_is_left_to_a_reader():
    hostile = [
        payload(row) for row in rows()
        if row["class"] in ("invisible_name", "bidi_name") or row["note"].endswith(LOOKS_LIKE_STAFF)
    ]  # fmt: skip
    assert (len(hostile) > 40, [typed for typed in hostile if not imitates(kept("nickname", typed))]) == (True, [])


def test_no_form_of_readers_has_a_field_for_the_staff():
    sources = files("articles/comments", without=["articles/comments/desk/"])
    of_staff = {name for name, source in sources.items() if re.search(r"\b(Visible|)(Text|Name)Field\(", source)}
    assert {name for name in of_staff if "/models/" not in name} == set()
    assert "articles/comments/forms.py" in sources
