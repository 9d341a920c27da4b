from articles.comments.models.banned_word import BannedWord, WordKind, WordMatch
from articles.comments.models.comment import Comment, State, Voice
from articles.comments.models.decision import Decision, DecisionAct, DecisionKind, RejectionReason
from articles.comments.models.discussion import Discussion
from articles.comments.models.recent import RecentComment
from articles.comments.models.response import Report, Thanks

__all__ = [
    "BannedWord",
    "Comment",
    "Decision",
    "DecisionAct",
    "DecisionKind",
    "Discussion",
    "RecentComment",
    "RejectionReason",
    "Report",
    "State",
    "Thanks",
    "Voice",
    "WordKind",
    "WordMatch",
]
