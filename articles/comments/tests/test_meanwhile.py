"""A comment's text is not lost if the story changes while the reader is writing."""

import pytest

from articles.comments.models import Comment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.editorial.saving import save_article
from articles.models import Article, Status
from articles.tests.page_content import elements, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def test_a_form_sent_after_the_discussion_was_closed_keeps_the_text(client, story):
    assert post(client, story).status_code == 303
    story.comments_are_open = False
    story.save()
    (box,) = elements(post(client, story, text="Долго писал"), "textarea", name="text")
    assert words_of(box) == "Долго писал"
    assert Comment.objects.count() == 1


def test_after_a_withdrawal_the_text_is_returned_and_nothing_is_disclosed(client, story):
    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    day = f"/ru/{story.day:%Y/%m/%d}"
    withdrawn, never = (
        client.post(f"{day}/{slug}/comments/", WORDS, headers=OURS) for slug in ("spring", "never-there")
    )
    (box,) = elements(withdrawn, "textarea")
    assert (withdrawn.status_code, words_of(box), Comment.objects.count()) == (404, WORDS["text"], 0)
    assert never.content.replace(b"never-there", b"spring") == withdrawn.content


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_a_comment_sent_to_a_former_url_is_accepted(client, story, code):
    edition = editions.BY_CODE[code]
    before = f"{story.address_in(edition)}comments/"
    story.slug_kk = "moved"
    save_article(story)
    response = client.post(before, WORDS, headers=OURS)
    assert (response.status_code, response.headers["Location"].startswith(f"/{code}/comment/")) == (303, True)
    assert Comment.objects.get().article == story


UNSEEN = ["\u200b", "\u2060 \ufeff", "\u3000", "\u3164", "\u2800", "\u200d", "\U000e0020", "\x1b\x85"]


@pytest.mark.parametrize("field", ["text", "name"])
@pytest.mark.parametrize("unseen", UNSEEN)
def test_invisible_text_counts_as_missing(client, story, field, unseen):
    response = post(client, story, **{field: unseen})
    assert (len(errors_in(response)), Comment.objects.count()) == (1, 0)


def test_an_invalid_form_is_shown_on_the_page_of_the_story(client, story):
    (canonical,) = elements(post(client, story, text=""), "link", rel="canonical")
    assert canonical.get("href") == f"http://testserver{story.address_in(RU)}"
