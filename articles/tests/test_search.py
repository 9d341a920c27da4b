"""The search finds stories by their words in the active edition. No query causes an error."""

import re
from itertools import product

import pytest
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.models import Status
from articles.models.article_queries import containing
from articles.tests.makers import make_article
from articles.tests.page_content import elements, foreign_scripts, headlines, parts_of, words_in
from newsroom import editions
from newsroom.alphabets.tests.steps import CountedPattern
from newsroom.content.html_limits import LONGEST_VALUE

pytestmark = pytest.mark.django_db

in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def search(client, words, edition="ru", **more):
    response = client.get(f"/{edition}/search/", {"q": words, **more})
    assert response.status_code == 200
    return headlines(response)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("выборы", ["Выборы акимов", "Итоги"]),
        ("акимов", ["Выборы акимов"]),
        ("выборы акимов", ["Выборы акимов"]),
        ("акимов выборы", ["Выборы акимов"]),
        ("выборы акимов сенат", []),
        ("сенат", ["Итоги"]),
        ("партий выборы", ["Итоги"]),
        ("ыбор", ["Выборы акимов", "Итоги"]),
        ("  выборы \t акимов\n", ["Выборы акимов"]),
        ("\N{NO-BREAK SPACE}выборы\N{NO-BREAK SPACE}акимов", ["Выборы акимов"]),
        ("", []),
        ("   ", []),
    ],
)
def test_every_word_must_occur_in_the_headline_the_lead_or_the_text(client, words, found):
    make_article("ru", title="Выборы акимов", body="<p>В сёлах</p>")
    make_article("ru", title="Итоги", lead="Выборы в сенат", body="<p>Список партий</p>")
    make_article("ru", title="Погода", body="<p>Снег</p>")
    assert sorted(search(client, words)) == found


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("ru", "Акимы Ёлки и Щуки", "аКИМЫ ёЛКИ щУКИ"),
        ("kk", "Әкімдер Өскеменде Ұлы Үміт Қала Ғасыр Һәм Іс Ң", "әКІМДЕР өСКЕМЕНДЕ ұлы үМІТ қала ғАСЫР һәм іС ң"),
        ("uz-cyrl", "Ўзбекистон Ҳокими Қишлоқ Ғалаба", "ўЗБЕКИСТОН ҳОКИМИ қишлоқ ғАЛАБА"),
        ("en", "Rural Akims", "rURAL aKIMS"),
        ("zh-hans", "哈萨克斯坦政府", "斯坦"),
    ],
)
@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_the_search_ignores_case(client, code, title, words, field):
    make_article(code, **{"title": "There"} | {field: title})
    make_article(code, title="Elsewhere")
    assert search(client, words, code) == [title if field == "title" else "There"]
    assert search(client, words.swapcase(), code) == search(client, words, code)


SIGNS = [
    ".*", ".", "(", ")", "((", "[", "]", "[а-я]", "\\", "\\d", "\\y", "^", "$", "|", "?", "+", "{2}", "а{1,2}", "(?i)",
    "(?!x)", "[[:alpha:]]", "***:.", "%", "_", "%%", "*", "\"", "'", "`", ";--", "#", "№", "–", "«", "😀", "…", "²",
    "\u0301", "\u0903", "\u064b", "\u0e33",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_means_itself(client, sign):
    make_article("ru", title=f"Знак {sign} здесь", body="<p>слова</p>")
    make_article("ru", title="Без знака abc 123", body="<p>слова</p>")
    assert search(client, sign) == [f"Знак {sign} здесь".strip()]


@pytest.mark.parametrize(
    "words",
    [
        "\0",
        "a\0b",
        "\0\0\0",
        "(a+)+$",
        "(" * 100,
        "\\" * 100,
        "a" * 10_000,
        "а " * 5_000,
        "й\u0306\u0301" * 40,
        "\ud7ff\uffff",
    ],
)
def test_no_query_causes_an_error(client, words):
    make_article("ru", title="a" * 60, body=f"<p>{'a' * 5000}!</p>")
    assert client.get("/ru/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%ed%a0%80", "q=%", "q[]=a", "q=a&q=b", "q", "=", "q=%00%00", "page=1"]
)
def test_no_query_string_causes_an_error(client, query):
    assert client.get(f"/ru/search/?{query}").status_code == 200


def test_a_nul_character_is_ignored(client):
    make_article("ru", title="Выборы")
    assert search(client, "выб\0оры") == ["Выборы"]


@pytest.mark.parametrize("words", ["\0", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\u202e", "\ufeff \u2060"])
def test_invisible_characters_find_nothing(client, words):
    make_article("ru", title="Выборы")
    assert search(client, "выборы") == ["Выборы"]
    assert search(client, words) == []


@pytest.mark.parametrize("word", ["strong", "href", "example.com", "nbsp", "amp", "<p>", "/li"])
def test_markup_is_not_searched(client, word):
    body = '<ul><li><strong>Снег</strong>&nbsp;&amp; <a href="https://example.com/">ветер</a></li></ul>'
    make_article("ru", title="Погода", body=body)
    assert search(client, "снег ветер") == ["Погода"]
    assert search(client, word) == []


@pytest.mark.parametrize("words", ["R&D", "<Рост>", "AT&T's"])
def test_entities_are_found_as_the_characters_that_readers_see(client, words):
    make_article("ru", title="Наука", body="<p>R&amp;D, &lt;Рост&gt; и AT&amp;T's</p>")
    assert search(client, words) == ["Наука"]


# Typography and alphabets


@pytest.mark.parametrize(
    ("code", "title", "queries"),
    [
        ("en", "Kazakhstan’s path", ["Kazakhstan's", "kazakhstan’s path", "KAZAKHSTANʼS", "“Kazakhstan’s path”"]),
        ("en", "Don't «Amanat»", ["don’t", '"Amanat"', "Amanat,", "(amanat)", "don't amanat."]),
        ("ru", "Партия «Аманат», выборы", ['"Аманат"', "аманат, выборы.", "«партия аманат»", "выборы…", "'аманат'"]),
        ("ru", "Новый майор", ["новы\u0438\u0306", "мaйор".replace("a", "а"), "ма\u0438\u0306ор,"]),
        ("ru", "Но\u0432ыи\u0306 Артём Йокогамы", ["новый", "артем", "АРТЁМ", "арт\u0435\u0308м", "йокогамы"]),
        ("ru", "Артем и Семенов", ["Артём", "семёнов", "СЕМЁНОВ"]),
        ("ru", "Премьер‑министр и 2020–2025", ["премьер-министр", "2020-2025", "премьер–министр"]),
        ("zh-hans", "《哈萨克斯坦》，选举", ["《哈萨克斯坦》", "选举。", "“选举”"]),
        ("kk", "Көші-қон туралы заң, Ресейдің циркі", [
            "Köşı-qon", "KÖŞI-QON", "zañ,", "Reseidıñ", "tsirkı", "كوشى-قون", "زاڭ", "رەسەيدىڭ", "turaly زاڭ",
        ]),
        ("kk", "Amanat партиясы", ["Amanat", "amanat partiiasy", "پارتياسى"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["title", "body"])
def test_words_are_found_in_any_typography_and_in_the_letters_of_derived_editions(client, code, title, queries, field):
    text = {"title": title, "body": f"<p><strong>{title}</strong></p>"}[field]
    story = make_article(code, **{"title": "There"} | {field: text})
    make_article(code, title="Elsewhere", body="<p>Басқа / Другое</p>")
    expected = [story.edition(editions.BY_CODE[code]).title]
    found = {query: search(client, query, code) for query in queries}
    assert {query: titles for query, titles in found.items() if titles != [" ".join(expected[0].split())]} == {}


@pytest.mark.parametrize(("edition", "query"), [("kk-latn", "QAZAQSTAN halqy"), ("kk-arab", "قازاقستان حالقى")])
def test_a_derived_edition_finds_what_its_readers_see(client, edition, query):
    make_article("kk", title="Қазақстан халқы", body="<p>Мәтін</p>")
    make_article("kk", title="Қазақтар", body="<p>Мәтін</p>")
    assert len(search(client, "", edition)) == 0
    assert len(search(client, query, edition)) == 1
    assert len(search(client, "Қазақстан", edition)) == 1


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_words_with_soft_hyphens_are_found_and_searched(client, field):
    texts = {"title": "There", field: "конститу\N{SOFT HYPHEN}ция"}
    make_article("ru", **texts | {"body": f"<p>{texts.get('body', 'Текст')}</p>"})
    found = {query: len(search(client, query)) for query in ("конституция", "кон\N{SOFT HYPHEN}ституция", "ститу-ция")}
    assert found == {"конституция": 1, "кон\N{SOFT HYPHEN}ституция": 1, "ститу-ция": 0}


@pytest.mark.parametrize(
    ("code", "body", "queries"),
    [
        ("ru", "<strong>В</strong>ыбросы CO<sub>2</sub>", ["выбросы", "CO2", "co2"]),
        ("ru", 'С <em>«<a href="https://a.kz/?b=1&amp;c=d">Аста</a>но<strong>й</strong>»</em>', ["Астаной", "с"]),
        ("ru", '<span lang="kk"><em>Қаза</em></span>қ­<strong>стан</strong>', ["қазақстан"]),
        ("kk", "<strong>Қ</strong>аза<em>қ</em>с­тан", ["Қазақстан", "Qazaqstan", "قازاقستان"]),
    ],
)
def test_words_are_found_in_which_formatting_begins_or_ends(client, code, body, queries):
    make_article(code, title="There", body=f"<p>{body}</p><p>Два</p>")
    assert {query: len(search(client, query, code)) for query in queries} == dict.fromkeys(queries, 1)
    assert {query: len(search(client, query, code)) for query in ("два", "стандва", "strong", "2два")} == {
        "два": 1, "стандва": 0, "strong": 0, "2два": 0,
    }  # fmt: skip


# Hard texts

HARD_TEXTS = {
    "an address": '<p><a href="{}">x</a></p>',
    "a word": "<p>{}</p>",
    "addresses": '<a href="{}"><b>x</b>',
    "entities": "<p>{}&lt;</p>",
    "without an end": "<a href={}",
    "tags": "<p><em>{}</em>",
}


def steps_for(pattern, text, letters):
    """Return how many steps a pattern takes for a text with these letters over and over, and for one of four times."""
    counts = []
    for length in (100, 400):
        counted = CountedPattern(re.compile(f"(?i){pattern}"))
        counted.search(text.format(letters * (length // len(letters)) + "\0"))
        counts.append(counted.steps)
    return counts


def patterns_in(condition):
    for part in condition.children:
        yield from patterns_in(part) if isinstance(part, Q) else [part[1]]


@pytest.mark.one_database
@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS.keys())
@pytest.mark.parametrize(("code", "word"), [("ru", "аб"), ("kk-latn", "ii"), ("kk-latn", "ieb"), ("kk-latn", "iab")])
def test_the_work_of_a_search_grows_with_a_text_and_no_faster(code, word, text):
    with override(code):
        patterns = {*patterns_in(containing(word))}
    written = {"ii": "иии", "ieb": "ийеб", "iab": "ййаб"}.get(word, word)
    for pattern, letters in product(patterns, [written, written[:-1]]):
        short, long = steps_for(pattern, text, letters)
        assert long < 6 * short, pattern


def test_a_text_of_long_addresses_is_searched_at_once(client):
    """Both databases have an engine of their own. Quadratic time would be minutes."""
    link = f'<a href="https://example.com/{"z" * (LONGEST_VALUE - 20)}">Снег</a>'
    make_article("ru", body=f"<p>{link * 100}</p>")
    assert (len(search(client, "снег")), len(search(client, "z")), len(search(client, "zz"))) == (1, 0, 0)


# The box


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    ['"><script>alert(1)</script>', "' onfocus=alert(1) autofocus='", "</title><b>", "&lt;b&gt;", "«выборы» & \\"],
)
@in_each_edition
def test_the_box_keeps_the_query_escaped(client, edition, words):
    response = client.get(f"/{edition.code}/search/", {"q": words})
    (box,) = elements(response, "input", name="q")
    assert box.get("value") == words
    assert set(box.attrib) == {"id", "name", "type", "value", "maxlength", "dir"}
    assert foreign_scripts(response) == elements(response, "b") == []


def test_a_longer_query_is_truncated_to_the_limit_of_the_box(client):
    response = client.get("/ru/search/", {"q": "слово" * 2000})
    (box,) = elements(response, "input", name="q")
    assert box.get("value") == ("слово" * 20)
    assert box.get("maxlength") == "100"


@in_each_edition
def test_the_page_says_when_nothing_was_found_or_asked(client, edition):
    stored = editions.BY_CODE[edition.stored_in]
    with override(stored.code):
        wanted = [gettext("Nothing was found."), gettext("Write one or more words.")]
    pages = [client.get(f"/{stored.code}/search/", {"q": words}) for words in ("nothing like it", "")]
    found, asked = (words_in(page, "nothing") for page in pages)
    assert (found.startswith(f"{wanted[0]} "), asked) == (True, wanted[1])
    assert client.get(f"/{edition.code}/search/").status_code == 200


@in_each_edition
def test_a_search_without_results_leads_to_the_archive_and_the_sections(client, edition):
    (nothing,) = parts_of(client.get(f"/{edition.code}/search/", {"q": "nothing like it"}), "nothing")
    steps = [link.get("href") for link in nothing.iter("a")]
    assert steps == [f"/{edition.code}/archive/", f"/{edition.code}/section/"]
    assert {client.get(step).status_code for step in steps} == {200}


# What is searched


@pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
def test_only_the_active_edition_is_searched(client, edition):
    texts = {f"title_{other.suffix}": f"Headline in {other.english_name}" for other in editions.STORED}
    texts |= {f"body_{other.suffix}": f"<p>Secret{other.suffix}</p>" for other in editions.STORED}
    make_article(*(other.code for other in editions.STORED), **texts)
    found = {other.code: search(client, f"secret{other.suffix}", edition.code) for other in editions.STORED}
    assert found == {
        other.code: [f"Headline in {edition.english_name}"] if other == edition else [] for other in editions.STORED
    }


def test_stories_that_are_not_public_are_not_found(client):
    make_article("ru", title="Видно всем")
    for status in (Status.UNPUBLISHED, Status.WITHDRAWN):
        make_article("ru", title="Видно не всем", status=status)
    assert search(client, "видно") == ["Видно всем"]


def test_the_newest_story_comes_first(client):
    now = timezone.now()
    for days in (2, 1, 3):
        make_article("ru", title=f"Выборы, {days}", published_at=now - timezone.timedelta(days=days))
    assert search(client, "выборы") == ["Выборы, 1", "Выборы, 2", "Выборы, 3"]


def test_the_next_page_keeps_the_query(client):
    for number in range(21):
        make_article("ru", title=f"Выборы & итоги {number}")
    make_article("ru", title="Другое & итоги")
    first = client.get("/ru/search/", {"q": "выборы & итоги"})
    (following,) = elements(first, "a", rel="next")
    second = client.get(f"/ru/search/{following.get('href')}")
    seen = headlines(first) + headlines(second)
    assert sorted(seen) == sorted(f"Выборы & итоги {number}" for number in range(21))
    (box,) = elements(second, "input", name="q")
    assert box.get("value") == "выборы & итоги"


def test_equal_words_are_searched_once_and_only_the_first_of_many_count(client):
    make_article("ru", title="Акимы и выборы")

    def conditions(words):
        return str(containing(words)).count("title__iregex")

    assert [conditions("а " * 49), conditions("Акимы акимы АКИМЫ"), conditions(" ".join("abcdefghijkl"))] == [1, 1, 8]
    assert headlines(client.get("/ru/search/", {"q": "акимы Акимы выборы акимы"})) == ["Акимы и выборы"]
