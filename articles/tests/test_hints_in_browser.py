"""Hints while writing, in Chromium: the scripts find what Python finds, and one key applies what is listed."""

from itertools import chain

import pytest

from articles.editorial.printed_names import rebuild
from articles.models import Draft
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article
from newsroom.house_style.current import for_browser
from newsroom.house_style.models import Rule
from newsroom.house_style.tests.test_patterns import CASES
from newsroom.names.runs import runs_in
from newsroom.names.tests.test_names import OPENINGS, PRINTED, RIGHT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

FIND = """async (cases) => {
    const { HouseStyle } = await import("/static/desk/hints/house-style.js");
    const found = (rule, text) => new HouseStyle([rule]).find(text);
    return cases.map(([rule, text]) =>
        found(rule, text).map(({ from, to, replacement }) => [text.slice(from, to), replacement]));
}"""
CORRECT = """async ([name, cases]) => {
    const { typographyOf, mixedWords } = await import(`/static/desk/hints/${name}.js`);
    const lookAlikes = JSON.parse(document.querySelector("writing-hints").dataset.lookAlikes);
    const find = (text, language) => typographyOf ? typographyOf(text, language) : mixedWords(text, lookAlikes);
    return cases.map(([language, text]) => find(text, language).reduceRight(
        (now, { from, to, replacement }) => now.slice(0, from) + replacement + now.slice(to), text));
}"""
# (language, as typed, as printed with ~ for spaces that do not break)
TYPOGRAPHY = [
    ("kk", 'Ол "Егемен" - газет', "Ол «Егемен»~— газет"),
    ("kk", "см. бет № 5, №7", "см. бет~№~5, №~7"),
    ("ru", '- Да, - сказал он. ("Нет")', "— Да,~— сказал он. («Нет»)"),
    ("ru", "А.Байтұрсынов, А. С. Пушкин... т. е. 10-12  лет", "А.~Байтұрсынов, А.~С.~Пушкин… т. е. 10-12 лет"),
    ("uz-cyrl", 'Бу "янги" – сўз', "Бу «янги»~— сўз"),
    ("en", 'He said "no" - and left — now', "He said “no” – and left — now"),
    (
        "ru",
        '«Завод "Луч" стоит», "как "Заря" и "Луч"". Труба 5" и "7"',
        '«Завод „Луч“ стоит», «как „Заря“ и „Луч“». Труба 5" и «7»',
    ),
    ("kk", 'Ол: "ЖШС "Таң" ашық" деді', "Ол: «ЖШС “Таң” ашық» деді"),
    ("zh-hans", '他说"不" - 走了', '他说"不" - 走了'),
    ("ru", "Уже «так»~— верно, №~5 и~№~6", "Уже «так»~— верно, №~5 и~№~6"),
]
LETTERS = [
    ("kk", "бiлiм, гауhар, кəсіп, Yкімет, YАЗ", "білім, гауһар, кәсіп, Үкімет, УАЗ"),
    ("kk", "iPhoneға COVID-тің А4 Times жаңа", "iPhoneға COVID-тің А4 Times жаңа"),
]
BODY = '<p>Текст.</p><p>Порядка 300 человек, <span lang="en">порядка 5</span>.</p>'


def add_rule(**values):
    rule = Rule(**{"language": "ru", "must_match": "x", "must_not_match": "y", "reason": "Так принято."} | values)
    rule.save()
    return rule


def with_breaks(text):
    return text.replace("~", "\N{NO-BREAK SPACE}")


def test_hints_are_found_listed_and_applied(desk):
    add_rule(pattern="порядка #", suggestion="около #")
    add_rule(pattern="однозначно", reason="Лишнее слово.")
    story = make_article("ru", title='Новый "закон"', body=BODY)
    page = desk("editor")
    open_story(page, story)

    rules = [for_browser(Rule(pattern=pattern, suggestion=suggestion)) for pattern, suggestion, *_ in CASES]
    texts = [text for _pattern, _suggestion, text, _expected in CASES]
    expected = [[[*pair] for pair in pairs] for *_, pairs in CASES]
    assert page.evaluate(FIND, [*map(list, zip(rules, texts, strict=True))]) == expected
    for name, cases in {"typography": TYPOGRAPHY, "look-alikes": LETTERS}.items():
        typed = [[language, with_breaks(text)] for language, text, _ in cases]
        assert page.evaluate(CORRECT, [name, typed]) == [with_breaks(printed) for *_, printed in cases]

    listed = page.locator("writing-hints li")
    listed.first.wait_for()
    assert [one.inner_text().split() for one in listed.all()] == [
        ["Порядка", "300", "Около", "300", "Так", "принято.", "Заменить"],
        ["Кавычки,", "тире", "и", "пробелы:", "2", "Заменить", "все"],
    ]
    assert page.locator(".tiptap [data-hint]").all_inner_texts() == ["Порядка 300"]
    assert page.locator("[data-part=hints]").inner_text() == "подсказок: 3"

    page.locator(".tiptap").press("Control+Home")
    page.keyboard.type("Cпорят однозначно ")
    listed.get_by_text("спорят", exact=False).first.wait_for(state="attached")
    assert page.locator(".tiptap p").first.inner_text() == "Спорят однозначно Текст."
    page.keyboard.press("Control+.")  # the first one with a suggestion
    page.keyboard.press("Control+.")  # then everything small
    assert page.locator("[name=title]").input_value() == "Новый «закон»"
    assert page.locator(".tiptap p").nth(1).inner_text() == "Около 300 человек, порядка 5."
    assert listed.all_inner_texts()[0].split("\n")[0] == "однозначно"
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+.")  # nothing is left to apply, and the editor has no meaning of its own for the key
    assert page.locator(".tiptap sup").count() == 0
    saved(page)
    assert Draft.objects.get().title == "Новый «закон»"
    page.keyboard.press("Control+z")
    assert page.locator(".tiptap p").nth(1).inner_text() == "Порядка 300 человек, порядка 5."


RUNS = """async (texts) => {
    const { runsIn } = await import("/static/desk/hints/runs.js");
    return texts.map((text) => runsIn(text).map(({ from, to, opens }) => [from, to, opens]));
}"""
MORE_RUNS = [
    "«Kazakh Invest» и «Новый Ли. Да",
    "Ким\u00a0Ли\u202fЮн  Пак   Цой    Хан",
    "АО Ким Ли-Ким’s\nЛи 5 Ли",
    "A B Ай Би",
    "!",
]


def test_a_name_that_the_paper_has_printed_otherwise(desk):
    make_article("ru", title="О назначении", body="<p>Назначен Умирзак Шукеев.</p>")
    rebuild()
    page = desk("editor")
    body = "<p>Вчера дали Умурзаку Шукееву, 5.</p><p>Умирзаком Шукеевым.</p>"
    story = make_article("ru", title="Там был Шукеев Умурзак", body=body)
    open_story(page, story)
    texts = [*chain(*PRINTED.values()), *RIGHT.values(), *(typed for _code, typed, _right in OPENINGS), *MORE_RUNS]
    assert page.evaluate(RUNS, texts) == [[[run.start, run.end, run.opens] for run in runs_in(text)] for text in texts]

    listed = page.locator("writing-hints li")
    listed.nth(1).wait_for()
    assert [one.inner_text().split("\n")[0] for one in listed.all()] == [
        "Шукеев Умурзак Шукеев Умирзак", "Умурзаку Шукееву Умирзаку Шукееву",
    ]  # fmt: skip
    reason = listed.first.locator("p").inner_text()
    assert reason.startswith("В издании пишут «Умирзак Шукеев». Материалов: 1, последний – ")
    assert reason.endswith(": О назначении")
    assert page.locator(".tiptap [data-hint]").all_inner_texts() == ["Умурзаку Шукееву"]

    listed.first.get_by_role("button", name="Здесь не исправлять").click()
    assert page.locator("[data-part=hints]").inner_text() == "подсказок: 1"
    assert page.evaluate("JSON.parse(localStorage.getItem('ignored-hints'))[0]").split("\n")[1:] == [
        "names", "Шукеев Умурзак", "Шукеев Умирзак",
    ]  # fmt: skip
    page.keyboard.press("Control+.")
    listed.first.wait_for(state="detached")
    assert page.locator(".tiptap p").first.inner_text() == "Вчера дали Умирзаку Шукееву, 5."
    assert page.locator("[name=title]").input_value() == "Там был Шукеев Умурзак"

    about = page.locator("stories-about li")
    assert about.locator("a").all_inner_texts() == ["О назначении"]
    about.get_by_role("button").click()
    page.locator('.tiptap [data-kind="story"]').wait_for()
    about.first.wait_for(state="hidden")

    with page.expect_response("**/names/ru/**") as asked:
        page.locator(".tiptap p").first.click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("Ким Умирзак Шукаев и ")
    assert asked.value.request.post_data_json == {"runs": [["Ким Умирзак Шукаев", True]], "tags": False}
    listed.first.wait_for()
    assert "Шукаев" in listed.first.inner_text()
    saved(page)
