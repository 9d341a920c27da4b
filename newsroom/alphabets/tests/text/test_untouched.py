"""URLs, e-mail addresses, handles, hashtags, figures and foreign words stay as they are."""

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, LATIN
from newsroom.alphabets.tests.text.words import shown

UNCONVERTED = """
    Kazakh Invest KAZINFORM COVID-19 5G №5 Wi-Fi ñandú Ελλάδα 北京 👩‍👩‍👧 café QR
    https://aimaq.kz/жаңалық?а=б,в;г http://қазақстан.қаз www.қазақ.kz WWW.ҚАЗАҚ.KZ aimaq.kz/қоғам пошта.қаз қызмет.рф
    desk@aimaq.kz пошта@аймақ.қаз mailto:пошта@аймақ.қаз @aimaq_kz @Аймақ ftp://а.kz tel:+77272500000
    #Қазақстан #жаңа_жыл2026 ＃Қазақ #Қазақстан#Алматы #Kazakhstan
    2026 5,11 5,11% 1,000,000 2026-01-29 29.01.2026 07:00-08:30 +7(727)250-00-00 $100 1/2 3×4 -5 ±3 5;6 :) - … « »
"""
# The words before and after the token. (Isolates are removed before comparing.)
IN_A_SENTENCE = {LATIN: ("Mynau", "ğoi."), ARABIC: ("مىناۋ", "عوي.")}


@pytest.mark.parametrize("to", ALPHABETS)
def test_a_token_that_is_not_kazakh_stays_as_it_is(to):
    before, after = IN_A_SENTENCE[to]
    tokens = UNCONVERTED.split()
    assert [shown(token, to) for token in tokens] == tokens
    sentences = [shown(f"Мынау {token} ғой.", to) for token in tokens]
    assert sentences == [f"{before} {token} {after}" for token in tokens]


@pytest.mark.parametrize("to", ALPHABETS)
def test_the_sentence_around_an_address_is_converted(to):
    expected = {LATIN: "(oqy: https://a.kz/қ), @қ; #қ! a@b.kz?", ARABIC: "(وقى: https://a.kz/қ)، @қ؛ #қ! a@b.kz؟"}
    assert shown("(оқы: https://a.kz/қ), @қ; #қ! a@b.kz?", to) == expected[to]


def test_a_word_that_only_looks_like_an_address_is_converted():
    assert shown("және/немесе т.б./т.с.с. 1/қ #1 # қ а@ @ б", LATIN) == "jäne/nemese t.b./t.s.s. 1/q #1 # q a@ @ b"
