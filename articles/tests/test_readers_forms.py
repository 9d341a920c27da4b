"""What readers have written is not lost if the address of the form has changed, or was mistyped."""

from urllib.parse import quote

import pytest
from django.test import Client

from articles.comments.models import Comment, RejectionReason, Report
from articles.comments.tests.makers import make_comment
from articles.models import Article, Note, Status
from articles.tests.addresses import DAY, NOON, assert_moved, in_each_edition, rename
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article
from articles.tests.page_content import elements, words_of

pytestmark = pytest.mark.django_db

OURS, FOREIGN = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}
WORDS = {"comments": {"text": "Хорошая новость", "name": "Айгүл"}, "mistake": {"words": "школа", "comment": "Не та."}}
SENT = {"comments": "/ru/comment/", "mistake": "{story}mistake/sent/"}
"""How the address begins that a sent form leads to."""
ODD = ["{day}/new/{form}", "{day}/New/{form}/", "2025/11/23/new/{form}/", "2025/11/23/old/{form}", "{day}/OLD/{form}/)"]
each_form = pytest.mark.parametrize("form", [*WORDS])


@pytest.fixture
def story():
    story = make_article("kk", "ru", slug="old", published_at=NOON, body="<p>школа</p>")
    rename(story, KK, "new")
    rename(story, RU, "new")
    return story


def send(path, form, headers=OURS, **options):
    client = Client(enforce_csrf_checks=True)
    return client.post(quote(path), WORDS[form], headers=headers, **options)


def kept():
    return Comment.objects.count() + Note.objects.count()


@each_form
def test_a_form_that_was_sent_to_a_former_url_is_accepted(story, form):
    answer = send(f"/ru/{DAY}/old/{form}/", form)
    there = SENT[form].format(story=story.address_in(RU))
    assert (answer.status_code, kept()) == (303, 1)
    assert answer.headers["Location"].startswith(there)


@each_form
def test_a_form_that_was_sent_to_a_mistyped_url_is_sent_on_with_what_is_in_it(story, form):
    paths = [f"/ru/{odd.format(day=DAY, form=form)}" for odd in ODD]
    for path in [*paths, f"/RU/{DAY}/new/{form}/", f"/Ru/{DAY}/new/{form}"]:
        answer = send(path, form)
        there = f"{story.address_in(RU)}{form}/"
        assert (answer.status_code, answer.headers.get("Location"), kept()) == (307, there, 0), path
        assert answer.headers["Cache-Control"] == "no-cache"
    sent = send(path, form, follow=True)
    assert ([status for _address, status in sent.redirect_chain], kept()) == ([307, 303], 1)
    assert send(path, form, headers=FOREIGN, follow=True).status_code == 403


@each_form
def test_after_a_withdrawal_the_words_are_given_back_to_our_own_readers_only(story, form):
    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    gone, never, bare = (send(f"/ru/{DAY}/{end}", form) for end in (f"new/{form}/", f"never/{form}/", f"new/{form}"))
    boxes = [words_of(box) for box in elements(gone, "textarea")]
    assert (gone.status_code, boxes) == (404, [text for name, text in WORDS[form].items() if name != "name"])
    assert (never.content.replace(b"/never/", b"/new/"), kept()) == (gone.content, 0)
    assert [words_of(box) for box in elements(bare, "textarea")] == boxes
    assert elements(send(f"/ru/{DAY}/new/{form}/", form, headers=FOREIGN), "textarea") == []


@in_each_edition
def test_a_former_or_mistyped_url_of_the_form_leads_to_it(client, edition):
    story = make_article(edition.stored_in, slug="old", published_at=NOON)
    rename(story, edition, "new")
    for ending in ("mistake/", "mistake/sent/"):
        there = f"/{edition.code}/{DAY}/new/{ending}"
        for slug in ("old", "New"):
            assert_moved(client, f"/{edition.code}/{DAY}/{slug}/{ending}", there)
        assert client.get(there).status_code == 200
    asked = client.get(f"/{edition.code}/2025/11/23/old/mistake)?words=a&before=b")
    assert asked.headers["Location"] == f"/{edition.code}/{DAY}/new/mistake/?words=a&before=b"


def test_thanks_and_reports_arrive_from_former_and_mistyped_urls(story):
    comment = make_comment(story)
    note = {"comment": comment.pk, "reason": RejectionReason.values[0], "note": "Посмотрите"}
    here = story.address_in(RU)
    for slug, statuses in (("old", [303]), ("New", [307, 303])):
        for form, sent in (("report", f"{here}comments/report/?sent"), ("thank", f"{here}?comment={comment.pk}")):
            client = Client(headers=OURS | {"User-Agent": slug})
            answer = client.post(f"/ru/{DAY}/{slug}/comments/{form}/", note, follow=True)
            chain = answer.redirect_chain
            assert ([status for _address, status in chain], chain[-1][0].partition("#")[0]) == (statuses, sent)
    comment.refresh_from_db()
    assert (comment.thanks, Report.objects.count()) == (2, 2)

    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    gone = Client(headers=OURS).post(f"/ru/{DAY}/new/comments/report/", note)
    assert (gone.status_code, [words_of(box) for box in elements(gone, "textarea")]) == (404, ["Посмотрите"])
