"""What the desk shows of each comment: its marked text, what the checks have found, its writer, its story."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from articles.comments.checks.urgency import REASONS
from articles.comments.desk.queue import SUSPECT
from articles.comments.models import Comment, Decision, DecisionKind, Discussion, State, WriterNote, WriterWarning
from articles.comments.reports.weights import weigh_together
from articles.comments.words.marking import pieces
from articles.comments.words.matching import Hit
from newsroom import editions

WORDS = {
    "banned word": _("Banned word"),
    "suspect word": _("Suspect word"),
    "refused before": _("Something of the same sender has just been refused"),
    "rejected before": _("Something of the same writer or network was rejected a short time ago"),
    "link": _("Link to another site"),
    "honeypot": _("A field that people do not see is filled in"),
    "too quick": _("Sent quicker than people write"),
    "no proof": _("Perhaps sent by a program: its browser did not pass the hidden check"),
    "newcomer": _("One of the first comments of this person"),
    "pre-moderated": _("Everything is read before it is shown here"),
}
"""{reason in `checks/urgency.py`: what the desk says}"""
BANNED = 90
LAST_REJECTIONS = 3
MOST_READ = 200
MOST_NOTES = 5


@dataclass
class Finding:
    words: str
    found: list
    shape: str


@dataclass
class Writer:
    """What is known of somebody who has signed in. Nobody's contact is among it."""

    approved: int = 0
    rejected: int = 0
    waiting: int = 0
    rejections: list = field(default_factory=list)


@dataclass
class Item:
    comment: Comment
    name: list
    text: list
    findings: list
    writer: Writer | None
    story: object
    """The story in the edition of the comment; None if readers can't see it. Moderators may not see others."""
    edition: object
    is_pinned: bool = False
    notes: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    signed_as: str = ""
    """The name under which the moderator answers as the author of the story."""
    is_current: bool = False
    """Whether it is on the screen."""
    is_ticked: bool = False

    @property
    def appeal(self):
        """The open appeal of its writer; None if there is none."""
        found = getattr(self.comment, "appeal", None)
        return found if found and not found.outcome else None

    @property
    def reports(self):
        """The reports that no moderator has decided about since."""
        return [report for report in self.comment.reports.all() if not report.outcome]

    @property
    def weight(self):
        return weigh_together(self.reports)

    @property
    def ticket(self):
        """The comment in the state in which the moderator saw it."""
        return f"{self.comment.pk}:{self.comment.state}"

    @property
    def pin(self):
        """The act that pins it, or takes it down."""
        return "unpin" if self.is_pinned else "pin"

    @property
    def known(self):
        """What is known of who has written it, in words of the page: an account, or at least a network."""
        comment = self.comment
        return " ".join(["person"] * bool(comment.person_id) + ["writer"] * bool(comment.person_id or comment.origin))

    @property
    def shape(self):
        urgency = self.comment.urgency
        return "blocks" if urgency >= BANNED else "advises" if urgency >= SUSPECT else "review"


def items_of(comments):
    writers = writers_of({comment.person_id for comment in comments if comment.person_id})
    pinned = set(Discussion.objects.filter(pinned__in=comments).values_list("pinned", flat=True))
    items = [item_of(comment, writers.get(comment.person_id), comment.pk in pinned) for comment in comments]
    add_notes(items)
    return items


def add_notes(items):
    """Give each item the notes on its writer and the warnings, for at most two queries."""
    persons = {item.comment.person_id for item in items if item.comment.person_id}
    origins = {item.comment.origin for item in items if item.comment.origin and not item.comment.person_id}
    notes, warnings = defaultdict(list), defaultdict(list)
    if persons or origins:
        for note in WriterNote.objects.filter(Q(person__in=persons) | Q(origin__in=origins)).select_related("by"):
            notes[note.person_id or note.origin].append(note)
    if persons:
        for warning in WriterWarning.objects.filter(person__in=persons, withdrawn_at=None):
            warnings[warning.person_id].append(warning)
    for item in items:
        item.notes = notes[item.comment.person_id or item.comment.origin][:MOST_NOTES]
        item.warnings = warnings[item.comment.person_id][:MOST_NOTES]


def item_of(comment, writer, is_pinned):
    edition = editions.BY_CODE[comment.language]
    story = comment.article.edition(edition)
    name, text = (pieces(getattr(comment, part), hits_in(comment, part)) for part in ("name", "text"))
    return Item(comment, name, text, findings_of(comment), writer, story if story.is_live else None, edition,
                is_pinned)  # fmt: skip


def hits_in(comment, part):
    """Return what the checks have found in the name or in the text, each with the rule that found it."""
    found = [place for verdict in held(comment).values() for place in verdict.get("found", [])]
    return [Hit(start, end, rule) for name, start, end, rule, _id in found if name == part]


def held(comment):
    """Return {check: what is kept of it} of the checks that held a comment."""
    return {name: verdict for name, verdict in comment.verdicts.items() if isinstance(verdict, dict)}


def findings_of(comment):
    known = [verdict for verdict in held(comment).values() if verdict["reason"] in WORDS]
    known.sort(key=lambda verdict: -REASONS[verdict["reason"]])
    return [Finding(WORDS[one["reason"]], rules_in(one), shape_of(one["reason"])) for one in known]


def rules_in(verdict):
    return list(dict.fromkeys(rule for _name, _start, _end, rule, _id in verdict.get("found", [])))


def shape_of(reason):
    urgency = REASONS[reason]
    return "blocks" if urgency >= BANNED else "advises" if urgency else "review"


def writers_of(people):
    """Return {id of a commenter: `Writer`}, for two queries."""
    if not people:
        return {}
    numbers = {state: Count("pk", Q(state=state)) for state in ("approved", "rejected", "waiting")}
    rows = Comment.objects.filter(person__in=people).order_by().values("person").annotate(**numbers)
    last = rejections_of(people)
    return {row["person"]: Writer(*(row[name] for name in numbers), last[row["person"]]) for row in rows}


def rejections_of(people):
    """Return {id of a commenter: the last decisions to reject}, newest first."""
    mine = Decision.objects.filter(comment__person__in=people, comment__state=State.REJECTED)
    rows = mine.filter(became=State.REJECTED, act__kind__in=[DecisionKind.REJECT, DecisionKind.WARN]).select_related(
        "act", "comment"
    )
    found = defaultdict(list)
    for decision in rows.order_by("-act__at", "-pk")[:MOST_READ]:
        found[decision.comment.person_id] += [decision][: LAST_REJECTIONS - len(found[decision.comment.person_id])]
    return found
