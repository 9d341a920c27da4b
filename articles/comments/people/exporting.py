"""All that is stored about a commenter, for the person."""

from articles.comments.models import Appeal, Comment, Report
from articles.comments.people.models import Contact
from articles.comments.replies.wishes import wishes_of
from articles.comments.reports.weights import reports_of

OF_APPEAL = ("comment", "text", "sent_at", "outcome")
OF_BAN = ("reason", "at", "until", "lifted_at")
OF_WARNING = ("reason", "text", "at", "acknowledged_at", "withdrawn_at")
OF_REPORT = ("comment", "reason", "note", "outcome", "reported_at")


def exported(person):
    """Return the data of a person, as JSON has them. Disclosures are left out: an official request may be secret."""
    contact = Contact.objects.filter(person=person).first()
    comments = Comment.objects.filter(person=person).select_related("article").order_by("sent_at", "pk")
    return {
        "nickname": person.nickname,
        "state": person.state,
        "joined_at": person.joined_at,
        "agreement": person.agreement,
        "agreed_at": person.agreed_at,
        "ended_at": person.ended_at,
        "edition": person.language,
        "contact": {"kind": contact.kind, "value": contact.value, "confirmed_at": contact.confirmed_at}
        if contact
        else None,
        "comments": [one_comment(comment) for comment in comments],
        "mails_about_answers_to": [*wishes_of(person).order_by("comment").values_list("comment", flat=True)],
        "appeals": [*Appeal.objects.filter(comment__person=person).order_by("pk").values(*OF_APPEAL)],
        "bans": [*person.bans.order_by("pk").values(*OF_BAN)],
        "warnings": [*person.warnings.order_by("pk").values(*OF_WARNING)],
        "notes": [*person.notes.order_by("pk").values("text", "at")],
        "reports": [*Report.objects.filter(pk__in=reports_of(person)).order_by("pk").values(*OF_REPORT)],
    }


def one_comment(comment):
    names = ("pk", "language", "name", "text", "state", "sent_at", "decided_at")
    return {"story": comment.article.key} | {name: getattr(comment, name) for name in names}
