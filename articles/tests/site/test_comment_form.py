"""In a browser, the form counts as the server does and works for the comment; without JavaScript it is held."""

import pytest

from articles.comments.models import Comment, CommentSettings
from articles.comments.tests.sending import RU
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def test_a_long_paste_is_counted_and_the_comment_has_a_proof(reader):
    story = make_article("ru")
    CommentSettings.objects.create(policy="open", first_held=0, difficulty=500)
    page = reader()
    page.goto(story.address_in(RU))
    assert page.evaluate("performance.getEntriesByName(document.querySelector('form').dataset.worker).length") == 0
    box = page.locator("#id_text")
    box.focus()
    page.wait_for_selector("[name=altcha]", state="attached")
    box.fill("😀" * 3001)
    assert page.locator("#id_text ~ output").inner_text() == "3001 / 3000"
    assert box.evaluate("box => box.value.length") == 6002  # nothing was cut
    box.fill("😀" * 3000)
    assert (page.locator("#id_text ~ output").inner_text(), box.get_attribute("aria-invalid")) == ("3000 / 3000", None)
    page.fill("#id_name", "Айгүл")
    page.wait_for_timeout(2000)  # nobody writes faster
    with page.expect_navigation():
        page.click("#comment-form button")
    comment = Comment.objects.get()
    assert (len(comment.text), comment.verdicts["proof_of_work"]) == (3000, True)
    page.goto(story.address_in(RU))
    assert page.locator(f"#comment-{comment.pk}").is_visible()
