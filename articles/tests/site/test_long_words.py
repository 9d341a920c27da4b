"""Long words don't make pages scroll sideways on a phone."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modeltranslation.translator import NotRegistered, translator

from articles.tests.site.crawled.crawled_site import CrawledSite
from articles.tests.site.page_kinds import addresses_in
from articles.tests.site.rendered import Rendered
from conftest import watched_page
from newsroom import editions
from newsroom.content.clean_html import CleanHTMLField, clean_html

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

WORD = "W" * 60
TEXT = clean_html(
    f"<h2>{WORD}</h2><p><strong>{WORD}</strong></p><p><a href='https://example.com/'>{WORD}</a></p><ul><li><p>{WORD}</p>"
    f"<ol><li><p>{WORD}</p></li></ol></li></ul><blockquote><p>{WORD}</p><p>– {WORD}</p></blockquote>"
    f"<table><tbody><tr><th><p>{WORD}</p></th><td><p>{WORD}</p></td></tr></tbody></table><p>{WORD}</p>"
)
SIZES = [(320, "100%"), (360, "200%"), (768, "100%"), (1280, "100%")]
APPS = ("articles", "comments", "identity", "informers")

# Texts that are partly outside the page, except in boxes that scroll or hide what doesn't fit.
OUTSIDE = """() => {
    const found = [], {scrollWidth, clientWidth} = document.documentElement;
    const cuts = (element) => element !== document.body && getComputedStyle(element).overflowX !== "visible";
    const hasBox = (element) => element !== document.body && (cuts(element) || hasBox(element.parentElement));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const parent = texts.currentNode.parentElement;
        if ([...range.getClientRects()].every(({left, right}) => left >= -1 && right <= clientWidth + 1)) continue;
        if (!hasBox(parent)) found.push(`${parent.localName}.${parent.className} in ${parent.parentElement.className}`);
    }
    return scrollWidth > clientWidth ? [`${scrollWidth} px`, ...found] : found;
}"""


def text_fields(model):
    """The columns of a model that hold words of people, not codes, addresses or keys."""
    try:
        untranslated = set(translator.get_options_for_model(model).fields)
    except NotRegistered:
        untranslated = set()
    untranslated |= {name for constraint in model._meta.total_unique_constraints for name in constraint.fields}
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, models.SlugField)
        if is_text and not field.choices and field.name not in untranslated and may_hold(field, value_for(field)):
            yield field


def value_for(field):
    return TEXT if isinstance(field, CleanHTMLField) else WORD[: field.max_length or None]


def may_hold(field, value):
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return not field.unique


def fill_with_long_words():
    """Replace every text of every row, and return the names of the columns."""
    filled = []
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            columns = list(text_fields(model))
            for field in columns:
                # Editions that were never published must stay without words.
                unwritten = {f"{field.attname}__isnull": True} if hasattr(field, "language") else {"pk": None}
                models.QuerySet(model).exclude(**unwritten).update(**{field.attname: value_for(field)})
            filled += [f"{model.__name__}.{field.name}" for field in columns]
    return filled


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_no_word_is_too_long_for_a_narrow_screen(client, demo, chromium_without_frames, code):
    filled = fill_with_long_words()
    assert {"Article.title_kk", "Author.note_ru", "Tag.name_kk", "Comment.name"} <= set(filled)
    pages = Rendered(client, addresses_in(editions.BY_CODE[code]).values())
    assert sum(WORD.encode() in page.content for page in pages.pages.values()) > 20

    found = {}
    with CrawledSite(pages, settings.MEDIA_ROOT) as site, watched_page(chromium_without_frames, site.url) as page:
        for path in pages.pages:
            page.goto(path)
            for width, size in SIZES:
                page.set_viewport_size({"width": width, "height": 740})
                page.evaluate("(size) => document.documentElement.style.fontSize = size", size)
                found[f"{path} {width}"] = page.evaluate(OUTSIDE)
    assert {path: texts for path, texts in found.items() if texts} == {}
