"""Readers see the parts of a number such as 5 000 on one line, in any text. The desk has it as it was written."""

import pytest
from django.http import HttpResponse

from articles.models import Article
from articles.share_cards.lettering import drawable, pieces
from articles.tests.makers import make_article
from articles.tests.page_content import elements
from newsroom import editions
from newsroom.editions.numbers import keep_numbers_together

NB = "\N{NO-BREAK SPACE}"


def kept(html, **headers):
    response = HttpResponse(html, headers=headers)
    keep_numbers_together(response)
    return response


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>5 000-нан, 12 345 678,50 теңге</p>", f"<p>5{NB}000-нан, 12{NB}345{NB}678,50 теңге</p>"),
        ("<td>100 000</td><td>1 000</td>", f"<td>100{NB}000</td><td>1{NB}000</td>"),
        ("<p>2025 000, 5 00, 5 0000, 1234 567, 5  000, x 000</p>", None),
        ('<svg viewBox="0 0 640 480"><path d="M1 200 300"/></svg><a title="5 000">5</a>', None),
        ("<textarea>5 000</textarea><script>5 000</script>", None),
        ('<p title="a&gt;b">№5 000</p>', f'<p title="a&gt;b">№5{NB}000</p>'),
    ],
)
def test_numbers_in_texts_stay_together(html, expected):
    assert kept(html).content.decode() == (expected or html)


def test_the_length_of_a_page_is_that_of_what_is_sent_and_other_files_stay():
    assert kept("<b>5 000</b>", **{"Content-Length": "12"}).headers["Content-Length"] == "13"
    assert kept("5 000", **{"Content-Type": "text/csv"}).content == b"5 000"


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_each_edition_prints_them_together_and_stores_what_was_written(client, edition):
    stored = editions.BY_CODE[edition.stored_in]
    story = make_article(stored.code, title="A 5 000", lead="B 6 000", body="<p><strong>C 7 000</strong></p>")
    for address, tag in ((story.address_in(edition), "article"), (f"/{edition.code}/archive/", "main")):
        (element,) = elements(client.get(address), tag)
        shown = "".join(element.itertext())
        assert (address, f"5{NB}000" in shown, "5 000" in shown) == (address, True, False)
    row = Article.objects.values_list(f"title_{stored.suffix}", f"body_{stored.suffix}").get()
    assert row == ("A 5 000", "<p><strong>C 7 000</strong></p>")


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_a_share_card_has_them_in_one_line(code):
    text, _ = drawable("5 000", editions.BY_CODE[code])
    assert pieces(text) == [f"5{NB}000"]
