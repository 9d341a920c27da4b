from articles.comments.models.comment import Comment, State
from articles.comments.models.decision import Decision, DecisionAct, DecisionKind, RejectionReason
from articles.comments.models.recent import RecentComment

__all__ = ["Comment", "Decision", "DecisionAct", "DecisionKind", "RecentComment", "RejectionReason", "State"]
