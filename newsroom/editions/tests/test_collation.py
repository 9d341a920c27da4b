"""Sort keys put names in the order of each edition's alphabet."""

import random

import pytest

from newsroom import editions
from newsroom.editions.collation import ALPHABETS, sort_key

IN_ORDER = {
    "kk": "5G|90 жыл|Абай|Алматы|Алматы облысы|«Алматы» ТВ|Алматыдағы|Әділет|Бала|Гүлмира|Ғарыш|Ел|Ёлка|Жер|Құқық|Лига"
    "|Нұрлан|Ңыз|Оқу|Өнер|Тіл|Ұлт|Үй|Фарабиева|Хан|Һаун|Цирк|Ыстықкөл|Іскер|Экономика|Яссауи|Berlin|İstanbul|Zürich|中国"
    "|القاهرة",
    "ru": "5G|Әділет|«Аманат»|АМАНАТ|Аманат|аманат|Аманат-2|Ёж|Ежи|Ёлка|Елки|Железо|Казак|Қазақстан|Казань|Нур-Султан"
    "|Нурсултаново|Щука|Ыб|Яблоко|Apple|中国",
    "en": "5G|Almaty|almaty region|Almatyz|Éclair|Eclairs|Łódź|London|Oslo|Østby|Zone|Әділет|Қазақстан|Яблоко|中国",
    "zh-hans": "5G|阿拉木图|北京|哈萨克斯坦|经济|社会|体育|新闻|政治|鑫|龘|Apple|Әділет|Қазақстан",
    "uz-cyrl": "5G|Алмати|Ёшлар|Жамият|Тошкент|Хабар|Эълон|Юрт|Ядро|Ўзбекистон|Қонун|Ғазна|Ҳаво|Apple|中国",
}
"""Names in the order of each edition: its own letters, then those of others. 鑫 is too rare to be sorted by pinyin."""


def test_every_stored_edition_has_an_alphabet():
    assert set(ALPHABETS) == set(IN_ORDER) == {edition.code for edition in editions.STORED}
    assert all(len(set(letters)) == len(letters) for groups in ALPHABETS.values() for letters in ["".join(groups)])


@pytest.mark.parametrize("code", IN_ORDER)
def test_names_are_in_the_order_of_the_alphabet(code):
    names = IN_ORDER[code].split("|")
    mixed = random.Random(1).sample(names, len(names))
    assert mixed != names

    assert sorted(mixed, key=lambda name: sort_key(name, code)) == names


@pytest.mark.parametrize("code", IN_ORDER)
def test_keys_of_any_text_are_complete(code):
    """Each key has the whole text, so that no two names share a place."""
    texts = ["", "!", "\0", "\ud800", "I\u0307", "½", "x" * 120, "\u0308", "٣", "ﬁ"]
    keys = [sort_key(text, code) for text in texts]

    assert len(set(keys)) == len(texts)
    assert sort_key("Ё\u0308Й", code) == sort_key("Ё\u0308И\u0306", code)  # decomposed
