"""What people send to a draft: cleaned, and refused if it is malformed or beyond the limits."""

import pytest
from django.core.exceptions import ValidationError

from articles.editorial import drafts
from articles.editorial.clean_change import MOST_BLOCKS, MOST_IN_FIELDS, MalformedChangeError
from articles.editorial.merge import BadChange
from articles.models import Draft
from articles.tests.desk import RU
from articles.tests.makers import make_article
from newsroom.content.html_limits import MOST_CHARACTERS

pytestmark = pytest.mark.django_db


def test_text_is_cleaned_and_stored_on_every_database(staff):
    article = make_article("ru")
    html = "<p onclick=x>a\0b\ud800c</p><script>alert(1)</script>"
    fields = {"title": "a\0b\ud83d c 😀", "lead": "x\r\ny"}
    blocks = {"addedone": html, "addedtwo": "<p>1</p><p>2</p>"}
    drafts.save_draft(article, RU, 0, {"fields": fields, "blocks": blocks}, by=staff("editor"))
    words = Draft.objects.get()
    assert (words.title, words.lead) == ("ab c 😀", "x\ny")
    assert dict(words.blocks)["addedone"] == "<p>abc</p>"
    assert dict(words.blocks)["addedtwo"] == "<blockquote><p>1</p><p>2</p></blockquote>"


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"status": "published"}},
        {"fields": {"title": None}},
        {"fields": {"title": 1}},
        {"fields": ["title"]},
        {"blocks": {"short": "<p>x</p>"}},
        {"blocks": {"UPPER123": "<p>x</p>"}},
        {"blocks": {"addedone": None}},
        {"blocks": [["addedone", "<p>x</p>"]]},
        {"order": "addedone"},
        {"order": [1]},
        {"order": [["addedone"]]},
        {"order": ["addedone", "addedone"], "blocks": {"addedone": "<p>x</p>"}},
    ],
)
def test_a_malformed_change_is_refused(staff, change):
    article = make_article("ru")
    with pytest.raises(MalformedChangeError):
        drafts.save_draft(article, RU, 0, change, by=staff("editor"))
    assert Draft.objects.count() == 0


def test_an_order_with_an_unknown_block_is_refused(staff):
    with pytest.raises(BadChange):
        drafts.save_draft(make_article("ru"), RU, 0, {"order": ["addedone"]}, by=staff("editor"))
    assert Draft.objects.count() == 0


def block_ids(count):
    return [f"{number:08}" for number in range(count)]


LIMITS = {
    **{f"a long {name}": ({"fields": {name: "x" * most}}, {"fields": {name: "x" * (most + 1)}})
       for name, most in MOST_IN_FIELDS.items()},
    "long blocks": (
        {"blocks": {"addedone": f"<p>{'x' * (MOST_CHARACTERS - 7)}</p>"}},
        {"blocks": {"addedone": f"<p>{'x' * (MOST_CHARACTERS - 7)}</p>", "addedtwo": "x"}},
    ),
    "many blocks": (
        {"blocks": dict.fromkeys(block_ids(MOST_BLOCKS), "<p>x</p>")},
        {"blocks": dict.fromkeys(block_ids(MOST_BLOCKS + 1), "<p>x</p>")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LIMITS)
def test_what_is_beyond_the_limits_is_refused_and_what_is_within_is_saved(staff, what):
    article, editor, (allowed, refused) = make_article("ru", kind="brief", body=""), staff("editor"), LIMITS[what]
    with pytest.raises(ValidationError):
        drafts.save_draft(article, RU, 0, refused, by=editor)
    assert Draft.objects.count() == 0
    saved = drafts.save_draft(article, RU, 0, allowed, by=editor)
    assert saved.draft.version == 1
