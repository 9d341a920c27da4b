"""Functions for testing the comment form: send it as our own page would, and read the errors."""

from articles.tests.page_content import parts_of, words_of
from newsroom import editions

RU = editions.BY_CODE["ru"]
OURS = {"Sec-Fetch-Site": "same-origin"}
WORDS = {"text": "Хорошая новость", "name": "Айгүл"}


def post(client, story, edition=RU, headers=OURS, **fields):
    return client.post(f"{story.address_in(edition)}comments/", WORDS | fields, headers=headers)


def errors_in(response):
    return [words_of(item) for part in parts_of(response, "errors") for item in part.iter("li")]
