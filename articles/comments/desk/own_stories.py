"""Comments on an author's stories, and the author's answers. Authors need no permission to moderate.

They see what readers see, and no more: comments that are approved, below stories that are public.
"""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import DateTimeField, Max, Prefetch, Q, Subquery, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.closing import held_back
from articles.comments.desk.acts import same_answer, written_answer
from articles.comments.desk.queue import articles
from articles.comments.desk.signatures import author_with, name_of_author
from articles.comments.models import Comment, DecisionAct, DecisionKind, State, Voice
from articles.comments.moderation import carry_out, locked
from articles.models import Byline
from newsroom import editions

ON_A_PAGE = 20
NEW_FOR = datetime.timedelta(days=7)


@dataclass
class Item:
    comment: Comment
    story: object
    """The story in the edition of the comment. Readers see it."""
    answers: list = field(default_factory=list)
    """What authors of the story have answered."""
    is_held: bool = False
    """Whether a day of silence concerns the story."""
    form: object = None


def comments_below(author):
    """Return all comments below the stories of an author, in any edition."""
    stories = Byline.objects.filter(author=author).order_by().values("article")
    return Comment.objects.filter(article__in=stories).order_by()


def comments_for(author):
    """Return those of readers that are approved."""
    return comments_below(author).filter(state=State.APPROVED, voice=Voice.READER)


def page_for(author, before=None):
    """Return the newest items, after the comment with the id `before`, and the id with which the next page begins.

    A page is shorter if readers don't see some of the stories any more.
    """
    found, mark = comments_for(author), comments_below(author).filter(pk=before).first() if before else None
    if mark:
        found = found.filter(TupleLessThan(Tuple("sent_at", "pk"), (mark.sent_at, mark.pk)))
    found = found.prefetch_related(Prefetch("article", articles()))
    rows = [*found.order_by("-sent_at", "-pk")[: ON_A_PAGE + 1]]
    following = rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None
    return items_of(rows[:ON_A_PAGE]), following


def items_of(comments):
    items = [Item(comment, story_of(comment)) for comment in comments]
    ids = [comment.pk for comment in comments]
    held = set(held_back(Comment.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    answers = Comment.objects.filter(parent__in=ids, voice=Voice.AUTHOR, state=State.APPROVED).order_by("sent_at", "pk")
    by_parent = {pk: [] for pk in ids}
    for answer in answers:
        by_parent[answer.parent_id].append(answer)
    for item in items:
        item.answers, item.is_held = by_parent[item.comment.pk], item.comment.pk in held
    return [item for item in items if item.story.is_live]


def story_of(comment):
    return comment.article.edition(editions.BY_CODE[comment.language])


def new_for(author, user):
    """Return the comments of the last days that have come since the author's last answer."""
    since = timezone.now() - NEW_FOR
    answers = Comment.objects.filter(voice=Voice.AUTHOR, state=State.APPROVED, decided_by=user, sent_at__gt=since)
    last = answers.order_by().values("voice").annotate(last=Max("sent_at")).values("last")
    after = Coalesce(Subquery(last), Value(since), output_field=DateTimeField())
    lately = comments_for(author).filter(sent_at__gt=since)
    return lately.filter(Q(sent_at__gt=after) | Q(decided_at__gt=after))


@transaction.atomic
def answer(pk, text, *, by):
    """Answer a comment as the author of its story. The answer is public at once; moderators can undo it.

    A form that is sent twice is one answer. Return the `DecisionAct`. Raise ValidationError if readers don't see the
    comment now, and PermissionDenied if `by` is not an author.
    """
    author = author_with(by)
    if author is None:
        raise PermissionDenied
    comment = answerable(pk, author)
    if earlier := same_answer(comment, text, by):
        return earlier
    written = written_answer(comment, text, name_of_author(author, comment.language), Voice.AUTHOR)
    # The comment itself is not decided about: reports of it are for moderators.
    return carry_out(DecisionAct(kind=DecisionKind.ANSWER, by=by), [(written, State.APPROVED)])


def answerable(pk, author):
    """Return a comment, locked. What an author can't answer is not told from what there isn't."""
    chosen = comments_for(author).filter(pk=pk)
    row = next((row for row in locked(chosen) if row.state == State.APPROVED), None)
    if row is None or not story_of(row).is_live:
        raise ValidationError(_("Readers do not see this comment now, so it cannot be answered."))
    if held_back(chosen).exists():
        raise ValidationError(_("A day of silence concerns this story. You can answer once it is over."))
    row.refresh_from_db(fields=["thread"])
    return row
