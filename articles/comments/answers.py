"""Find the answers in threads. A page of threads shows the first few of each, and finds them all with one query."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual

from articles.comments.models import Comment, State

IN_A_LIST = 5
"""Answers of a thread that are shown where there are other threads."""
ALONE = 50
"""Answers on a page of their thread."""


@dataclass
class Thread:
    first: Comment
    answers: list = field(default_factory=list)
    is_cut: bool = False
    """Whether there are more answers."""
    is_pinned: bool = False


def answers_of(firsts):
    """Return the `Thread`s of their first comments, with the first answers of each."""
    answers = defaultdict(list)
    for answer in first_answers([first for first in firsts if first.shown_answers]):
        answers[answer.thread_id].append(answer)
    return [Thread(first, answers[first.pk], is_cut=first.shown_answers > IN_A_LIST) for first in firsts]


def first_answers(firsts):
    """Return the first answers in several threads. A long thread is not read to its end."""
    short = [first.pk for first in firsts if first.shown_answers <= IN_A_LIST]
    long = [first.pk for first in firsts if first.shown_answers > IN_A_LIST]
    parts = [shown().filter(thread__in=short)] if short else []
    parts += [shown().filter(pk__in=Comment.objects.in_thread(pk).values("pk")[:IN_A_LIST]) for pk in long]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else next(iter(parts), [])
    return sorted(found, key=lambda answer: (answer.sent_at, answer.pk))


def whole_thread(comment):
    """Return the `Thread` of a comment and the id of the answer that begins the next page; None if there is none.

    If the comment is an answer, the answers begin with it.
    """
    first = comment.thread or comment
    answers = shown().filter(thread=first).order_by("sent_at", "pk")
    if comment.thread:
        answers = answers.filter(TupleGreaterThanOrEqual(Tuple("sent_at", "pk"), (comment.sent_at, comment.pk)))
    rows = list(answers[: ALONE + 1])
    return Thread(first, rows[:ALONE]), rows[ALONE].pk if len(rows) > ALONE else None


def shown():
    """Return the shown comments with the name, text, state and voice of what they answer."""
    answered = {f"answered_{name}": F(f"parent__{name}") for name in ("name", "text", "state", "voice")}
    return Comment.objects.filter(state=State.APPROVED).annotate(**answered).order_by()
