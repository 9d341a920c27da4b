"""Text marked with its language: the allow-list knows one form of the mark, and marked text keeps its letters."""

import json
import re

import pytest
from django.utils.translation import override

from articles.models import Article
from articles.tests.makers import make_article
from articles.tests.page_content import parts_of, words_of
from newsroom import editions
from newsroom.content.clean_html import EXTENSIONS, CleanHTMLField, clean_html, plain_text
from newsroom.editions.marked_languages import LANGUAGES

pytestmark = pytest.mark.one_database

QUOTED = '<p>Ол <span lang="ru">«Ещё не вечер»</span> деді.</p>'


# Marks that are allowed


@pytest.mark.parametrize(
    "html",
    [
        QUOTED,
        '<p><span lang="zh-Hans">中文</span>, <span lang="uz-Cyrl">ўзбекча</span>, <span lang="en">English</span></p>',
        '<blockquote><p><span lang="ru">Один</span></p><p><span lang="ru">Два</span></p></blockquote>',
        '<p><span lang="ru">Всё <strong>очень</strong><br><em>просто</em></span></p>',
        '<p><a href="https://example.kz"><span lang="ru">Ссылка</span></a></p>',
        '<h2><span lang="ky">Кыргызча</span></h2><ul><li><p><span lang="tr">Türkçe</span></p></li></ul>',
        '<p><span lang="ru">Он сказал: <span lang="kk">«Иә»</span>, и ушёл.</span></p>',
    ],
)
def test_marks_in_text_are_kept(html):
    assert clean_html(html) == html


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_of_the_button_is_allowed(tag):
    assert clean_html(f'<p><span lang="{tag}">a</span></p>') == f'<p><span lang="{tag}">a</span></p>'


def test_every_stored_edition_is_a_language_of_the_button():
    assert [*LANGUAGES][:5] == [edition.tag for edition in editions.STORED]


# Marks that are removed


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p><span lang="ru" onclick="alert(1)">a</span></p>', '<p><span lang="ru">a</span></p>'),
        ('<p><span style="color: red" lang="ru" class="x" id="y">a</span></p>', '<p><span lang="ru">a</span></p>'),
        ('<p><span lang="ru" dir="rtl" translate="no" title="b">a</span></p>', '<p><span lang="ru">a</span></p>'),
        ('<p><span lang="ru" lang="en">a</span></p>', '<p><span lang="ru">a</span></p>'),
        ('<p><span style="color: red">a</span></p>', "<p>a</p>"),
        ("<p><span>a</span></p>", "<p>a</p>"),
        ('<p><span lang="">a</span></p>', "<p>a</p>"),
        ("<p><span lang>a</span></p>", "<p>a</p>"),
        ('<p><span lang="x">a</span></p>', "<p>a</p>"),
        ('<p><span lang="x" >a</span ></p>', "<p>a</p>"),
        ('<p><span lang="EN-US">a</span></p>', "<p>a</p>"),
        ('<p><span lang="ru en">a</span></p>', "<p>a</p>"),
        ('<p><span lang="ru&quot; onclick=&quot;alert(1)">a</span></p>', "<p>a</p>"),
        ('<p><span xml:lang="ru">a</span></p>', "<p>a</p>"),
        ('<p lang="ru">a</p>', "<p>a</p>"),
        ('<blockquote lang="ru"><p>a</p></blockquote>', "<blockquote><p>a</p></blockquote>"),
        ('<p><em lang="ru">a</em></p>', "<p><em>a</em></p>"),
        ('<p><bdi lang="ru">a</bdi></p>', "<p>a</p>"),
        ('<p><span lang="ru"> </span></p>', ""),
    ],
)
def test_a_mark_has_one_known_language_and_nothing_else(html, left):
    assert clean_html(html) == left


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p><span>a <span lang="ru">b</span> c</span></p>', '<p>a <span lang="ru">b</span> c</p>'),
        ('<p><span lang="ru">a <span>b</span> c</span></p>', '<p><span lang="ru">a b c</span></p>'),
        ('<p><span lang="ru">a <span lang="x">b</span></span> c</p>', '<p><span lang="ru">a b</span> c</p>'),
        ("<p><span>a<span>b<span>c</span></span></span></p>", "<p>abc</p>"),
        ('<p><span lang="ru">a</p><p>b</span>c</p>', '<p><span lang="ru">a</span></p><p>bc</p>'),
        ('<p><span>a</p><p>b <span lang="ru">c</p>', '<p>a</p><p>b <span lang="ru">c</span></p>'),
    ],
)
def test_nested_spans_keep_only_marks(html, left):
    assert clean_html(html) == left


def test_span_tags_in_an_attribute_are_text():
    html = '<p><a href="/" title="</span><span>">a</a><span>b</span> &lt;span&gt;</p>'

    assert clean_html(html) == '<p><a href="/" title="&lt;/span&gt;&lt;span&gt;">a</a>b &lt;span&gt;</p>'


@pytest.mark.parametrize(
    "html",
    [
        QUOTED,
        '<span>a<p><span lang="ru">b</p></span>',
        '<span lang="ru"><p>a</p><p>b</p></span>',
        '<p><span lang="RU">a</span><span>b</span></p>',
        '<p><span lang="ru"><span><span lang="x">a',
        "</span><p>a</span></p><span>",
        '<table><span lang="ru"><tr><td><span>a</td></tr></table>',
    ],
)
def test_cleaning_marks_a_second_time_changes_nothing(html):
    assert clean_html(clean_html(html)) == clean_html(html)


def test_plain_text_has_no_marks():
    assert plain_text(QUOTED) == "Ол «Ещё не вечер» деді."


# The button


@pytest.mark.parametrize(("language", "label"), [("kk", "Тіл"), ("ru", "Язык"), ("en", "Language")])
def test_the_button_is_labelled_in_the_language_of_the_desk(language, label):
    widget = CleanHTMLField().formfield().widget

    with override(language):
        attributes = widget.get_context("body", "", {})["widget"]["attrs"]

    config = json.loads(attributes["data-django-prose-editor-configurable"])
    assert config["extensions"]["Language"]["label"] == label


def test_the_editor_loads_the_button():
    config = CleanHTMLField().formfield().widget.get_config()

    assert "/static/desk/language.js" in config["js_modules"]
    assert config["extensions"]["Language"]["languages"] == EXTENSIONS["Language"]["languages"] == LANGUAGES


# On readers' pages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("kk", "Ол «Ещё не вечер» деді."),
        ("kk-latn", "Ol «Ещё не вечер» dedı."),
        ("kk-arab", "ول «Ещё не вечер» دەدى."),
    ],
)
def test_marked_text_keeps_its_letters_in_every_alphabet(client, code, words):
    story = make_article("kk", body_kk=QUOTED)

    (text,) = parts_of(client.get(story.address_in(editions.BY_CODE[code])), "story-text")

    assert words_of(text) == words
    assert [(mark.get("lang"), words_of(mark)) for mark in text.iter("span")] == [("ru", "«Ещё не вечер»")]


@pytest.mark.django_db
def test_text_without_a_mark_is_transliterated(client):
    story = make_article("kk", body_kk=QUOTED.replace('<span lang="ru">', "").replace("</span>", ""))

    (text,) = parts_of(client.get(story.address_in(editions.BY_CODE["kk-latn"])), "story-text")

    assert "Ещё не вечер" not in words_of(text)


# Where elements are not possible


@pytest.mark.django_db
def test_marked_text_keeps_its_letters_in_cards_and_descriptions(client):
    make_article("kk", key="quoting", body=QUOTED + "<p>Екінші.</p>")
    long = "сөз " * 14
    make_article(
        "kk", key="cut", body=f'<p>{long}<span lang="ru">очень длинная цитата, которую карточка обрежет</span></p>'
    )
    make_article("kk", key="newest")  # becomes the lead story, which shows more words

    page = client.get("/kk-latn/").content.decode()
    assert 'Ol <bdi translate="no">«Ещё не вечер»</bdi> dedı.' in page
    assert re.findall("<bdi[^>]*>очень длинная[^<]*…</bdi>", page) != []
    story = client.get(Article.objects.get(key="quoting").address_in(editions.BY_CODE["kk-latn"])).content.decode()
    assert '<meta name="description" content="Ol «Ещё не вечер» dedı.">' in story
    assert not re.search("[\ufdd0-\ufdef]", page + story)
