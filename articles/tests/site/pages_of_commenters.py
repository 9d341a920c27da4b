"""The pages that only a writer of comments sees: signing in, the own data, the own comment, forms with faults."""

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from articles.comments.models import Comment, State
from articles.comments.own_page import address_of
from articles.comments.people import codes, sealing
from articles.comments.people.models import CodeRequest
from articles.comments.tests.makers import make_comment
from articles.editorial import preview_links
from articles.tests.page_content import elements
from newsroom import editions

OURS = {"Sec-Fetch-Site": "same-origin"}
NUMBERS = "+77011{:06}"


def pages_of_commenters(story, edition, name, words, by):
    """Return {kind of page: (address, response)} where commenters are identified by SMS.

    `name` and `words` are those of a commenter, `by` is a member of staff who makes a link to the preview.
    """
    with override(edition.code):
        return signed_out(story, edition) | signed_in(story, edition, name, words) | shown(story, edition, by)


def signed_out(story, edition):
    here, address, reader = reverse("commenter"), story.address_in(edition), Client(headers=OURS)
    row = new_code(edition)
    typing, join = reverse("commenter_code", args=[row.mark]), reverse("commenter_join")
    pages = {
        "story": (address, reader.get(address)),
        "comment refused": (f"{address}comments/", reader.post(f"{address}comments/", {"text": "Сәлем"})),
        "sign in": (f"{here}?story={address}", reader.get(here, {"story": address})),
        "no contact": (here, reader.post(here, {"contact": "12"})),
        "code": (typing, reader.get(typing)),
        "wrong code": (typing, reader.post(typing, {"code": "1"})),
        "join": (typing, reader.post(typing, {"code": sealing.unseal(row.sealed_code)})),
    }
    proof = elements(pages["join"][1], "input", name="proof")[0].get("value")
    return pages | {"not agreed": (join, reader.post(join, {"proof": proof, "nickname": "Редакция"}))}


def signed_in(story, edition, name, words):
    here, address, reader = reverse("commenter"), story.address_in(edition), Client(headers=OURS)
    row = new_code(edition)
    proof = codes.check(row.mark, sealing.unseal(row.sealed_code))
    reader.post(reverse("commenter_join"), {"proof": proof, "nickname": name, "agrees": "on"})
    sent = reader.post(f"{address}comments/", {"text": words})
    Comment.objects.filter(state=State.WAITING).exclude(person=None).update(name=name)
    delete = reverse("commenter_delete")
    return {
        "own comment": (sent.url, reader.get(sent.url)),
        "own comment refused": (sent.url, reader.post(sent.url, {"text": ""})),
        "my comments": (reverse("my_comments"), reader.get(reverse("my_comments"))),
        "my data": (here, reader.get(here)),
        "delete": (delete, reader.get(delete)),
        "deleted": (delete, reader.post(delete)),
    }


def shown(story, edition, by):
    """The pages about a comment that readers see."""
    comment, reader = Comment.objects.shown_in(edition).filter(article=story).latest("pk"), Client(headers=OURS)
    address, own = story.address_in(edition), address_of(comment)
    report = f"{address}comments/report/"
    secret = preview_links.make_link(story, editions.BY_CODE[edition.stored_in], 1, by=by)[1]
    preview = reverse("secret_preview", args=[secret])
    found = {
        "chosen comment": f"{address}?comment={comment.pk}",
        "answer": f"{address}?reply={comment.pk}",
        "shown comment": own,
        "report": f"{report}?comment={comment.pk}",
        "reported": f"{report}?sent",
        "preview": preview,
    }
    pages = {kind: (there, reader.get(there)) for kind, there in found.items()}
    (form,) = [
        form for form in elements(pages["report"][1], "form", method="post") if "report" in form.get("action", "")
    ]
    refused = reader.post(form.get("action"), {"comment": comment.pk, "reason": ""})
    reader.post(form.get("action"), {"comment": comment.pk, "reason": "insult"})
    pages["my reports"] = (reverse("my_reports"), reader.get(reverse("my_reports")))
    return pages | {"report refused": (form.get("action"), refused)}


def new_code(edition):
    contact = NUMBERS.format(CodeRequest.objects.count())
    return codes.ask("sms", contact, address=None, language=edition.stored_in)


def add_comments(story, edition, name, words):
    """Add a thread: two answers below a comment, the second to the first answer."""
    known = {"language": edition.stored_in, "name": name}
    first = make_comment(story, words, **known)
    answer = make_comment(story, words, first, **known)
    return make_comment(story, words, answer, thanks=12345, **known)
