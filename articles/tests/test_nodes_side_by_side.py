"""Photos, embeds and recalled stories on the page for translators."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.editorial import drafts, translations
from articles.models import TranslatedBlock
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, form_values, parts_of, words_of
from articles.tests.sides import FORM, address_of, change, ids, stale, text_of

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


LAKE, TALK = '<figure data-photo="lake"{}></figure>', '<figure data-embed="https://t.me/akimat/1"{}></figure>'


def with_node(node, words):
    return node.format("".join(f' data-{name}="{text}"' for name, text in words.items()))


@pytest.mark.parametrize(
    ("node", "words", "changed", "count"),
    [
        (LAKE, {"caption": "Озеро"}, {"caption": "Большое озеро"}, 1),
        (LAKE, {"alt": "Озеро", "caption": "Вода"}, {"alt": "Озеро и горы", "caption": "Вода"}, 1),
        (LAKE, {}, {"caption": "Озеро"}, 1),  # as at the photo desk until now
        (LAKE, {"caption": "Озеро"}, {}, 1),
        (LAKE, {"caption": "Озеро", "credit": "А. Б."}, {"caption": "Озеро", "credit": "В. Г."}, 0),  # a name
        (LAKE.replace("photo", "gallery"), {"caption": "Озеро"}, {"caption": "Озёра"}, 1),
        (TALK, {"caption": "Запись"}, {"caption": "Запись акимата"}, 1),
    ],
)
def test_words_at_a_photo_that_change_in_the_source_wait_for_a_translator(
    signed_in, staff, node, words, changed, count
):
    story = make_article(
        "ru", "kk", body_ru=f"<p>Один</p>{with_node(node, words)}", body_kk=f"{node.format('')}<p>Бір</p>"
    )
    translations.check(story, KK, RU, ids(story, RU), seen=0, by=staff("editor"))
    assert stale(story) == {}
    change(story, RU, staff("editor"), blocks={ids(story, RU)[1]: with_node(node, changed)})
    assert stale(story) == ({"kk": count} if count else {})

    client, part = signed_in("translator"), ids(story, KK)[0]
    page = client.get(address_of(story, KK))
    fields = {name: value for name, value in form_values(page, FORM).items() if name.startswith(f"text-{part}-")}
    shown = [name for name in ("alt", "caption") if changed.get(name)]
    assert fields == {f"text-{part}-{name}": "" for name in shown}
    typed = {name: f" Көл «{number}»\r\n" for number, name in enumerate(fields)}
    client.post(address_of(story, KK), form_values(page, FORM) | typed | {"check": ids(story, RU)[1]})
    written = {name: f"Көл «{number}»" for number, name in enumerate(shown)}
    assert text_of(story, KK) == [with_node(node, written), "<p>Бір</p>"]
    assert stale(story) == {}
    assert len(elements(client.get(address_of(story, KK)), "button", name="take")) == 0
    if shown:  # emptied: the words of the photo desk count again
        client.post(
            address_of(story, KK), form_values(client.get(address_of(story, KK)), FORM) | dict.fromkeys(fields, "")
        )
        assert text_of(story, KK)[0] == node.format("")


def test_a_photo_that_the_source_gains_or_loses_is_taken_over_by_one_act_and_no_words_are_stale(signed_in, staff):
    lake, talk = with_node(LAKE, {"caption": "Озеро"}), TALK.format("")
    story = make_article("ru", "kk", body_ru=f"<h2>Раз</h2><p>Один</p>{talk}<hr><p>Два</p>",
                         body_kk=f"<h2>Бір</h2><p>Бір</p>{talk}<hr><p>Екі</p>")  # fmt: skip
    translations.check(story, KK, RU, ids(story, RU), seen=0, by=staff("editor"))
    head, one, _talk, line, two = ids(story, RU)
    change(story, RU, staff("editor"), blocks={"llllllll": lake}, order=[head, one, "llllllll", line, two])
    client = signed_in("translator")

    page = client.get(address_of(story, KK))
    assert stale(story) == {}
    assert [pair.get("aria-label") for pair in parts_of(page, "pair")] == [
        "Headline", "Heading 1", "Paragraph 1", "Embedded post or video 1", "Photo 1", "Paragraph 2",
    ]  # fmt: skip
    for act in ("drop", "take"):
        page = client.get(address_of(story, KK))
        (button,) = elements(page, "button", name=act)
        client.post(address_of(story, KK), form_values(page, FORM) | {act: button.get("value")})
    bare = with_node(LAKE, {})
    assert text_of(story, KK) == ["<h2>Бір</h2>", "<p>Бір</p>", bare, "<hr>", "<p>Екі</p>"]
    assert stale(story) == {"kk": 1}  # its caption has to be translated now

    # Somebody who wants to keep what the source has lost says so.
    change(story, RU, staff("editor"), order=[head, one, line, two])
    page = client.get(address_of(story, KK))
    assert len(elements(page, "button", name="drop")) == 1
    client.post(address_of(story, KK), form_values(page, FORM) | {"check": "llllllll"})
    page = client.get(address_of(story, KK))
    assert (elements(page, "button", name="drop"), text_of(story, KK)[2], stale(story)) == ([], bare, {})


def test_the_words_of_a_photo_that_was_compared_before_the_migration_are_not_stale(staff):
    lake = with_node(LAKE, {"caption": "Озеро &amp; горы", "alt": "Вода"})
    story = make_article("ru", "kk", body_ru=f"<p>Один</p>{lake}", body_kk="<p>Бір</p>" + LAKE.format(""))
    translations.check(story, KK, RU, ids(story, RU), seen=0, by=staff("editor"))
    words = dict(TranslatedBlock.objects.values_list("source_part", "source_words"))
    TranslatedBlock.objects.filter(source_html__startswith="<figure").update(source_words="")
    assert stale(story) == {"kk": 1}
    import_module("articles.migrations.0032_words_of_nodes").note_words(apps, None)
    assert dict(TranslatedBlock.objects.values_list("source_part", "source_words")) == words
    assert stale(story) == {}
