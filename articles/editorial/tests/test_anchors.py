"""A note stands on its words, wherever they went in the text; on nothing else when they are gone."""

import pytest

from articles.editorial.anchors import Words, squeezed

TEXT = {
    "title": "Музей открыли",
    "a1": "В городе Алматы открыли музей. Музей в городе Алматы бесплатный.",
    "b2": "Билеты продают на входе, а дети до 12 лет проходят без билета.",
    "c3": "Спорт",
    "d4": "Команда выиграла 3:1.",
}


def shown(anchor, parts):
    """Return (part, the letters on which the note stands; None if they are gone)."""
    words = Words(parts)
    place = words.place_of(anchor)
    return place.part, words.text[place.start : place.end] if place.is_found else None


def divided(part, one, other):
    """Return the text with a new block behind another."""
    return {key: text for own, value in TEXT.items() for key, text in (
        [(own, one), ("new", other)] if own == part else [(own, value)])}  # fmt: skip


def put(part, quotation, before=""):
    return Words(TEXT).anchor(part, quotation, before)


@pytest.mark.parametrize(
    ("what", "parts", "found"),
    [
        ("nothing changed", TEXT, ("b2", "детидо12лет")),
        ("words around it changed", TEXT | {"b2": "Билет купят на входе; дети до 12 лет, все, проходят"}, ("b2", ...)),
        ("no-break spaces", TEXT | {"b2": "Билеты: а дети до 12\N{NO-BREAK SPACE}лет проходят"}, ("b2", ...)),
        ("divided before it", divided("b2", "Билеты продают на входе, а", "дети до 12 лет проходят без билета."),
         ("new", ...)),
        ("divided within it", divided("b2", "Билеты продают на входе, а дети", "до 12 лет проходят без"),
         ("b2", ...)),
        ("joined to the block before", {**TEXT, "a1": TEXT["a1"] + TEXT["b2"], "b2": ""}, ("a1", ...)),
        ("moved", {"b2": TEXT["b2"], **TEXT}, ("b2", ...)),
        ("cut and pasted alone", TEXT | {"b2": "Билеты продают.", "new": "Как дети до 12 лет?"}, ("b2", None)),
        ("words gone", TEXT | {"b2": "Билеты продают на входе."}, ("b2", None)),
        ("block gone", {part: text for part, text in TEXT.items() if part != "b2"}, ("a1", None)),
        ("nearly all gone", {"c3": "Спорт", "d4": "3:1"}, ("d4", None)),
        ("all gone", {}, ("", None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_note_follows_its_words(what, parts, found):
    anchor = put("b2", "дети до 12 лет")
    part, letters = found
    assert shown(anchor, parts) == (part, "детидо12лет" if letters is ... else letters)
    assert shown(anchor, TEXT) == ("b2", "детидо12лет")


def test_equal_words_are_told_apart_by_what_is_around_them():
    first, second = put("a1", "Алматы", "В городе "), put("a1", "Алматы", "Музей в городе ")
    at = [Words(TEXT).place_of(anchor).start for anchor in (first, second)]
    assert at[0] < at[1]
    without_second = TEXT | {"a1": "В городе Алматы открыли музей. Он бесплатный."}
    assert (shown(first, without_second), shown(second, without_second)) == (("a1", "Алматы"), ("a1", None))
    without_first = TEXT | {"a1": "Открыли музей. Музей в городе Алматы бесплатный."}
    assert (shown(first, without_first), shown(second, without_first)) == (("a1", None), ("a1", "Алматы"))


def test_long_words_that_were_once_in_the_text_are_found_anywhere():
    anchor = put("b2", "продают на входе")
    assert shown(anchor, TEXT | {"b2": "Пусто.", "new": "Их продают на входе?"}) == ("new", "продаютнавходе")
    twice = Words(TEXT | {"new": "Их продают на входе?"}).anchor("b2", "продают на входе", "Билеты ")
    assert shown(twice, TEXT | {"b2": "Пусто.", "new": "Их продают на входе?"}) == ("b2", None)


def test_a_short_block_that_is_joined_to_its_neighbour_keeps_its_note():
    anchor = put("c3", "Спорт")
    assert shown(anchor, TEXT | {"b2": TEXT["b2"] + "Спорт", "c3": ""}) == ("b2", "Спорт")
    elsewhere = {"title": "Спорт", **{part: text for part, text in TEXT.items() if part not in ("title", "c3")}}
    assert shown(anchor, elsewhere) == ("b2", None)


def test_a_note_on_all_of_a_block_needs_no_words():
    anchor = put("b2", "")
    assert shown(anchor, TEXT | {"b2": "Другое"}) == ("b2", "Другое")
    assert shown(anchor, {"a1": "Да", "c3": "Нет"}) == ("a1", None)
    assert shown(put("", ""), {"a1": "Да"}) == ("", "Да")


def test_words_without_a_block_are_looked_for_in_all_of_the_text():
    assert put("", "выиграла").part == "d4"
    assert put("gone", "выиграла").part == "d4"
    lost = put("", "проиграла")
    assert (lost.part, lost.quotation) == ("", "проиграла")


def test_the_quotation_of_several_blocks_is_one():
    anchor = Words(TEXT).anchor("b2", "без билета. Спорт Команда")
    assert shown(anchor, TEXT) == ("b2", squeezed("без билета. Спорт Команда"))
