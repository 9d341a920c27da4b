"""The rows of the desk's lists are what stories and drafts say, however those are written."""

from contextlib import suppress
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import words_triggers
from articles.editorial import discarding, drafts, translations, workflow
from articles.editorial.recounting import recount_all
from articles.editorial.shown_states import further_work, state_of, state_with, work_of
from articles.models import (
    Article,
    Assignment,
    Draft,
    DraftChange,
    EditionWork,
    Status,
    StoryToRecount,
    StoryWords,
    Work,
)
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.work_triggers import TRIGGERS
from newsroom import editions

pytestmark = pytest.mark.django_db

KK, RU, EN = (editions.BY_CODE[code] for code in ("kk", "ru", "en"))


def shown():
    """Return {(story, edition): what the desk's lists show}, from their rows."""
    rows = EditionWork.objects.all()
    return {
        (row.article_id, row.language): (
            state_with(row, row.work), further_work(row, row.work), row.stale, row.changed_by_id, row.changed_at,
            *decided(row),
        )
        for row in rows
    }  # fmt: skip


def wanted():
    """Return the same, from the stories and their drafts."""
    found = {}
    for story in Article.objects.prefetch_related("drafts", "translated_blocks"):
        own, stale = {draft.language: draft for draft in story.drafts.all()}, translations.stale_counts(story)
        for here in story.editions():
            code, draft = here.edition.code, own.get(here.edition.code)
            states = state_of(here, draft), work_of(here, draft)
            by = draft.changed_by_id if draft else None
            assignment = story.assignments.filter(language=code).first() or Assignment()
            found[story.pk, code] = (*states, stale.get(code, 0), by, story.updated_at, *decided(assignment))
    return found


def decided(row):
    return row.assignee_id, row.deadline, row.not_needed_at, row.source_news


def act_at_random(random, chief):
    """Do something that changes a state or a text, as the desk or a bulk change does."""
    story, edition = random.choice(Article.objects.order_by("pk")), random.choice([KK, RU, EN])
    here, draft = story.edition(edition), drafts.draft_of(story, edition)
    acts = {
        "write": lambda: write(story, chief, edition, title=f"T {random.random()}", body=f"<p>{random.random()}</p>"),
        "empty": lambda: write(story, chief, edition, title="", lead="", body=""),
        "move": lambda: workflow.move_draft(story, edition, random.choice([*Work]), by=chief, reason="So."),
        "publish": lambda: workflow.publish(story, edition, by=chief),
        "schedule": lambda: workflow.publish(story, edition, by=chief, at=timezone.now() + timezone.timedelta(1)),
        "withdraw": lambda: workflow.withdraw(story, edition, by=chief, reason="Wrong."),
        "discard": lambda: discarding.discard(story, edition, by=chief),
        "check": lambda: translations.check(
            story, edition, RU, ["title", "lead"], seen=drafts.draft_of(story, RU).version, by=chief
        ),
        "assign": lambda: Assignment.objects.update_or_create(
            article=story,
            language=edition.code,
            defaults={"assignee": random.choice([None, chief]), "source_news": random.choice(["", "withdrawn"])},
        ),
        "take back": lambda: Assignment.objects.filter(article=story).delete(),
        "bulk": lambda: Article.objects.filter(pk=story.pk).update(updated_at=timezone.now(), original_language="kk"),
        "bulk of words": lambda: Article.objects.filter(pk=story.pk, status_ru="published").update(title_ru="Bulk"),
        "end of a draft": lambda: [
            model.objects.filter(article=story, language=edition.code).delete() for model in (Draft, DraftChange)
        ],
        "draft in bulk": lambda: Draft.objects.filter(pk=draft.pk).update(state=Work.READY, changed_by=None),
    }
    name = random.choice([*acts])
    with suppress(ValidationError):
        if (name, edition) != ("check", RU) and not (name == "end of a draft" and here.status != Status.PUBLISHED):
            acts[name]()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_follow_whatever_happens(staff, seed):
    random, chief = Random(seed), staff("chief editor")
    for codes in (["ru"], ["ru", "kk", "en"], ["kk", "ru"]):
        make_article(*codes, title_en="Draft" if "en" not in codes else "Headline")
    seen = set()
    for _act in range(40):
        act_at_random(random, chief)
        recount_all()
        assert shown() == wanted()
        seen |= {(state, bool(stale)) for state, _work, stale, *_others in shown().values()}
    assert len(seen) >= 6  # of (state, whether it is stale)
    Article.objects.first().delete()
    assert shown() == wanted()
    assert not StoryToRecount.objects.exists()


def test_rows_are_rebuilt(staff):
    chief = staff("chief editor")
    story = make_article("ru", "kk", title_en="Draft")
    write(story, chief, RU, title="Changed")
    Assignment.objects.create(article=story, language="en", assignee=chief, not_needed_at=timezone.now())
    recount_all()
    assert shown() == wanted()
    with TRIGGERS.disabled(connection):
        EditionWork.objects.filter(language="kk").delete()
        EditionWork.objects.filter(language="ru").update(status=Status.WITHDRAWN, work="", stale=7, changed_by=None)
        EditionWork.objects.filter(language="en").update(assignee=None, source_news="corrected")
        make_article("ru")
        assert shown() != wanted()
    call_command("rebuild_desk_lists")
    assert shown() == wanted()


def test_a_deleted_account_leaves_no_row(staff):
    story, other = make_article("ru"), staff("editor")
    write(story, other, RU, title="Changed")
    Assignment.objects.create(article=story, language="en", assignee=other, not_needed_by=other)
    assert (
        EditionWork.objects.filter(changed_by=other).count() == EditionWork.objects.filter(assignee=other).count() == 1
    )
    other.delete()
    assert EditionWork.objects.filter(changed_by=None, assignee=None).count() == 5
    assert Assignment.objects.get().assignee is None


def test_the_words_of_a_story_are_kept_in_one_row(staff):
    chief, story = staff("chief editor"), make_article("ru", title="Вода", lead="Река", title_en="Draft", key="water")

    def words():
        return {*StoryWords.objects.get(article=story).words.split()}

    assert words() == {"water", "Вода", "Река", "Draft"}
    write(story, chief, RU, title="Огонь")
    assert words() == {"water", "Вода", "Река", "Draft", "Огонь"}
    workflow.publish(story, RU, by=chief)
    Draft.objects.filter(article=story, language="en").delete()
    assert words() == {"water", "Река", "Огонь"}
    Article.objects.filter(pk=story.pk).update(lead_ru="Море")
    with words_triggers.TRIGGERS.disabled(connection):
        Article.objects.filter(pk=story.pk).update(key="fire")
        assert "water" in words()
    assert words() == {"fire", "Море", "Огонь", "Река"}  # the lead of the draft is as it was
    story.delete()
    assert not StoryWords.objects.exists()


def test_a_save_marks_its_story_once_and_a_portion_is_recounted(staff):
    """An autosave compares no texts, and the opening of a list only some."""
    stories, chief = [make_article("ru", "kk") for _story in range(3)], staff("chief editor")
    recount_all()
    for story in stories[:2]:
        for number in range(2):
            write(story, chief, RU, title=f"Changed {number}")
    assert {*StoryToRecount.objects.values_list("pk", flat=True)} == {story.pk for story in stories[:2]}
    assert EditionWork.objects.filter(stale__gt=0).count() == 0
    recount_all()
    assert {*EditionWork.objects.filter(stale=1).values_list("article", "language")} == {
        (story.pk, "kk") for story in stories[:2]
    }
