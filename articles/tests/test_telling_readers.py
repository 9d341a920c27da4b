"""Somebody decides what readers are told of a change of words that they had."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Act, Correction, PlannedChange, Status, StoryAct
from articles.tests.desk import FORM, RU, act_address, change_url, open_form, press
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, form_values, parts_of, words_of

pytestmark = pytest.mark.django_db

FIGURE = '<p>Текст</p><figure data-photo="fire" data-caption="{}"></figure>'


def publish(client, story, **changes):
    """Press «Publish», and answer no question."""
    return client.post(act_address("publish", story, RU), form_values(open_form(client, story, RU), FORM) | changes)


def is_question(response):
    return response.status_code == 200 and bool(elements(response, "input", name="correction_kind"))


def answer(client, question, **changes):
    (form,) = [form for form in elements(question, "form") if "acts-question" in form.get("class", "")]
    hidden = {field.get("name"): field.get("value") for field in form.iter("input") if field.get("type") == "hidden"}
    return client.post(form.get("action"), hidden | {"confirmed": "1"} | changes)


def told():
    return [(one.kind, one.text) for one in Correction.objects.all()]


def published(story):
    story.refresh_from_db()
    return story.title_ru


def details():
    return [(act.act, act.details.get("silent")) for act in StoryAct.objects.order_by("pk")]


def test_a_misprint_needs_no_answer(signed_in):
    story, editor = make_article("ru", title="Школа открылсь", body="<p>Сегодня в селе.</p>"), signed_in("editor")
    assert publish(editor, story, title="Школа открылась", body="<p>Сегодня, в селе</p>").status_code == 302
    assert (published(story), told(), details()) == ("Школа открылась", [], [("publish", None)])


def test_a_material_change_asks_and_loses_nothing(signed_in, client):
    story, editor = make_article("ru", title="Открылись две школы"), signed_in("editor")
    question = publish(editor, story, title="Открылись три школы")
    assert (is_question(question), published(story)) == (True, "Открылись две школы")
    assert form_values(open_form(editor, story, RU), FORM)["title"] == "Открылись три школы"
    again = answer(editor, question)
    assert (is_question(again), published(story), told()) == (True, "Открылись две школы", [])
    again = answer(editor, again, correction_kind="correction", correction=" ")
    assert "Write what readers are told." in words_of(parts_of(again, "acts-question")[0])
    again = answer(editor, again, correction_kind="nonsense", correction="Было <две>.")
    assert ([area.text.strip() for area in elements(again, "textarea")], told()) == (["Было <две>."], [])
    assert answer(editor, again, correction_kind="correction", correction="Было <две>.").status_code == 302
    assert (published(story), told()) == ("Открылись три школы", [("correction", "Было <две>.")])
    assert details() == [("publish", None), ("correct", None)]
    kept = form_values(open_form(editor, story, RU), FORM)
    assert (kept["correction"], kept["correction_kind"]) == ("", "")


def test_the_same_words_are_told_again_of_another_change(signed_in):
    story, editor = make_article("ru", title="Погибли 5 человек"), signed_in("editor")
    wrong = {"correction": "Число указано неверно."}
    for title, kind in [("Погибли 6 человек", "correction"), ("Погибли 7 человек", "correction"),
                        ("Погибли 70 человек", "retraction")]:  # fmt: skip
        assert publish(editor, story, title=title, correction_kind=kind, **wrong).status_code == 302
    publish(editor, story, correction_kind="retraction", **wrong)  # the form is sent twice
    assert sorted(told()) == [("correction", wrong["correction"])] * 2 + [("retraction", wrong["correction"])]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"source_name_ru": "Reuters"}, {"source_name": "TASS"}),
        ({"body": FIGURE.format("Погибли 5 человек")}, {"body": FIGURE.format("Погибли 50 человек")}),
    ],
)
def test_a_source_and_words_beside_pictures_are_asked_about_too(signed_in, before, after):
    make_photo(key="fire", alt_ru="Пожар", credit_ru="Асель")
    story, editor = make_article("ru", **before), signed_in("editor")
    assert is_question(publish(editor, story, **after))


def test_to_tell_nothing_is_a_decision_that_is_logged(signed_in):
    story, editor = make_article("ru", title="Открылись две школы"), signed_in("editor")
    question = publish(editor, story, title="Открылись три школы")
    answer(editor, question, correction_kind="silent", correction="Было две.")
    assert (published(story), told(), details()) == ("Открылись три школы", [], [("publish", True)])
    history = editor.get(f"/admin/articles/article/{story.pk}/history/")
    assert "Readers were not told of a material change." in words_of(parts_of(history, "story-acts")[0])


def test_words_need_a_kind_and_a_kind_needs_words(signed_in):
    story, editor = make_article("ru", title="Школа"), signed_in("editor")
    for half in ({"correction": "Было две."}, {"correction": "", "correction_kind": "update"}):
        for title in ("Школа", "Школа."):
            assert is_question(publish(editor, story, title=title, **half)), half
    assert (published(story), told()) == ("Школа", [])
    publish(editor, story, correction="Было две.", correction_kind="update")
    assert told() == [("update", "Было две.")]


def test_a_first_publication_and_the_text_after_a_flash_need_no_answer(signed_in):
    story, editor = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    assert publish(editor, story, title="Школа", body="<p>Открылась.</p>").status_code == 302
    flash = make_article("ru", body="<p>Подробности следуют.</p>", title="Землетрясение")
    assert publish(editor, flash, body="<p>Погибших нет.</p>").status_code == 302
    assert (published(story), flash.edition(RU).body, details()) == (
        "Школа", "<p>Подробности следуют.</p>", [("publish", None)] * 2)  # fmt: skip
    assert is_question(publish(editor, flash, body="<p>Погибших двое.</p>"))


def test_the_words_of_a_withdrawn_edition_were_read_too(signed_in):
    story, editor = make_article("ru", title="Две школы"), signed_in("editor")
    press(editor, open_form(editor, story, RU), "withdraw")
    assert is_question(publish(editor, story, title="Три школы"))


def test_what_refuses_a_publication_is_said_before_anything_is_asked(signed_in):
    story, editor, reporter = make_article("ru", title="Две школы"), signed_in("editor"), signed_in("reporter")
    assert publish(editor, story, title="").status_code == 302
    assert publish(reporter, story, title="Три школы").status_code == 403


def test_a_question_is_about_the_words_that_the_person_has_seen(signed_in):
    story, editor, reporter = make_article("ru", title="Две школы"), signed_in("editor"), signed_in("reporter")
    question = publish(editor, story, title="Три школы")
    assert form_values(open_form(reporter, story, RU), FORM)["title"] == "Три школы"
    reporter.post(f"/admin/articles/article/{story.pk}/change/?edition=ru",
                  form_values(open_form(reporter, story, RU), FORM) | {"title": "Пять школ"})  # fmt: skip
    assert answer(editor, question, correction_kind="update", correction="Их три.").status_code == 302
    assert (published(story), told()) == ("Две школы", [])
    assert form_values(open_form(editor, story, RU), FORM)["correction"] == "Их три."


def test_a_planned_change_is_asked_about_when_it_is_planned(signed_in, clock):
    story, editor = make_article("ru", title="Две школы"), signed_in("editor")
    at = timezone.localtime().replace(microsecond=0, second=0) + datetime.timedelta(days=1)
    time = {"publish_at_0": f"{at:%Y-%m-%d}", "publish_at_1": f"{at:%H:%M}"}
    question = publish(editor, story, title="Три школы", **time)
    assert (is_question(question), PlannedChange.objects.count()) == (True, 0)
    answer(editor, question, correction_kind="clarification", correction="Их три.")
    assert [(plan.publish_at, plan.correction_kind) for plan in PlannedChange.objects.all()] == [(at, "clarification")]
    clock(at)
    editor.get("/ru/")
    assert (published(story), told()) == ("Три школы", [("clarification", "Их три.")])
    assert StoryAct.objects.filter(act=Act.PUBLISH).count() == 1


# What was kept is about one change


def test_an_answer_that_was_refused_is_not_used_for_what_a_colleague_writes_then(signed_in):
    story, editor, reporter = make_article("ru", title="Две школы"), signed_in("editor"), signed_in("reporter")
    question = publish(editor, story, title="Три школы")
    form = open_form(reporter, story, RU)
    reporter.post(change_url(story) + "?edition=ru", form_values(form, FORM) | {"title": "Четыре школы"})
    answer(editor, question, correction_kind="update", correction="Их три.")
    assert (published(story), told()) == ("Две школы", [])
    again = publish(editor, story)
    assert (is_question(again), published(story), told()) == (True, "Две школы", [])
    assert [area.text.strip() for area in elements(again, "textarea")] == ["Их три."]
    answer(editor, again, correction_kind="update", correction="Их четыре.")
    assert (published(story), told()) == ("Четыре школы", [("update", "Их четыре.")])


def test_to_tell_nothing_is_decided_for_one_change_alone(signed_in):
    story, editor, reporter = make_article("ru", title="Две школы"), signed_in("editor"), signed_in("reporter")
    question = publish(editor, story, title="Три школы")
    form = open_form(reporter, story, RU)
    reporter.post(change_url(story) + "?edition=ru", form_values(form, FORM) | {"title": "Никаких школ"})
    answer(editor, question, correction_kind="silent")
    assert is_question(publish(editor, story))
    assert "Никаких" not in published(story)


def test_what_an_open_page_has_is_not_used_after_a_colleague_has_published(signed_in):
    story, editor, chief = make_article("ru", title="Две школы"), signed_in("editor"), signed_in("chief editor")
    telling = {"correction": "Их три.", "correction_kind": "update", "note": "Звонила директор"}
    page = form_values(open_form(editor, story, RU), FORM)
    editor.post(change_url(story) + "?edition=ru", page | telling | {"title": "Три школы"})
    kept = form_values(open_form(editor, story, RU), FORM)
    assert {name: kept[name] for name in telling} == telling
    publish(chief, story, correction_kind="silent")
    assert (published(story), told()) == ("Три школы", [])
    again = editor.post(act_address("publish", story, RU), kept | {"title": "Открыто пять больниц"})  # the same page
    assert (is_question(again), published(story), told()) == (True, "Три школы", [])
    kept = form_values(open_form(editor, story, RU), FORM)
    assert [kept[name] for name in telling] == ["Их три.", "", ""]
    publish(editor, story, **telling)
    assert told() == [("update", "Их три.")]
