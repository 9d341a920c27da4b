from articles.comments.models.appeal import Appeal, AppealOutcome
from articles.comments.models.ban import Ban
from articles.comments.models.banned_word import BannedWord, WordKind, WordMatch
from articles.comments.models.comment import Comment, State, Voice
from articles.comments.models.decision import Decision, DecisionAct, DecisionKind, RejectionReason
from articles.comments.models.discussion import Discussion
from articles.comments.models.lease import Lease
from articles.comments.models.recent import RecentComment, RecentRefusal, SpentProof
from articles.comments.models.reply_wish import ReplyWish
from articles.comments.models.response import Report, ReportOutcome, Thanks
from articles.comments.models.settings import CommentSettings, DiscussionRules, Links, Policy
from articles.comments.models.writer_note import WriterNote
from articles.comments.models.writer_warning import WriterWarning

__all__ = [
    "Appeal",
    "AppealOutcome",
    "Ban",
    "BannedWord",
    "Comment",
    "CommentSettings",
    "Decision",
    "DecisionAct",
    "DecisionKind",
    "Discussion",
    "DiscussionRules",
    "Lease",
    "Links",
    "Policy",
    "RecentComment",
    "RecentRefusal",
    "RejectionReason",
    "ReplyWish",
    "Report",
    "ReportOutcome",
    "SpentProof",
    "State",
    "Thanks",
    "Voice",
    "WordKind",
    "WordMatch",
    "WriterNote",
    "WriterWarning",
]
