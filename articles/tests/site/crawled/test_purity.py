"""No edition shows a letter of another alphabet, except in words marked as another language and in known names.

The tests read every page of every edition: its texts, and the attributes that are shown or read aloud.
"""

import re
from collections import Counter

import pytest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from articles.tests.site.crawled import other_languages
from newsroom import editions
from newsroom.alphabets import convert
from newsroom.editions import dates
from newsroom.editions.transliteration import transliterate_response
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
# Letters that an edition's own words never have.
FOREIGN = {
    "kk": "A-Za-zÀ-ɏ\u0600-\u06ff\u3400-\u9fff",
    "kk-latn": "Ѐ-ӿ\u0600-\u06ff\u3400-\u9fff",
    "kk-arab": "Ѐ-ӿA-Za-zÀ-ɏ\u3400-\u9fff",
    "ru": f"A-Za-zÀ-ɏ{KAZAKH}\u0600-\u06ff\u3400-\u9fff",
    "en": "Ѐ-ӿ\u0600-\u06ff\u3400-\u9fff",
    "zh-hans": "Ѐ-ӿA-Za-zÀ-ɏ\u0600-\u06ff",
    "uz-cyrl": "A-Za-zÀ-ɏәңөұүһіӘҢӨҰҮҺІ\u0600-\u06ff\u3400-\u9fff",
}
# Names that keep their letters in every edition: agencies, companies, cups, currencies, addresses, a film. A Chinese
# excerpt ends within the name of the film, after its first B.
NAMES = set(
    "Kazakh Invest Amanat AMANAT Qazaq TV Kazinform KAZINFORM ATP Challenger ASBC QR Stan kz com depositphotos t me"
    " aqorda resmi C USD EUR RUB CNY Aimaq Big Buck Bunny B".split()
)
# The site's own name has a Kazakh letter in Russian too.
NAMES_IN_CYRILLIC = {"ru": {"Аймақ"}}
READ = ("alt", "title", "aria-label", "aria-description", "placeholder", "label")
# Chinese has no blanks between words, nor before a name in Latin letters.
WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+")
EDITIONS = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def foreign_words(root, edition):
    """{word with a letter that the edition does not have: how often}, outside marked parts of a page.

    Nothing in a title can be marked, so words that the page marks elsewhere are allowed there.
    """
    found, marked = Counter(), set()
    foreign = re.compile(f"[{FOREIGN[edition.code]}]")

    def see(text):
        found.update(word for word in WORD.findall(text or "") if foreign.search(word))

    def walk(element, is_ours):
        if not isinstance(element.tag, str):  # a comment
            return
        is_ours = element.get("lang", edition.tag) == edition.tag if "lang" in element.attrib else is_ours
        is_ours = is_ours and element.get("translate") != "no"
        if element.tag not in ("script", "style", "textarea") and is_ours:
            see(element.text)
            for attribute in READ:
                see(element.get(attribute))
            if element.get("name") == "description":
                see(element.get("content"))
        if not is_ours:
            marked.update(WORD.findall("".join(element.itertext())))
        for child in element:
            walk(child, is_ours)
            if is_ours:
                see(child.tail)

    allowed = NAMES | NAMES_IN_CYRILLIC.get(edition.code, set())
    walk(root, True)
    title = Counter(word for title in root.iter("title") for word in WORD.findall(title.text) if word in marked)
    return Counter({word: times for word, times in (found - title).items() if word not in allowed})


def root_of(html):
    return next(parse(html).iter("html"))


def test_foreign_words_are_found_unless_marked():
    html = '<html lang="kk-Latn"><p title="Сәлем">Qala, қала <b lang="ru">да</b> <i translate="no">бар</i></p>{}</html>'
    latin, arabic = (edition for edition in editions.EDITIONS if edition.is_derived)

    assert foreign_words(root_of(html), latin) == {"Сәлем": 1, "қала": 1}
    assert foreign_words(root_of('<html lang="kk-Arab">قالا <b>Qala</b> USD</html>'), arabic) == {"Qala": 1}


def test_no_page_has_letters_of_another_alphabet(crawl):
    found = {path: foreign_words(page.root, page.edition) for path, page in crawl.pages.items()}
    assert len(found) > 400

    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("code", ["kk", "kk-latn", "kk-arab", "ru", "en"])
def test_words_of_other_languages_are_marked(crawl, code):
    """Otherwise the test above had nothing to find."""
    html = crawl.pages[crawl.stories[code][other_languages.KEY]].content.decode()

    assert "Спасибо за статью" in html
    assert other_languages.TAG in html
    assert (f'<bdi lang="ru" translate="no">{other_languages.TAG}</bdi>' in html) is (code != "ru")


ERRORS = ["errors/400.html", "errors/403.html", "errors/404.html", "errors/500.html"]


@EDITIONS
@pytest.mark.usefixtures("seeds")
def test_error_pages_have_the_alphabet_and_direction_of_the_edition(rf, edition):
    for template in ERRORS:
        html = error_page(rf, template, edition)
        assert f'<html lang="{edition.tag}" dir="{edition.direction}">' in html
        assert (template, foreign_words(root_of(html), edition)) == (template, {})


def error_page(rf, template, edition):
    with override(edition.code):
        request = rf.get(f"/{edition.code}/")
        request.edition = edition
        response = render(request, template, {"address_in": lambda other: None, "now": []}, status=500)
    response.headers["Content-Language"] = edition.tag
    transliterate_response(request, response)
    return response.content.decode()


# Dates

NOVEMBER = {
    "kk": "қараша",
    "kk-latn": "qaraşa",
    "kk-arab": "قاراشا",
    "ru": "ноября",
    "en": "November",
    "zh-hans": "11月",
    "uz-cyrl": "ноябрь",
}


@EDITIONS
def test_dates_are_in_the_language_and_alphabet_of_the_edition(crawl, edition):
    page = crawl.pages[f"/{edition.code}/2025/11/"]
    assert page.status_code == 200

    texts = " ".join("".join(page.root.itertext()).split()).lower()
    said = {word for word in NOVEMBER.values() if re.search(rf"(?<![a-zа-я]){word.lower()}(?![a-zа-я])", texts)}
    assert NOVEMBER[edition.code] in said
    assert said - {NOVEMBER[edition.code]} <= ({"ноябрь"} if edition.code == "ru" else set())  # the month's own heading


@pytest.mark.parametrize("edition", [edition for edition in editions.EDITIONS if edition.is_derived])
def test_all_months_and_weekdays_are_transliterated(edition):
    with override(edition.code):
        days = [timezone.datetime(2026, month, month, tzinfo=timezone.get_current_timezone()) for month in range(1, 13)]
        said = [f"{dates.weekday(day, edition)}, {dates.day(day, edition)}" for day in days]
    printed = [convert(text, edition.tag) for text in said]

    assert len(set(printed)) == 12
    assert [text for text in said if not re.search("[Ѐ-ӿ]", text)] == []
    assert [text for text in printed if re.search("[Ѐ-ӿ]", text)] == []
