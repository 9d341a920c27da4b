"""Rules of house style at the desk: an editor enters one with examples, and everybody who writes gets it."""

import pytest

from newsroom import editions
from newsroom.house_style.current import finder_of, rules_of
from newsroom.house_style.hints import hints_for
from newsroom.house_style.models import Rule
from newsroom.tests.html_tree import parse_page

pytestmark = pytest.mark.django_db
ADD = "/admin/house_style/rule/add/"
GOOD = {
    "language": "ru", "pattern": "порядка #", "suggestion": "около #", "reason": "Короче.",
    "must_match": "Порядка 30 человек.\n\nВсего порядка 5.", "must_not_match": "Порядка стало больше.",
    "is_active": "on",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"pattern": "*а"}, "pattern", "Образец начинается со слова"),
        ({"suggestion": "* #"}, "suggestion", "В замене больше знаков «*», чем в образце."),
        ({"must_match": "Порядка 5.\nОколо 30 человек."}, "must_match", "В «Около 30 человек.» ничего не находится."),
        ({"must_not_match": "Их порядка 7."}, "must_not_match", "В «Их порядка 7.» находится «порядка 7»."),
        ({"must_match": ""}, "must_match", "Обязательное поле."),
        ({"must_not_match": "\n"}, "must_not_match", "Обязательное поле."),
        ({"reason": ""}, "reason", "Обязательное поле."),
    ],
)
def test_examples_are_tried_before_a_rule_is_saved(signed_in, changes, field, message):
    page = parse_page(signed_in("editor", "ru").post(ADD, GOOD | changes).content)
    [errors] = page.xpath(f"//*[@id='id_{field}_error']")
    assert message in " ".join(errors.itertext())
    assert Rule.objects.count() == 0


def test_who_writes_gets_the_rules_in_use(signed_in, rf):
    editor, reporter = signed_in("editor", "ru"), signed_in("reporter", "ru")
    assert editor.post(ADD, GOOD).status_code == 302
    before = hints_for(rf.get("/"), editions.BY_CODE["ru"])["rules"]
    answer = reporter.get(before)
    [rule] = answer.json()["rules"]
    assert (rule["heads"], rule["parts"], rule["ignoresCase"]) == ([["порядка", False]], ["около ", 1], True)
    assert "private" in answer["Cache-Control"]
    assert reporter.get(before.replace("/ru/", "/kk/")).json() == {"rules": []}
    assert reporter.get(before.replace("/ru/", "/fr/")).status_code == 404
    assert reporter.get(ADD).status_code == 403

    Rule.objects.update(is_active=False)
    after = hints_for(rf.get("/"), editions.BY_CODE["ru"])["rules"]
    assert after != before
    assert reporter.get(after).json() == {"rules": []}


def test_a_rule_that_no_form_has_checked_is_left_out():
    Rule.objects.create(language="ru", pattern="(", must_match="x", must_not_match="y")
    good = Rule.objects.create(language="ru", pattern="мы", suggestion="они", must_match="x", must_not_match="y")
    assert rules_of("ru") == [good]
    assert [hit.replacement for hit in finder_of("ru").hits("Мы и мы")] == ["Они", "они"]
