"""Capitals in Latin letters."""

import pytest

from newsroom.alphabets import LATIN
from newsroom.alphabets.tests.text.words import shown


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Юра", "İura"),
        ("ЮНЕСКО", "İUNESKO"),
        ("юнеско", "iunesko"),
        ("Я", "İa"),
        ("Ц", "Ts"),
        ("ЦИРК", "TSİRK"),
        ("Цирк", "Tsirk"),
        ("БАЮ", "BAİU"),
        ("А.Ю.Яков", "A.İu.İakov"),
        ("Я, А", "İa, A"),
        ("ЩИ", "Şİ"),
        ("Щи", "Şi"),
        ("Ё", "İo"),
        ("И І и і", "İ I i ı"),
        ("ІШКІ ИСЛАМ", "IŞKI İSLAM"),
        ("ЖИ-ЫН", "Jİ-YN"),
        ("ҚЫЗЫЛ Ь", "QYZYL "),
        ("СЪЕЗД", "SEZD"),
        ("ҚЮ\u00adӘ", "QİU\u00adÄ"),
        ("Ю\u00adН", "İU\u00adN"),
        ("Ю\u0301НЕСКО", "İU\u0301NESKO"),
    ],
)
def test_capitals_follow_the_kazakh_rules(word, latin):
    assert shown(word, LATIN) == latin
