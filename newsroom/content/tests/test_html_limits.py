"""No text that is saved at the desk can occupy the parser: what would is refused, and nothing that is typed is lost."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.tests.desk import FORM, RU, open_form
from articles.tests.makers import make_article
from articles.tests.page_content import form_values, parts_of, submit, words_of
from newsroom.content.clean_html import CleanHTML, clean_html
from newsroom.content.html_limits import LONGEST_VALUE, MOST_CHARACTERS, MOST_NESTED

NESTED = "elements are nested more than"
LONG = "characters, with its markup"
FEW, MANY = 1_000, 4_000


def repeated(start, count):
    return "".join(start.format(number) for number in range(count))


# {what: (hostile text of a size, part of the message or None if it is accepted)}
HOSTILE = {
    "open formatting": (lambda size: f"<p>{repeated('<b id={}>', size)}x</p>{'<p>x</p>' * size}", NESTED),
    "formatting that only seems to end": (
        lambda size: repeated("<b id={}><select></b></select>", size) + "<p>x</p>" * size,
        NESTED,
    ),
    "an end in a comment": (lambda size: repeated("<b id={}><!-- </b> -->", size) + "<p>x</p>" * size, NESTED),
    "an end in an attribute": (lambda size: repeated("<b id={}><p title='</b>'>", size) + "<p>x</p>" * size, NESTED),
    "an end in a table": (lambda size: repeated("<i id={}><table></i>", size) + "<p>x</p>" * size, NESTED),
    "blocks within formatting": (lambda size: "<b><div>x</b>" * size, NESTED),
    "nested blocks": (lambda size: "<div>" * size, NESTED),
    "nested lists": (lambda size: "<ul><li>" * size, NESTED),
    "links": (lambda size: repeated("<a href=/{}><p>", size), NESTED),
    "open formatting with few tags": (lambda size: repeated("<b id={}>", MOST_NESTED) + "<p>x</p>" * size, None),
    "formatting in each block": (lambda size: repeated("<p><b id={}>x</b></p>", size), None),
    "open paragraphs": (lambda size: "<p>x" * size, None),
    "open cells": (lambda size: "<table>" + "<tr><td>x" * size, None),
    "words outside of cells": (lambda size: "<table>" + "<p>x" * size, None),
    "length": (lambda size: "x" * (MOST_CHARACTERS // FEW * size + 1), LONG),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_the_result_grows_no_faster_than_the_text_or_the_text_is_refused(what):
    make, message = HOSTILE[what]
    if message:
        with pytest.raises(ValidationError, match=message):
            clean_html(make(FEW))
        return
    few, many = len(clean_html(make(FEW))), len(clean_html(make(MANY)))
    assert many < few * MANY / FEW * 1.5
    assert many < 10 * len(make(MANY))


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<strong>word</strong> and " * 5_000 + "</p>",
        "<blockquote>" * 20 + "<p>quoted</p>" + "</blockquote>" * 20,
        "<ul><li><p>one</p>" * 15 + "</li></ul>" * 15,
        "<table><tbody>" + "<tr><td><p><strong>1</strong></p></td></tr>" * 500 + "</tbody></table>",
        '<p><a href="https://example.kz/">link</a></p>' * 500,
    ],
)
def test_long_stories_stay_as_they_are(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="{}">x</a></p>',
        '<p><a href="https://a.kz/" title="{}">x</a></p>',
        '<ol start="{}"><li><p>x</p></li></ol>',
    ],
)
def test_no_attribute_is_longer_than_anybody_needs(html):
    longest = "/a&amp;b" + "1" * (LONGEST_VALUE - 4)
    assert clean_html(html.format(longest)) == html.format(longest)
    with pytest.raises(ValidationError, match=f"has {LONGEST_VALUE + 1} characters"):
        clean_html(html.format(f"{longest}1"))


def test_words_that_look_like_an_attribute_may_be_long():
    html = f'<p>a="{"word " * LONGEST_VALUE}</p><p><a href="/b">b</a> "</p>'
    assert clean_html(html) == html


def test_attributes_of_formatting_are_removed_as_before():
    assert (
        clean_html('<p><strong class="x">a</strong> <em style="y">c</em></p>') == "<p><strong>a</strong> <em>c</em></p>"
    )


@pytest.mark.django_db
def test_a_refused_text_stays_in_the_form_with_the_reason(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    hostile = HOSTILE["nested blocks"][0](FEW)
    response = submit(client, open_form(client, article, RU), FORM, body=hostile)

    assert any(NESTED in words_of(note) for note in parts_of(response, "errornote"))
    assert form_values(response, FORM)["body"] == hostile
    with pytest.raises(ValidationError, match=NESTED):
        Article.objects.update(body_ru=hostile)


@pytest.mark.django_db
def test_a_text_is_cleaned_once_on_its_way_to_the_database():
    article = make_article("ru", body="<p>Text</p><script>x</script>")
    article.full_clean()
    cleaned = article.body_ru
    article.save()

    assert isinstance(cleaned, CleanHTML)
    assert article.body_ru is cleaned is clean_html(cleaned)
    assert Article.objects.get().body_ru == "<p>Text</p>"
