"""Photos, embeds and recalled stories on the page for translators."""

import pytest

from articles.editorial import drafts
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, form_values, parts_of, words_of
from articles.tests.sides import FORM, address_of, change, stale, text_of

pytestmark = pytest.mark.django_db


def test_the_first_words_of_a_translation_bring_the_photos_of_the_source(signed_in, staff):
    lake, hills = ('<figure data-photo="lake" data-alt="Озеро"></figure>', '<figure data-photo="hills"></figure>')
    story, client = make_article("ru", body=f"{lake}<p>Один</p><p>Два</p>{hills}"), signed_in("translator")
    page = client.get(address_of(story, KK))
    assert len(parts_of(page, "pair")) == 3  # the headline and two paragraphs
    form = form_values(page, FORM)
    names = [name for name in form if name.startswith("text-")]
    client.post(address_of(story, KK), form | {names[0]: "Тақырып"})
    assert text_of(story, KK) == []

    form = form_values(client.get(address_of(story, KK)), FORM) | {names[2]: "Екі"}
    client.post(address_of(story, KK), form)
    bare = '<figure data-photo="lake"></figure>'
    assert text_of(story, KK) == [bare, "<p>Екі</p>", hills]
    form = form_values(client.get(address_of(story, KK)), FORM) | {names[1]: "Бір"}
    client.post(address_of(story, KK), form)
    assert text_of(story, KK) == [bare, "<p>Бір</p>", "<p>Екі</p>", hills]
    assert stale(story) == {}

    # A photo that the source gets later is offered.
    make_photo(key="road", alt_ru="Дорога")
    draft = drafts.draft_of(story, RU)
    order = [*dict(draft.blocks)]
    sent = {
        "blocks": {"rrrrrrrr": '<figure data-photo="road"></figure>'},
        "order": [*order[:2], "rrrrrrrr", *order[2:]],
    }
    change(story, RU, staff("editor"), **sent)
    page = client.get(address_of(story, KK))
    (button,) = elements(page, "button", name="take")
    assert "Photo: Дорога [ru]" in [words_of(cell) for cell in parts_of(page, "pair-source")]
    client.post(address_of(story, KK), form_values(page, FORM) | {"take": button.get("value")})
    assert text_of(story, KK) == [bare, "<p>Бір</p>", '<figure data-photo="road"></figure>', "<p>Екі</p>", hills]
    assert elements(client.get(address_of(story, KK)), "button", name="take") == []
