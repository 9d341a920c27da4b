"""Every act is logged with who, when and why. Moves back need a reason, which is shown until the next move."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from articles.editorial import discarding, drafts, workflow
from articles.models import Act, Correction, StoryAct, Work
from articles.tests.desk import FORM, KK, RU, act_address, confirmed, open_form, press, row_of, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, form_values, parts_of, words_in, words_of

pytestmark = pytest.mark.django_db

WHY = "Не та область."


def logged(article, since=0):
    """Return the log of a story, the oldest first, as (act, edition, from, to, reason)."""
    rows = StoryAct.objects.filter(article=article, pk__gt=since).order_by("pk")
    return [(act.act, act.language, act.origin, act.target, act.reason) for act in rows]


def test_each_act_writes_one_row_with_who_and_why(staff):
    editor, reporter = staff("editor"), staff("reporter")
    article = make_article("ru", status="unpublished", category=make_category())

    def write_and(act, *arguments, **options):
        write(article, editor, lead=f"Lead {StoryAct.objects.count()}")
        act(article, *arguments, by=editor, **options)

    def share_and(act, **values):
        draft = drafts.shared_draft_of(article)
        drafts.save_shared(article, draft.version, draft.values | values, by=editor)
        act(article, by=editor)

    acts = [
        (lambda: workflow.move_draft(article, RU, Work.IN_REVIEW, by=reporter),
         [("move", "ru", "writing", "in_review", "")]),
        (lambda: workflow.move_draft(article, RU, Work.WRITING, by=editor, reason=f" {WHY} "),
         [("move", "ru", "in_review", "writing", WHY)]),
        (lambda: workflow.publish(article, RU, by=editor), [("publish", "ru", "unpublished", "published", "")]),
        (lambda: write_and(workflow.publish, RU, correction="Было два."),
         [("publish", "ru", "published", "published", ""), ("correct", "ru", "", "", "")]),
        (lambda: workflow.publish(article, RU, by=editor, correction="Было три."), [("correct", "ru", "", "", "")]),
        (lambda: write_and(discarding.discard, RU), [("discard", "ru", "", "", "")]),
        (lambda: workflow.withdraw(article, RU, by=editor, reason=WHY),
         [("withdraw", "ru", "published", "withdrawn", WHY)]),
        (lambda: (write(article, editor, KK, title="Тақырып"), workflow.publish_flash(article, KK, by=editor)),
         [("flash", "kk", "unpublished", "published", "")]),
        (lambda: share_and(workflow.publish_shared, kind="brief"), [("publish_shared", "", "", "", "")]),
        (lambda: share_and(discarding.discard_shared, kind="opinion"), [("discard_shared", "", "", "", "")]),
    ]  # fmt: skip
    for act, rows in acts:
        last = StoryAct.objects.first()
        act()
        assert logged(article, last.pk if last else 0) == rows
    assert {act.by for act in StoryAct.objects.exclude(target="in_review")} == {editor}
    revisions = [act.details["revision"] for act in StoryAct.objects.filter(act=Act.PUBLISH).order_by("pk")]
    assert revisions == [1, 2]
    assert Correction.objects.get(key=StoryAct.objects.filter(act=Act.CORRECT).first().details["correction"])


def test_a_refused_act_and_one_that_is_rolled_back_are_not_logged(staff):
    article, editor, reporter = make_article("ru"), staff("editor"), staff("reporter")
    write(article, editor, title="")
    refused = [
        (ValidationError, lambda: workflow.publish(article, RU, by=editor)),
        (PermissionDenied, lambda: workflow.withdraw(article, RU, by=reporter, reason=WHY)),
        (ValidationError, lambda: workflow.withdraw(article, RU, by=editor, reason=" \n")),
        (ValidationError, lambda: workflow.withdraw(article, RU, by=editor, reason="a" * 601)),
        (ValidationError, lambda: workflow.move_draft(article, RU, Work.READY, by=editor)),
    ]
    before = row_of(article)
    for error, act in refused:
        with pytest.raises(error):
            act()
    assert (row_of(article), logged(article)) == (before, [])
    with transaction.atomic():
        workflow.withdraw(article, RU, by=editor, reason=WHY)
        transaction.set_rollback(True)
    assert (row_of(article), logged(article)) == (before, [])


def test_changed_and_deleted_corrections_are_logged(signed_in):
    client, article = signed_in("editor"), make_article("ru")
    correction = Correction.objects.create(article=article, language="ru", text="Было два.")
    address = f"/admin/articles/correction/{correction.pk}/"
    form = client.get(f"{address}change/")
    client.post(f"{address}change/", form_values(form, "correction_form") | {"text": "Было три."})
    client.post("/admin/articles/correction/", {
        "action": "delete_selected", "_selected_action": correction.pk, "post": "yes"})  # fmt: skip
    assert [(act, code) for act, code, *_rest in logged(article)] == [
        ("change_correction", "ru"), ("delete_correction", "ru")]  # fmt: skip
    assert not Correction.objects.exists()


# At the desk


def test_sending_back_and_withdrawing_ask_for_a_reason_that_is_shown_until_the_next_move(signed_in):
    article, editor, reporter = make_article("ru", status="unpublished"), signed_in("editor"), signed_in("reporter")

    def send(client, act="move", **values):
        form = form_values(open_form(client, article, RU), FORM)
        return client.post(act_address(act, article, RU), form | values)

    send(reporter, to="in_review")
    assert "acts-told" not in open_form(editor, article, RU).content.decode()
    asked = send(editor, to="writing")
    assert [*words_in(asked, "acts-question").split()][:4] == ["Русский", "The", "edition", "goes"]
    (field,) = elements(asked, "textarea", name="reason")
    assert "required" in field.attrib
    assert logged(article)[1:] == []  # it only asked
    assert editor.post(act_address("move", article, RU), {"confirmed": "1", "to": "writing"}).status_code == 302
    assert logged(article)[1:] == []  # without a reason
    confirmed(editor, asked)
    assert logged(article)[1:] == [("move", "ru", "in_review", "writing", "Because.")]
    (note,) = parts_of(open_form(reporter, article, RU), "acts-told")
    assert words_of(note).startswith("Returned for changes editor-")
    assert words_of(note).endswith("(UTC+5) Because.")
    assert parts_of(open_form(reporter, article, KK), "acts-told") == []

    send(reporter, to="in_review")
    assert parts_of(open_form(reporter, article, RU), "acts-told") == []
    send(editor, to="writing", reason=WHY)  # from the field of the page
    assert words_in(open_form(reporter, article, RU), "acts-told").endswith(WHY)
    press(editor, open_form(editor, article, RU), "publish")
    assert parts_of(open_form(reporter, article, RU), "acts-told") == []
    said = told(editor, send(editor, "withdraw", reason=WHY))
    assert said == ["The edition “Русский” is withdrawn from the site."]
    assert words_in(open_form(reporter, article, RU), "acts-told").startswith("Withdrawn editor-")
    article.refresh_from_db()
    assert article.status_ru == "withdrawn"

    shown = [words_of(row) for row in elements(reporter.get(f"/admin/articles/article/{article.pk}/history/"), "tr")]
    assert [WHY in row and "Русский: Withdrawn" in row for row in shown[1:3]] == [True, False]


def test_a_reason_is_escaped(signed_in, staff):
    article, client = make_article("ru"), signed_in("editor")
    workflow.withdraw(article, RU, by=staff("editor"), reason="<b>Опечатка</b>")
    pages = [client.get(f"/admin/articles/article/{article.pk}/{name}/") for name in ("change", "history")]
    texts = [page.content.decode() for page in pages]
    texts += [client.get(f"/admin/articles/article/{article.pk}/acts/").json()["html"]]
    assert ["&lt;b&gt;Опечатка" in text for text in texts] == [True] * 3
    assert not any("<b>Опечатка" in text for text in texts)
