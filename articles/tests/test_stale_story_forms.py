"""A form that was opened before a colleague saved reverts nothing of theirs: no field, no paragraph, in no edition."""

import pytest

from articles.models import Draft, DraftConflict, Status
from articles.tests.desk import (
    FORM,
    KK,
    RU,
    live_rows,
    open_form,
    press,
    rows,
    shared_values,
    words_in_draft,
)
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from articles.tests.page_content import form_values, submit, words_in

pytestmark = pytest.mark.django_db

TEXT = "<p>Один.</p><p>Два.</p><p>Три.</p>"
STATES = [Status.UNPUBLISHED, Status.PUBLISHED]


def story(status=Status.PUBLISHED, number=0):
    """Make a story with something in every field that the edit page has."""
    article = make_article(
        "ru", "kk", status=status, title_ru="Заголовок", title_kk="Тақырып", body=TEXT, lead="Лид",
        slug_ru=f"school-{number}", source_name_ru="Источник", video_url="https://youtu.be/abcdefghijk",
        paid="partner", machine_part="made", age_mark="6+", category=make_category(f"old-{number}"),
        lead_photo=make_photo(alt_ru="Вид", alt_kk="Көрініс"),
    )  # fmt: skip
    article.tags.add(make_tag(f"old-1-{number}"), make_tag(f"old-2-{number}"))
    for place, key in enumerate([f"a-{number}", f"b-{number}"]):
        article.bylines.create(author=make_author(key), position=place)
    article.related_places.create(related=make_article("ru"), position=0)
    return article


def colleague_changes():
    """Return {field: what a colleague posts}: every field of the edit page is in it."""
    return {
        "title": "Чужой заголовок",
        "lead": "Чужой лид",
        "slug": "other",
        "source_name": "Другой источник",
        "body": "<p>Один.</p><p>Два, поправлено.</p><p>Три.</p>",
        "category": make_category("new").pk,
        "tags": [make_tag("new").pk],
        "lead_photo": make_photo(alt_ru="Вид").pk,
        "kind": "opinion",
        "paid": "",
        "is_official_answer": "on",
        "machine_part": "",
        "age_mark": "",
        "video_url": "https://youtu.be/bcdefghijkl",
        "source_url": "https://example.com/source",
        "original_language": "kk",
        "has_assumed_time": "on",
        "comments_are_open": "",
        "embargo_until": "2020-01-01T10:00",
        "byline": rows("byline", {"author": make_author("new").pk, "position": 5}),
        "related": rows("related", {"related": make_article("ru").pk, "position": 1}),
    }


def newsroom(article):
    """Return {part: value} of everything that the newsroom has of a story."""
    words = {
        f"{edition.code} {name}": text
        for edition in (RU, KK)
        for name, text in words_in_draft(article, edition).items()
    }
    return words | shared_values(article)


def changed(before, after):
    return {name: after.get(name) for name in before | after if before.get(name) != after.get(name)}


@pytest.mark.parametrize("status", STATES)
def test_no_field_that_a_colleague_has_changed_is_reverted(signed_in, status):
    a, b = signed_in("reporter"), signed_in("editor")
    unchanged, reverted = [], {}
    for number, (field, value) in enumerate(colleague_changes().items()):
        article = story(status, number)
        opened, before = open_form(a, article, RU), newsroom(article)
        submit(b, open_form(b, article, RU), FORM, **value if isinstance(value, dict) else {field: value})
        theirs = newsroom(article)
        if not changed(before, theirs):
            unchanged.append(field)
        own = "title" if field == "lead" else "lead"
        assert submit(a, opened, FORM, **{own: "Своё"}).status_code == 302
        if found := changed(theirs | {f"ru {own}": "Своё"}, newsroom(article)):
            reverted[field] = found
    assert (unchanged, reverted, DraftConflict.objects.count()) == ([], {}, 0)


def test_every_field_of_the_edit_page_is_in_this_test(signed_in):
    shown = form_values(open_form(signed_in("reporter"), story(), RU), FORM)
    fields = {name.partition("-")[0] for name in shown if not name.startswith(("csrf", "_", "to"))}
    of_page = {"version", "shared_version", "correction", "note_text", "note_part", "note_to"}
    assert fields - of_page <= colleague_changes().keys()
    assert len(fields - of_page) > 15


def test_every_field_can_be_changed_by_both_in_other_places(signed_in):
    """Somebody changes everything in the shared fields and in one edition, a colleague everything in the other."""
    article, a, b = story(), signed_in("reporter"), signed_in("editor")
    opened, before = open_form(a, article, RU), newsroom(article)
    kazakh = {"title": "Басқа", "lead": "Басқа лид", "slug": "basqa", "source_name": "Дерек", "body": "<p>Бір.</p>"}
    submit(b, open_form(b, article, KK), FORM, **kazakh)
    changes = colleague_changes()
    russian = {name: changes[name] for name in kazakh}
    assert submit(a, opened, FORM, **flat(changes)).status_code == 302
    after = newsroom(article)
    assert {name: after[f"kk {name}"] for name in kazakh} == kazakh
    assert {name: after[f"ru {name}"] for name in russian} == russian
    assert {"kind", "paid", "category"} <= changed(before, after).keys()


def flat(changes):
    return {
        name: one
        for field, value in changes.items()
        for name, one in (value.items() if isinstance(value, dict) else [(field, value)])
    }


# Paragraphs


def test_paragraphs_that_two_people_change_add_remove_and_move_are_merged(signed_in):
    article, a, b = story(), signed_in("reporter"), signed_in("editor")
    opened = form_values(open_form(a, article, RU), FORM)
    page = open_form(b, article, RU)
    body = form_values(page, FORM)["body"]
    one, two, three = [f"<p{paragraph}" for paragraph in body.split("<p")[1:]]
    submit(b, page, FORM, body=three + two.replace("Два.", "Два, поправлено.") + "<p>Четыре.</p>")  # without the first
    response = a.post(f"/admin/articles/article/{article.pk}/change/?edition=ru", opened | {
        "body": one + "<p>Полтора.</p>" + two + three.replace("Три.", "Три, дополнено.")})  # fmt: skip
    assert response.status_code == 302
    paragraphs = words_in_draft(article, RU)["body"].removeprefix("<p>").removesuffix("</p>").split("</p><p>")
    assert sorted(paragraphs) == ["Два, поправлено.", "Полтора.", "Три, дополнено.", "Четыре."]
    assert paragraphs.index("Три, дополнено.") < paragraphs.index("Два, поправлено.")
    assert DraftConflict.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "theirs", "mine"),
    [
        ("body", TEXT.replace("Два", "Два у коллеги"), TEXT.replace("Два", "Два у меня")),
        ("title", "У коллеги", "У меня"),
        ("kind", "opinion", "video"),
    ],
)
def test_a_part_that_two_people_have_changed_waits_for_a_decision(signed_in, part, theirs, mine):
    article, a, b = story(), signed_in("editor"), signed_in("reporter")
    opened, before = open_form(a, article, RU), live_rows(article)
    submit(b, open_form(b, article, RU), FORM, **{part: theirs})
    response = press(a, opened, "publish", **{part: mine, "lead": "Мой лид"})
    assert (response.status_code, live_rows(article)) == (302, before)
    conflict = DraftConflict.objects.get()
    of_paragraph = ("<p>Два у коллеги.</p>", "<p>Два у меня.</p>")
    assert (conflict.theirs, conflict.mine) == (of_paragraph if part == "body" else (theirs, mine))
    assert (conflict.by.username.split("-")[0], conflict.other.username.split("-")[0]) == ("editor", "reporter")
    now = newsroom(article)
    assert (now["kind"] if part == "kind" else now[f"ru {part}"], now["ru lead"]) == (theirs, "Мой лид")


def test_the_same_change_by_two_people_is_no_conflict(signed_in):
    article, a, b = story(), signed_in("editor"), signed_in("reporter")
    opened, changes = open_form(a, article, RU), colleague_changes()
    for client, page in ((b, open_form(b, article, RU)), (a, opened)):
        assert submit(client, page, FORM, **flat(changes)).status_code == 302
    assert DraftConflict.objects.count() == 0
    assert newsroom(article)["kind"] == "opinion"


# Acts of a colleague


@pytest.mark.parametrize("act", ["publish", "withdraw", "discard", "publish-shared", "discard-shared"])
def test_acts_of_a_colleague_are_not_undone(signed_in, act):
    article, a, b = story(), signed_in("reporter"), signed_in("editor")
    submit(b, open_form(b, article, RU), FORM, title="Чужой заголовок", kind="opinion")
    opened = open_form(a, article, RU)
    press(b, open_form(b, article, RU), act)
    live, theirs = live_rows(article), newsroom(article)
    assert submit(a, opened, FORM, lead="Своё").status_code == 302
    assert live_rows(article) == live
    assert changed(theirs, newsroom(article)) == {"ru lead": "Своё"}


def test_a_story_that_a_colleague_has_deleted_is_not_made_again(signed_in):
    article, a, b = story(Status.UNPUBLISHED), signed_in("reporter"), signed_in("chief editor")
    opened = open_form(a, article, RU)
    b.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    response = submit(a, opened, FORM, lead="Своё")
    assert response.status_code in (302, 404, 410)
    assert not Draft.objects.filter(article_id=article.pk).exists()


def test_a_tag_that_a_colleague_has_deleted_is_named_and_nothing_typed_is_lost(signed_in):
    article, a = story(), signed_in("reporter")
    opened = open_form(a, article, RU)
    kept, deleted = article.tags.order_by("key")
    deleted_id = deleted.pk
    deleted.delete()
    response = submit(a, opened, FORM, lead="Своё")
    assert (response.status_code, form_values(response, FORM)["lead"]) == (200, "Своё")
    assert f"{deleted_id} is not one of the available choices" in words_in(response, "errornote")
    assert submit(a, response, FORM).status_code == 302
    now = newsroom(article)
    assert (now["ru lead"], {name for name in now if name.startswith("tag:")}) == ("Своё", {f"tag:{kept.pk}"})
