"""What is answered before a story's page is read: the same form again, and comments that come too fast.

In a flood, almost all answers are from here. So they cost three short queries and a page of a few lines, which keeps
the text. The limits are those of the checks, which ask again when a comment is posted: this only comes earlier. A form
without a text does not count, but a sender beyond the limits gets the small page for it, too.
"""

import datetime

from django.db import connection
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from articles.comments.checks.attempt import Attempt
from articles.comments.checks.rate import from_busy_sender, rate
from articles.comments.checks.repeated import repeated
from articles.comments.checks.verdicts import Outcome
from articles.comments.models import Comment
from articles.comments.own_page import lead_to_first
from articles.comments.people.cookies import person_of
from articles.comments.people.ways import is_identity_required
from articles.comments.posting import attempt_of
from articles.models import Article
from newsroom import editions
from newsroom.content.visible_text import is_visible
from newsroom.database.cached_values import cached_values
from newsroom.editions.columns import column
from newsroom.serving.client_address import client_address

EARLY = (repeated, rate)
KEPT = ("answered", "wants_replies", "acknowledged")
"""Fields of the form that are sent again as they came."""
SMALL = {409: _("Your comment"), 429: _("Not sent")}
"""{status: heading} of the refusals that are answered without the story."""


class Knock(Attempt):
    """A form as it came. Slow mode, which needs the story, is left to the checks."""

    slow = datetime.timedelta()


def answer_at_the_door(request, slug):
    """Return the answer to a form that has come before or too fast; None if it goes on to the checks."""
    knock = knock_with(request, id_of(slug))
    if not is_visible(knock.comment.text):
        knock.text_hash = ""  # it is like no comment
    recent = knock.recent
    # Too fast is too fast also where there is no story, so the answer tells nobody which addresses have a hidden one.
    if recent.own >= knock.settings.most_from_sender and not recent.is_from_sender:
        return refused(request, from_busy_sender())
    refusals = (verdict for verdict in (check(knock) for check in EARLY) if verdict.outcome == Outcome.REFUSE)
    refusal = next(refusals, None)
    if refusal is None or not Article.objects.published().filter(pk=knock.comment.article_id).exists():
        return None
    # Whatever else is wrong, such as another name, is left to the checks.
    return lead_to_first(request, knock.comment) if recent.is_again else refused(request, refusal)


def id_of(slug):
    """Return the story that an address of the active edition names, or None. It may be one that readers don't see.

    It is written in SQL, because Django takes ten times longer to build the query.
    """
    table, name = Article._meta.db_table, column("slug", editions.active())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE {name} = %s", [slug])  # noqa: S608 (our own names)
        return next((pk for (pk,) in cursor.fetchall()), None)


def knock_with(request, story):
    """The text is not cleaned, which hardly changes its hash."""
    person = person_of(request)
    text, name = (request.POST.get(field, "") for field in ("text", "name"))
    written = {"text": text, "name": person.nickname if person else name}
    comment = Comment(article_id=story, language=editions.active().stored_in, person=person, **written)
    return attempt_of(comment, client_address(request), cached_values(request), request.POST, kind=Knock)


def refused(request, refusal):
    """Show what was sent again, with the reason. `refusal` has a message and a status."""
    context = {"heading": SMALL[refusal.status], "message": refusal.message, "sent": request.POST}
    context["kept"] = [(name, request.POST[name]) for name in KEPT if request.POST.get(name)]
    context["asks_name"] = not is_identity_required()
    response = render(request, "comments/refused.html", context, status=refusal.status)
    if refusal.wait:
        response.headers["Retry-After"] = refusal.wait  # seconds
    return response
