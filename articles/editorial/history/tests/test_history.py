"""The history of stories is a chain: whatever is altered in the database, a check finds it and says where."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.editorial import drafts, workflow
from articles.editorial.due import apply_due
from articles.editorial.history import chain, seals
from articles.editorial.history.checking import check_all, check_story, mend_heads
from articles.editorial.packages import acts as packages
from articles.editorial.packages import composing
from articles.editorial.packages.undoing import undo
from articles.history_triggers import TRIGGERS
from articles.models import Act, HistoryHead, Revision, StoryAct, Work
from articles.tests.altered_rows import WAYS, check_values, one_bit, run, tried
from articles.tests.desk import KK, RU
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from newsroom.editions.columns import column

pytestmark = pytest.mark.django_db
TRIALS = 60


@pytest.fixture
def history(staff):
    """Three stories with acts and publications, in turns. Return them with an editor."""
    editor, reporter = staff("editor"), staff("reporter")
    editor.first_name, editor.last_name = "Айгүл", "Сәрсен"
    editor.save()
    stories = [make_article("ru", status="unpublished", category=make_category(f"section-{n}")) for n in range(3)]
    for text in ("Первый «вариант»", "Второй\n\tвариант", "第三"):
        for story in stories:
            write(story, reporter, lead=text)
            workflow.move_draft(story, RU, Work.IN_REVIEW, by=reporter)
            workflow.move_draft(story, RU, Work.WRITING, by=editor, reason=f"Не то: {text}")
            workflow.publish(story, RU, by=editor, note="Уточнено", correction=text)
    return stories, editor


def faults():
    found = []
    report = check_all(found.append)
    return [str(fault) for fault in found], report


def test_what_the_newsroom_does_is_as_it_was_written(history):
    found, report = faults()
    assert (found, report.stories) == ([], 3)
    assert report.rows == Revision.objects.count() + StoryAct.objects.count() == 3 * 3 * 5
    assert {row.by_name for row in Revision.objects.all()} == {"Айгүл Сәрсен"}
    stories, editor = history
    end = report.end
    workflow.withdraw(stories[1], RU, by=editor, reason="Ошибка.")
    assert (faults()[0], faults()[1].end == end) == ([], False)


def test_each_changed_bit_is_found_and_where(history):
    chance, found = random.Random(14), Counter()
    for _trial in range(TRIALS):
        altered, faults = tried(one_bit, chance)
        found[any(map(altered.is_named_by, faults))] += 1
    assert found == {True: TRIALS}
    assert faults_now() == []  # what was altered is undone


@pytest.mark.parametrize("alter", WAYS)
def test_rows_that_are_deleted_swapped_or_added_are_found(history, alter):
    for trial in range(5):
        altered, faults = tried(alter, random.Random(trial))
        assert any(map(altered.is_named_by, faults)), altered


def faults_now():
    return faults()[0]


def test_a_place_is_named_in_words(history):
    stories, _editor = history
    row = Revision.objects.get(article=stories[2], number=2)

    def alter(_chance):
        run("UPDATE articles_revision SET lead = 'Другой' WHERE id = %s", [row.pk])

    _none, found = tried(alter, None)
    assert [*map(str, found)] == [
        f"articles_revision, row {row.pk}, story {stories[2].pk}, place {row.place}, ru 2: altered"]  # fmt: skip


def test_the_database_refuses_to_change_a_sealed_row(history):
    for model in (Revision, StoryAct):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(language="kk")


def test_a_deleted_account_leaves_no_trace_in_the_history(history):
    _stories, editor = history
    editor.delete()
    assert faults_now() == []
    act = StoryAct.objects.filter(act=Act.PUBLISH).select_related("by").first()
    assert (act.by, act.by_name) == (None, "Айгүл Сәрсен")


def test_a_story_that_is_deleted_at_the_desk_takes_its_history_along(history, superuser):
    stories, _editor = history
    superuser().post(f"/admin/articles/article/{stories[1].pk}/delete/", {"post": "yes"})
    found, report = faults()
    assert (found, report.deleted, report.stories) == ([], 1, 3)
    assert HistoryHead.objects.get(pk=stories[1].pk).deleted_by == "root-en"
    superuser("ru").post("/admin/articles/article/", {
        "action": "delete_selected", "_selected_action": stories[0].pk, "post": "yes"})  # fmt: skip
    assert (faults()[0], faults()[1].deleted) == ([], 2)
    stories[2].delete()  # past the desk
    assert [fault.split(": ")[1] for fault in faults_now()] == ["15 missing at the end"]


def test_the_next_act_does_not_hide_what_was_altered(history):
    """An act seals the end of the history anew. It must not seal what somebody else has written there."""
    stories, editor = history
    head = HistoryHead.objects.get(pk=stories[0].pk)
    StoryAct.objects.filter(article=stories[0], place=head.rows).delete()
    last = StoryAct.objects.get(article=stories[0], place=head.rows - 1)
    HistoryHead.objects.filter(pk=head.pk).update(rows=head.rows - 1, last=last.seal)
    assert len(faults_now()) == 1
    workflow.withdraw(stories[0], RU, by=editor, reason="Ошибка.")
    assert len(faults_now()) >= 1
    HistoryHead.objects.filter(pk=stories[1].pk).delete()
    workflow.withdraw(stories[1], RU, by=editor, reason="Ошибка.")
    assert any(f"story {stories[1].pk}" in fault for fault in faults_now())
    assert (check_story(stories[1].pk) != [], check_story(stories[2].pk)) == (True, [])


@pytest.mark.parametrize("name", ["title", "lead", "slug", "source_name", "body"])
def test_one_altered_byte_of_the_words_that_readers_have_is_found(history, name):
    stories, editor = history
    make_article("kk", "ru")  # words of fixtures have no publication to be compared with
    name_of_column, pk = column(name, RU), stories[1].pk
    if name == "source_name":
        write(stories[1], editor, source_name="Источник")
        workflow.publish(stories[1], RU, by=editor)
    found, report = faults()
    assert (found, report.compared) == ([], 3)
    number = drafts.last_revision(stories[1], RU)

    def alter(_chance):
        [[text]] = run(f"SELECT {name_of_column} FROM articles_article WHERE id = %s", [pk])
        other = f"{'b' if text[0] == 'a' else 'a'}{text[1:]}"
        run(f"UPDATE articles_article SET {name_of_column} = %s WHERE id = %s", [other, pk])

    _none, found = tried(alter, None)
    what = f"not the words that were published last ({name})"
    assert [*map(str, found)] == [f"articles_article, row {pk}, story {pk}, ru {number}: {what}"]


@pytest.mark.one_database  # PostgreSQL does not store invalid UTF-8
def test_live_words_that_are_no_text_are_found(history):
    stories, _editor = history

    def alter(_chance):
        run("UPDATE articles_article SET lead_ru = CAST(x'ff41' AS TEXT) WHERE id = %s", [stories[0].pk])

    _none, found = tried(alter, None)
    assert ["(lead)" in str(fault) for fault in found] == [True]


def test_whatever_gives_readers_other_words_leaves_a_publication(history, clock):
    stories, editor = history
    now = timezone.now()
    write(stories[0], editor, title="Позже")
    workflow.publish(stories[0], RU, by=editor, at=now + timedelta(hours=1))
    clock(now + timedelta(hours=2))
    apply_due()
    write(stories[1], editor, title="В пакете", slug="drugoi")
    package = composing.create("Пакет", by=editor)
    composing.add_edition(package, stories[1], RU, by=editor)
    packages.publish_now(package, by=editor)
    undo(package, by=editor, reason="Ошибка.")
    workflow.withdraw(stories[2], RU, by=editor, reason="Ошибка.")
    flash = make_article("ru", status="unpublished", category=stories[0].category)
    write(flash, editor, title="Срочно", body="")
    workflow.publish_flash(flash, RU, by=editor)
    found, report = faults()
    assert (found, report.compared) == ([], 4)


@pytest.mark.parametrize("model", [*chain.MODELS, HistoryHead])
def test_each_column_is_sealed(model):
    """A new column that the newest format does not have could be altered unseen: add a format with it."""
    columns = {field.column for field in model._meta.concrete_fields}
    assert columns - {"seal"} == {*seals.FORMATS[seals.NEWEST][model._meta.db_table]}


def test_a_row_that_somebody_else_added_is_not_sealed(history):
    stories, editor = history
    row = StoryAct.objects.create(article=stories[0], act="kill", by=editor, at=stories[0].updated_at)
    assert faults_now() == [f"articles_storyact, row {row.pk}, story {stories[0].pk}, kill: not sealed"]


def test_rows_are_known_by_earlier_keys(history, settings, capsys):
    stories, editor = history
    (key,) = settings.HISTORY_KEYS
    settings.HISTORY_KEYS = ["another key", key]
    workflow.withdraw(stories[0], RU, by=editor, reason="Ошибка.")
    assert faults_now() == []
    settings.HISTORY_KEYS = [key]
    unknown = "altered, or sealed with a key that HISTORY_KEYS does not have"
    assert [fault.split(": ")[1] for fault in faults_now()] == [unknown] * 2  # the last act, and the end
    workflow.publish(stories[0], RU, by=editor)  # the newsroom goes on
    settings.HISTORY_KEYS = [key, "another key"]
    assert faults_now() == [f"articles_historyhead, story {stories[0].pk}: {unknown}"]
    call_command("verify_history", mend_ends=True)
    assert f"Its end is sealed anew: story {stories[0].pk}." in capsys.readouterr().out
    assert faults_now() == []


def test_an_earlier_state_is_found_by_what_was_written_down(history, tmp_path, capsys):
    stories, editor = history
    sealed = [*HistoryHead.objects.values()]
    earlier, now = tmp_path / "earlier", tmp_path / "now"
    call_command("verify_history", write=earlier)
    workflow.withdraw(stories[0], RU, by=editor, reason="Ошибка.")
    call_command("verify_history", write=now, compare=earlier)
    StoryAct.objects.latest("pk").delete()  # as restoring a backup does
    HistoryHead.objects.all().delete()
    HistoryHead.objects.bulk_create([HistoryHead(**values) for values in sealed])
    call_command("verify_history", compare=earlier)
    assert "shorter" not in capsys.readouterr().out
    with pytest.raises(CommandError, match="Not as it was written: 1"):
        call_command("verify_history", compare=now)
    assert f"history, story {stories[0].pk}, place 16: is shorter than was known" in capsys.readouterr().out


@pytest.mark.one_database  # PostgreSQL stores only values of the type of a column
@pytest.mark.parametrize(
    "damage",
    [
        "articles_revision SET blocks = '[NaN]'",
        "articles_storyact SET place = place + 0.5",
        "articles_revision SET seal = '1:'",
        "articles_historyhead SET rows = 'x'",
        "articles_historyhead SET number = 'x'",
        "articles_historyhead SET rows = 1.5",
    ],
)
def test_values_of_other_types_are_told_and_stop_nobody(history, damage):
    stories, editor = history
    table, key = damage.split()[0], "story" if "head" in damage else "article_id"
    TRIGGERS.drop(connection)
    check_values(False)
    run(f"UPDATE {damage} WHERE {key} = {stories[1].pk}")
    check_values(True)
    found = faults_now()
    assert any(table in fault and f"story {stories[1].pk}" in fault for fault in found) or "number" in damage
    assert found != []
    workflow.withdraw(stories[1], RU, by=editor, reason="Ошибка.")
    assert faults_now() != []


@pytest.mark.one_database  # as above
@pytest.mark.parametrize(
    ("damage", "table", "story"),
    [
        ("articles_historyhead SET story = 1.5 WHERE story", "articles_historyhead", "story 1.5"),
        ("articles_historyhead SET story = x'ff' WHERE story", "articles_historyhead", r"story b'\xff'"),
        ("articles_storyact SET article_id = 1.5 WHERE article_id", "articles_storyact", "story 1.5, place"),
        ("articles_revision SET article_id = x'ff' WHERE article_id", "articles_revision", r"story b'\xff', place"),
    ],
)
def test_a_row_of_a_story_that_cannot_be_read_is_told_with_the_faults_of_others(history, damage, table, story):
    stories, _editor = history

    def alter(_chance):
        run(f"UPDATE {damage} = {stories[0].pk}")
        run("UPDATE articles_article SET lead_ru = 'Чужой' WHERE id = %s", [stories[1].pk])
        run("DELETE FROM articles_storyact WHERE article_id = %s AND place = 1", [stories[2].pk])
        assert [*mend_heads()] == []

    _none, found = tried(alter, None)
    told = [str(fault) for fault in found if fault.table == table and "can't be read (" in fault.what]
    assert (told != [], [one for one in told if story not in one]) == (True, [])
    assert {story.pk for story in stories} <= {fault.story for fault in found}


def test_stories_are_counted_without_gaps(history):
    assert sorted(HistoryHead.objects.values_list("number", flat=True)) == [1, 2, 3]
    other = make_article("kk")
    assert chain.head_of(other.pk).rows == 0
    workflow.withdraw(other, KK, by=history[1], reason="Қате.")
    assert HistoryHead.objects.get(pk=other.pk).number == 4
