"""Whatever comes between the writing of a comment and its sending, the text is not lost."""

import pytest

from articles.comments.models import Comment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.editorial.saving import save_article
from articles.models import Article, Status
from articles.tests.reading import elements, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def test_a_discussion_closed_meanwhile_keeps_what_was_written(client, story):
    assert post(client, story).status_code == 303
    story.comments_are_open = False
    story.save()
    (box,) = elements(post(client, story, text="Долго писал"), "textarea", name="text")
    assert words_of(box) == "Долго писал"
    assert Comment.objects.count() == 1


def test_a_story_withdrawn_meanwhile_hands_the_text_back_and_betrays_nothing(client, story):
    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    day = f"/ru/{story.day:%Y/%m/%d}"
    withdrawn, never = (
        client.post(f"{day}/{slug}/comments/", WORDS, headers=OURS) for slug in ("spring", "never-there")
    )
    (box,) = elements(withdrawn, "textarea")
    assert (withdrawn.status_code, words_of(box), Comment.objects.count()) == (404, WORDS["text"], 0)
    assert never.content.replace(b"never-there", b"spring") == withdrawn.content


@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_an_address_changed_meanwhile_takes_the_comment_all_the_same(client, story, code):
    edition = editions.BY_CODE[code]
    before = f"{story.address_in(edition)}comments/"
    story.slug_kk = "moved"
    save_article(story)
    response = client.post(before, WORDS, headers=OURS)
    assert (response.status_code, response.headers["Location"]) == (303, f"{story.address_in(edition)}#comment-sent")
    assert Comment.objects.get().article == story


@pytest.mark.parametrize("field", ["text", "name"])
@pytest.mark.parametrize("unseen", ["\u200b", "\u2060 \ufeff", "\u3000"])
def test_what_nobody_can_see_is_missing(client, story, field, unseen):
    response = post(client, story, **{field: unseen})
    assert (len(errors_in(response)), Comment.objects.count()) == (1, 0)


def test_a_refused_form_is_no_page_of_its_own(client, story):
    (canonical,) = elements(post(client, story, text=""), "link", rel="canonical")
    assert canonical.get("href") == f"http://testserver{story.address_in(RU)}"
