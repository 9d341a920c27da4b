"""The log of acts. Each act writes its row in its own transaction: what happened is logged, and nothing else.

`details` have what a reader of the log needs:

- `revision`: the number of the revision that was appended; `version`: that of the draft;
- `publish_at`: the time of a publication in the future; `until`: the end of an embargo;
- `correction`: the key of a correction; `kind`: its kind; `text`: its words;
- `silent`: that readers were not told of a material change;
- `restored`: the number of the publication whose words the draft got;
- `position`: a place on the front page, or in a list of stories; `former`: the place that the story had;
- `suggestions`: how many were decided;
- `event`: the id of the event of which a story was made.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.history import chain
from articles.models import Act, StoryAct, Work

LONGEST_REASON = 600
MOVES_OF_EDITION = [Act.PUBLISH, Act.FLASH, Act.WITHDRAW, Act.MOVE, Act.KILL, Act.LIFT_KILL, Act.HOLD]
"""The acts after which an edition is in another state. The reason of an earlier act is not news any more then."""
MOST_SHOWN = 200


def record(article, act, *, by, language="", origin="", target="", reason="", **details):
    """Add an act to the log. Call it in the transaction of the act."""
    row = StoryAct(
        article_id=article.pk, act=act, language=language, origin=origin, target=target, by=by, at=timezone.now(),
        reason=reason, details=details,
    )  # fmt: skip
    return chain.append(row)


def reason_for(move, text):
    """Return the reason of a move as it is logged. Raise ValidationError if it needs one, or if this is too long."""
    text = text.replace("\0", "").strip()  # which PostgreSQL can't store
    if move.needs_reason and not text:
        raise ValidationError(_("Say why: those who work on this edition will read it."), code="no_reason")
    MaxLengthValidator(LONGEST_REASON)(text)
    return text


def reason_to_show(article, edition):
    """Return the last move of an edition if somebody has said why, for those who go on with it; else None."""
    moves = StoryAct.objects.filter(article=article.pk, language__in=[edition.code, ""], act__in=MOVES_OF_EDITION)
    last = moves.first()
    return last if last and last.reason else None


def is_return(act):
    """Whether an act, or None, has sent a draft back to its author."""
    return act is not None and act.act == Act.MOVE and act.target == Work.WRITING


def returned(pks):
    """Return {(id of a story, code of an edition): act} of drafts that were sent back and have not moved since."""
    moves = StoryAct.objects.filter(article__in=pks, act__in=MOVES_OF_EDITION).order_by("pk")
    last = {(act.article_id, act.language): act for act in moves}
    return {key: act for key, act in last.items() if is_return(act)}


def acts_of(article):
    """Return the newest acts, as the history of a story shows them."""
    return StoryAct.objects.filter(article=article.pk)[:MOST_SHOWN]


def name_of(act):
    """Return what an act is called at the desk. A move is named by the state that it led to."""
    if act.act != Act.MOVE:
        return Act(act.act).label
    return _("returned for changes") if act.target == Work.WRITING else Work(act.target).label
