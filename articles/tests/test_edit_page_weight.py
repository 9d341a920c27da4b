"""What a first visit to the edit page of a long story fetches, as production sends it: files compressed, the page not.

`-rP` prints the figures.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from whitenoise.compress import Compressor

from articles.models import Status
from articles.tests.desk import change_url
from articles.tests.test_desk_queries import WORD, WORDS, long_story
from conftest import give_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

MOST = {"en": 586_000, "kk": 600_000}
"""{language of the desk: bytes}. Words in Cyrillic are twice as long."""
COMPRESSOR = Compressor(extensions=settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS, quiet=True)


def weight(answer):
    """Return the bytes of an answer with its headers. Static files are compressed as for production."""
    sizes, path = answer.request.sizes(), urlsplit(answer.url).path
    if not path.startswith("/static/"):
        return sizes["responseBodySize"] + sizes["responseHeadersSize"]
    body = answer.body()
    if COMPRESSOR.should_compress(path):
        body = min(body, COMPRESSOR.compress_brotli(body), key=len)
    return len(body) + sizes["responseHeadersSize"]


@pytest.mark.parametrize("language", MOST)
def test_the_edit_page_of_a_long_story_with_many_photos(chromium, live_server, staff, language):
    story = long_story(Status.PUBLISHED)
    context = chromium.new_context(base_url=live_server.url, service_workers="block")
    give_session(context, live_server.url, staff("chief editor", language=language))
    page, answers = context.new_page(), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{change_url(story)}?edition=ru")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    assert page.locator(".tiptap").inner_text().count(WORD) == WORDS
    page.locator(".tiptap .story-node img >> nth=59").wait_for(state="attached")
    page.wait_for_load_state("networkidle")

    found = {answer.url: weight(answer) for answer in answers if answer.status == 200}
    for url, count in sorted(found.items(), key=lambda item: -item[1])[:8]:
        print(f"{count:9,} {urlsplit(url).path}")
    print(f"{sum(found.values()):9,} in {len(found)} answers")
    context.close()
    assert sum(found.values()) <= MOST[language]
