"""No edition shows a letter that isn't its own, outside what is marked as another language or is a name we know.

Every page of every edition is read as a reader gets it: texts, and the attributes that are read aloud or shown.
"""

import re
from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.comments.models import Comment, State
from articles.models import Article, Tag
from articles.tests.site.test_crawl import crawl
from newsroom import editions
from newsroom.alphabets import convert
from newsroom.editions import dates
from newsroom.informers.models import Town
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
# What an edition's own words are never written with.
FOREIGN = {
    "kk": "A-Za-zÀ-ɏ\u0600-\u06ff\u3400-\u9fff",
    "kk-latn": "Ѐ-ӿ\u0600-\u06ff\u3400-\u9fff",
    "kk-arab": "Ѐ-ӿA-Za-zÀ-ɏ\u3400-\u9fff",
    "ru": f"A-Za-zÀ-ɏ{KAZAKH}\u0600-\u06ff\u3400-\u9fff",
    "en": "Ѐ-ӿ\u0600-\u06ff\u3400-\u9fff",
    "zh-hans": "Ѐ-ӿA-Za-zÀ-ɏ\u0600-\u06ff",
    "uz-cyrl": "A-Za-zÀ-ɏәңөұүһіӘҢӨҰҮҺІ\u0600-\u06ff\u3400-\u9fff",
}
# Names that keep their letters in every edition: agencies, companies, cups, currencies, addresses.
NAMES = set(
    "Kazakh Invest Amanat AMANAT Qazaq TV Kazinform KAZINFORM ATP Challenger ASBC QR Stan kz com depositphotos t me"
    " aqorda resmi C USD EUR RUB CNY Aimaq".split()
)
# The paper's own name has a Kazakh letter in Russian too.
NAMES_IN_CYRILLIC = {"ru": {"Аймақ"}}
READ = ("alt", "title", "aria-label", "aria-description", "placeholder", "label")
WORD = re.compile(r"[^\W\d_]+")
EDITIONS = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def foreign_words(html, edition):
    """{word with a letter that the edition has not: how often}, outside marked parts.

    In a title nothing can be marked: what the page marks elsewhere may stand in it.
    """
    found, marked = Counter(), set()
    foreign = re.compile(f"[{FOREIGN[edition.code]}]")

    def see(text):
        found.update(word for word in WORD.findall(text or "") if foreign.search(word))

    def walk(element, is_ours):
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
    page = parse(html)
    walk(page, True)
    title = Counter(word for title in page.iter("title") for word in WORD.findall(title.text) if word in marked)
    return Counter({word: times for word, times in (found - title).items() if word not in allowed})


@pytest.fixture
def mixed(seeds):
    """The seed pages with what readers and editors mix in: other languages in comments and in names."""
    story = Article.objects.get(key="unprecedented-reforms-tokayev")
    for language in ("kk", "ru", "en"):
        for name, text in (
            ("Сергей", "Спасибо за статью, очень интересно и полезно!"),
            ("Асқар", "Өте жақсы мақала, үлкен рақмет айтамын!"),
        ):
            Comment.objects.create(article=story, language=language, name=name, text=text, state=State.APPROVED)
    tag = Tag.objects.create(key="lent", name_ru="Щедрый вечер")
    story.tags.add(tag)
    Town.objects.update(**{f"name_{edition.suffix}": None for edition in editions.STORED if edition.code != "ru"})
    return story


def test_the_look_finds_what_is_foreign_and_passes_what_is_marked():
    html = '<html lang="kk-Latn"><p title="Сәлем">Qala, қала <b lang="ru">да</b> <i translate="no">бар</i></p>{}</html>'
    latin, arabic = (edition for edition in editions.EDITIONS if edition.is_derived)

    assert foreign_words(html, latin) == {"Сәлем": 1, "қала": 1}
    assert foreign_words('<html lang="kk-Arab">قالا <b>Qala</b> USD</html>', arabic) == {"Qala": 1}


@pytest.mark.usefixtures("mixed")
def test_no_page_of_any_edition_has_a_foreign_letter(client):
    found = {}

    def look(path, response):
        edition = editions.BY_CODE[path.split("/")[1]]
        if words := foreign_words(response.content.decode(), edition):
            found[path] = words

    seen = crawl(
        client,
        "/kk/",
        "/kk/section/",
        "/kk/tag/",
        "/kk/author/",
        "/kk/page/",
        "/kk/2023/",
        "/kk/2023/01/26/",
        look=look,
    )
    assert len(seen) > 250
    assert {answer[0] for answer in seen.values()} == {200}
    assert found == {}


@pytest.mark.parametrize("code", ["kk", "kk-latn", "kk-arab", "ru", "en"])
def test_what_was_mixed_in_is_there_and_marked(client, mixed, code):
    """Else the test above had nothing to find."""
    edition = editions.BY_CODE[code]
    html = client.get(mixed.address_in(edition)).content.decode()

    assert "Щедрый вечер" in html
    assert "Спасибо за статью" in html
    assert ('<bdi lang="ru" translate="no">Щедрый вечер</bdi>' in html) is (edition.code != "ru")


PAGES_OF_ERRORS = [
    ("nowhere/", {}, 404),
    ("search/?q=" + "x" * 50 + "&page=9", {}, 404),
]


@EDITIONS
@pytest.mark.usefixtures("seeds")
def test_error_pages_are_pure_and_in_the_right_direction(edition):
    reader = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [reader.get(f"/{edition.code}/{path}") for path, _data, _status in PAGES_OF_ERRORS]
    assert [answer.status_code for answer in answers] == [status for _path, _data, status in PAGES_OF_ERRORS]

    for answer in answers:
        html = answer.content.decode()
        assert f'<html lang="{edition.tag}" dir="{edition.direction}">' in html
        assert foreign_words(html, edition) == {}


@EDITIONS
@pytest.mark.parametrize("template", ["errors/400.html", "errors/403.html", "errors/404.html", "errors/500.html"])
@pytest.mark.usefixtures("seeds")
def test_what_errors_say_is_in_the_edition_s_own_letters(rf, edition, template):
    from django.shortcuts import render

    from newsroom.editions.transliteration import transliterate_response

    with override(edition.code):
        request = rf.get(f"/{edition.code}/")
        request.edition = edition
        response = render(request, template, {"address_in": lambda other: None, "now": []}, status=500)
    response.headers["Content-Language"] = edition.tag
    transliterate_response(request, response)

    html = response.content.decode()
    assert f'<html lang="{edition.tag}" dir="{edition.direction}">' in html
    assert foreign_words(html, edition) == {}


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
@pytest.mark.usefixtures("seeds")
def test_dates_are_said_in_the_edition_s_own_words_and_letters(client, edition):
    response = client.get(f"/{edition.code}/2025/11/")
    assert response.status_code == 200

    texts = " ".join("".join(parse(response.content.decode()).itertext()).split()).lower()
    said = {word for word in NOVEMBER.values() if re.search(rf"(?<![a-zа-я]){word.lower()}(?![a-zа-я])", texts)}
    assert NOVEMBER[edition.code] in said
    assert said - {NOVEMBER[edition.code]} <= ({"ноябрь"} if edition.code == "ru" else set())  # the month's own heading


@pytest.mark.parametrize("edition", [edition for edition in editions.EDITIONS if edition.is_derived])
def test_all_months_and_days_of_the_week_are_converted_whole(edition):
    with override(edition.code):
        days = [timezone.datetime(2026, month, month, tzinfo=timezone.get_current_timezone()) for month in range(1, 13)]
        said = [f"{dates.weekday(day, edition)}, {dates.day(day, edition)}" for day in days]
    printed = [convert(text, edition.tag) for text in said]

    assert len(set(printed)) == 12
    assert [text for text in said if not re.search("[Ѐ-ӿ]", text)] == []
    assert [text for text in printed if re.search("[Ѐ-ӿ]", text)] == []
