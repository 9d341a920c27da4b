"""A discussion in which hostile words stand in each field that readers fill, and the pages that show them."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.comments import moderation
from articles.comments.appeals.acts import appeal
from articles.comments.models import Comment, CommentSettings, Report, State, WriterNote
from articles.comments.own_page import address_of
from articles.comments.people import disclosing
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, post
from articles.editorial import preview_links
from articles.tests.desk import KK
from articles.tests.desk_map import PAGES
from articles.tests.hostile_markup import joined
from articles.tests.makers import make_article
from newsroom import editions

APPS = ("comments", "commenters")
IN_A_TEXT = 8
"""Payloads in one comment: so two pages of comments have all of them."""


def send_all(client, hostile):
    """Send each payload as a comment, its name and a report. Return the story and the statuses of the answers."""
    CommentSettings.objects.create(most_from_sender=1000, most_under_story=10_000)
    story = make_article("kk")
    statuses = [post(client, story, KK, text=words, name=words[:60]).status_code for words in hostile]
    comment = make_comment(story, language="kk")
    report = f"{story.address_in(KK)}comments/report/"
    for words in hostile:
        sent = {"comment": comment.pk, "reason": "insult", "note": words[:300]}
        statuses.append(client.post(report, sent, headers=OURS | {"User-Agent": words}).status_code)
    return story, statuses


def write_all(story, hostile, by):
    """Write the whole payloads, as if no form limited and no moderator read them. Return a comment with all of them."""
    everything = " ".join(hostile)
    person = make_person(everything, language="kk")
    known = {"language": "kk", "person": person}
    for words in joined(hostile, IN_A_TEXT):
        make_comment(story, words, name=words, **known)
    first = make_comment(story, everything, name=everything, thanks=1, **known)
    make_comment(story, everything, first, name=everything, **known)
    Report.objects.create(comment=first, reason="insult", note=everything, reported_at=timezone.now())
    disclosing.ask(person, reason=everything, by=by)
    moderation.approve(Comment.objects.all(), by=by)
    appeal(rejected(story, everything, by, known), everything)
    WriterNote.objects.create(person=person, text=everything, by=by, at=timezone.now())
    waiting = make_comment(story, everything, first, name=everything, **known | {"state": State.WAITING})
    Report.objects.create(comment=waiting, reason="insult", note=everything, reported_at=timezone.now())
    return first


def rejected(story, text, by, known):
    comment = make_comment(story, text, name=text, **known)
    moderation.reject(Comment.objects.filter(pk=comment.pk), by=by, reason="insult")
    comment.refresh_from_db()
    return comment


def pages_of_readers(story, comment, by, codes=("kk", "kk-latn", "kk-arab")):
    for code in codes:
        edition = editions.BY_CODE[code]
        with override(code):
            here, own = story.address_in(edition), address_of(comment)
        secret = preview_links.make_link(story, KK, 1, by=by)[1]
        yield from (here, f"{here}?order=oldest", own, f"/{code}/preview/{secret}/")
    yield from (f"{here}?before={comment.pk - 20}", f"{here}?comment={comment.pk}", f"{here}?reply={comment.pk}")
    yield f"{here}comments/report/?comment={comment.pk}"
    with override(code):
        yield address_of(Comment.objects.get(state=State.REJECTED))  # with its appeal


def pages_of_desk():
    """Yield the lists, the forms and the further pages of the apps about comments."""
    for model in admin.site._registry:
        if model._meta.app_label in APPS:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            if model is not CommentSettings:  # its list leads to the only row
                yield f"{reverse(f'{name}_changelist')}?q="
            for row in model.objects.order_by("-pk")[:2]:
                yield reverse(f"{name}_change", args=[row.pk])
    of_apps = tuple(f"admin/{app}/" for app in APPS)
    for route in PAGES:
        if route.startswith(of_apps):
            yield f"/{route.replace('<int:pk>', str(Comment.objects.latest('pk').pk))}"
