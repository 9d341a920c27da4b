"""A translator corrects which paragraphs belong together."""

import pytest

from articles.editorial import translations
from articles.models import Article
from articles.tests.desk import KK, RU, messages_on
from articles.tests.makers import make_article
from articles.tests.page_content import form_values, parts_of, words_of
from articles.tests.sides import FORM, address_of, change, ids, stale, states_on, text_of
from newsroom.content.clean_html import plain_text

pytestmark = pytest.mark.django_db


def paired(story):
    """Return {block of the source: block of the translation}, both as their words."""
    row = Article.objects.get(pk=story.pk)
    own = {draft.language: draft for draft in row.drafts.all()}
    source, text = (translations.words_in(row, one, own.get(one.code)) for one in (KK, RU))
    pairs = translations.pairs_in(row, RU, KK, own, [*row.translated_blocks.all()])
    return [(plain_text(source.get(pair.source_part, "")), plain_text(text.get(pair.part, ""))) for pair in pairs[2:]]


@pytest.fixture
def shifted(db):
    """A translation that leaves out the second paragraph, and has one of its own. They are paired by place."""
    kk, ru = ("".join(f"<p>{word}</p>" for word in words) for words in (["бір", "екі", "үш"], ["один", "три", "своё"]))
    return make_article("kk", "ru", body_kk=kk, body_ru=ru, title_ru="Заголовок", lead_ru="Лид", lead_kk="Лид")


def pair_address(story, number):
    part = ids(story, RU)[number]
    return f"/admin/articles/article/{story.pk}/side-by-side/pair/?edition=ru&source=kk&part={part}"


def test_a_wrong_pair_is_corrected_by_hand(signed_in, staff, shifted):
    client, (_first, second, _third), source = signed_in("translator"), ids(shifted, RU), ids(shifted, KK)
    assert paired(shifted) == [("бір", "один"), ("екі", "три"), ("үш", "своё")]
    page = client.get(address_of(shifted))
    response = client.post(
        address_of(shifted), form_values(page, FORM) | {f"text-{second}-0": "три!", "repair": second}
    )
    assert response.url == pair_address(shifted, 1)
    page = client.get(response.url)
    assert form_values(page, "pair_form")["source_part"] == source[1]

    response = client.post(response.url, {"source_part": source[2]})
    assert response.url == f"{address_of(shifted)}&source=kk#translation-{second}"
    assert paired(shifted) == [("бір", "один"), ("екі", ""), ("үш", "три!"), ("", "своё")]
    assert stale(shifted) == {}
    assert states_on(client.get(address_of(shifted)))[2:] == [
        "not compared yet", "not translated yet", "not compared yet", "only in the translation",
    ]  # fmt: skip

    translations.check(shifted, RU, KK, source, seen=0, by=staff("editor"))
    change(shifted, KK, staff("editor"), blocks={source[2]: "<p>үшінші</p>"})
    assert stale(shifted) == {"ru": 1}
    client.post(pair_address(shifted, 1), {"source_part": ""})
    client.post(pair_address(shifted, 2), {"source_part": source[2]})
    assert paired(shifted) == [("бір", "один"), ("", "три!"), ("екі", ""), ("үшінші", "своё")]
    assert stale(shifted) == {"ru": 1}  # a pair by hand does not check what changed
    assert text_of(shifted) == ["<p>один</p>", "<p>три!</p>", "<p>своё</p>"]


def test_only_what_is_in_both_texts_can_be_paired(signed_in, staff, shifted):
    client, source = signed_in("translator"), ids(shifted, KK)
    translations.check(shifted, RU, KK, source, seen=0, by=staff("editor"))
    change(shifted, KK, staff("editor"), order=source[1:])
    assert stale(shifted) == {"ru": 1}
    for wrong in ({}, {"source_part": source[0]}, {"source_part": "title"}, {"source_part": "own"}):
        assert client.post(pair_address(shifted, 0), wrong).status_code == 409
    client.post(pair_address(shifted, 0), {"source_part": ""}, follow=True)
    assert stale(shifted) == {}
    gone = pair_address(shifted, 0)
    change(shifted, RU, staff("editor"), order=ids(shifted, RU)[1:])
    assert messages_on(client.get(gone, follow=True)) == ["This paragraph is not in the text any more."]
    assert signed_in("moderator").post(gone, {"source_part": ""}).status_code == 403


def test_a_text_typed_for_a_paragraph_that_a_colleague_has_paired_meanwhile_is_shown(signed_in, shifted):
    client, source = signed_in("translator"), ids(shifted, KK)
    client.post(pair_address(shifted, 1), {"source_part": source[2]})
    page = form_values(client.get(address_of(shifted)), FORM)
    (new,) = [name for name, value in page.items() if name.startswith("text-") and value == ""]
    client.post(pair_address(shifted, 1), {"source_part": source[1]})
    response = client.post(address_of(shifted), page | {new: "два"})
    assert response.status_code == 409
    assert [words_of(text) for text in parts_of(response, "pair-lost")] == ["два"]
