"""The numbers of shown comments are right after any acts, also after changes that no act makes."""

import random

import pytest
from django.db import connection
from django.db.models import Count, Q

from articles.comments import count_triggers, moderation
from articles.comments.models import Comment, Discussion, RejectionReason, State
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article
from newsroom.database.triggers import run

pytestmark = pytest.mark.django_db

SHOWN = Q(state=State.APPROVED)


def recounted():
    """Return what each discussion and each thread should say, counted from the comments themselves."""
    places = Comment.objects.filter(SHOWN).values_list("article", "language").annotate(number=Count("pk"))
    threads = Comment.objects.filter(SHOWN).exclude(thread=None).values_list("thread").annotate(number=Count("pk"))
    return {row[:2]: row[2] for row in places.order_by()}, dict(threads.order_by())


def stored():
    discussions = Discussion.objects.exclude(shown=0).values_list("article", "language", "shown")
    answered = Comment.objects.exclude(shown_answers=0)
    listed = Q(thread=None) & (SHOWN | Q(shown_answers__gt=0))
    assert set(Comment.objects.filter(listed)) == set(Comment.objects.filter(is_listed=True))
    return {row[:2]: row[2] for row in discussions}, dict(answered.values_list("pk", "shown_answers"))


def act_at_random(chance, moderator, stories):
    comments = list(Comment.objects.order_by("pk"))
    some = Comment.objects.filter(pk__in=[one.pk for one in chance.sample(comments, min(len(comments), 4))])
    kind = chance.choice(
        ["write", "write", "answer", "answer", "approve", "approve", "reject", "hide", "undo", "delete"]
    )
    if kind == "write" or not comments:
        state = chance.choice([State.WAITING, State.APPROVED])
        make_comment(chance.choice(stories), language=chance.choice(["ru", "kk"]), state=state)
    elif kind == "answer":
        make_answer(chance.choice(comments), state=chance.choice([State.WAITING, State.APPROVED]))
    elif kind == "delete":
        chance.choice(comments).delete()
    elif kind == "approve":
        return moderation.approve(some, by=moderator)
    elif kind in ("reject", "hide"):
        return getattr(moderation, kind)(some, by=moderator, reason=RejectionReason.INSULT)


def make_answer(parent, **fields):
    return make_comment(parent.article, language=parent.language, parent=parent, **fields)


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_right_after_any_acts(staff, story, seed):
    chance, moderator, stories, acts, greatest = (
        random.Random(seed),
        staff("moderator"),
        [story, make_article("ru")],
        [],
        0,
    )
    for _step in range(80):
        act = act_at_random(chance, moderator, stories)
        acts += [act] if act else []
        if acts and chance.random() < 0.2:
            moderation.undo(acts.pop(chance.randrange(len(acts))), by=moderator)
        assert stored() == recounted()
        greatest = max([greatest, *stored()[1].values()])
    assert greatest > 1
    story.delete()
    assert stored() == recounted()
    before = stored()
    Comment.objects.update(shown_answers=7)
    Discussion.objects.update(shown=7)
    run(count_triggers.TRIGGERS.repair, connection)
    assert stored() == before == recounted()


def test_hiding_a_thread_hides_all_its_answers_and_is_undone(staff, story):
    first = make_comment(story)
    answers = [make_answer(first), make_answer(make_answer(first)), make_answer(first, state=State.WAITING)]
    rejected = make_answer(first, state=State.REJECTED)
    act = moderation.hide(Comment.objects.filter(pk=first.pk), by=staff("moderator"), reason=RejectionReason.INSULT)
    assert set(Comment.objects.exclude(state=State.HIDDEN)) == {rejected}
    assert stored() == ({}, {})
    moderation.undo(act, by=staff("editor"))
    answers[2].refresh_from_db()
    assert (answers[2].state, stored()) == (State.WAITING, ({(story.pk, "ru"): 4}, {first.pk: 3}))


def test_what_its_writer_has_removed_nobody_decides_about(staff, story):
    make_comment(story, state=State.REMOVED)
    assert moderation.approve(Comment.objects.all(), by=staff("moderator")) is None
    assert Comment.objects.get().state == State.REMOVED
