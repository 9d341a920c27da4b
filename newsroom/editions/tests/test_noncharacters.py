"""Characters that the converter uses for itself mean nothing in what readers and editors write, and stay."""

import re
from html import unescape

import pytest

from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article
from articles.tests.page_content import elements
from newsroom import editions
from newsroom.alphabets import marks

pytestmark = pytest.mark.django_db

FORGED = ["\ufdd8", "\ufdee", "\ufdeeщ\ufdef", "a\ufdd0\ufddfb", "щ\uffff\U0001fffeщ", "\ue000"]
ALPHABETS = ["kk", "kk-latn", "kk-arab"]


@pytest.mark.parametrize("code", ALPHABETS)
def test_what_a_reader_searches_for_comes_back_unchanged(client, code):
    for words in FORGED:
        (field,) = elements(client.get(f"/{code}/search/", {"q": words}), "input", name="q")
        assert (code, field.get("value")) == (code, words)


@pytest.mark.parametrize(("code", "letter"), [("kk", "щ"), ("kk-latn", "ş"), ("kk-arab", "ش")])
def test_headlines_and_comments_with_them_are_transliterated_like_any_other(client, code, letter):
    story = make_article("kk", title="Сөз " + " ".join(FORGED))
    make_comment(story, text=" ".join(FORGED), language="kk")

    page = unescape(client.get(story.address_in(editions.BY_CODE[code])).content.decode())
    plain = re.sub("<[^>]*>|[\u2066-\u2069]", "", page)

    assert plain.count(" ".join(FORGED).replace("щ", letter)) >= 3  # the title, the heading and the comment
    assert marks.KEY not in page
