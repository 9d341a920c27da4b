"""The time grows with the length of a text and no faster, whatever is in it: no comment can hold the paper up."""

import re
from time import process_time

import pytest

from newsroom.alphabets import ALPHABETS, ARABIC, Dictionary, Spelling, Word, convert, convert_html

SPELLING = Spelling(soft_sign_glides=True, surname_glides=True, splits_patronymics=True)
DICTIONARY = Dictionary([Word("төраға", "törağa", "ءتوراعا"), Word("Абай", is_kept=True), Word("ас", "as", "as")])
TIMES = 8
LIMIT = 30  # a linear time grows eightfold with eight times the length, a quadratic one sixty-four-fold
LONG_ENOUGH = 0.002
LONGEST = 30_000

REPEATED = [
    *"<>&#@./:-+%$€'\"(=,;?!~\\`…–«’×\u00ad\u0301\u061c\u2066\u2068\u2069\ufdd0\x1e\0\r\n 0aAYXІХюЮәьйқ北ء\ud800",
    *"<a |<b>|<p>|<div>|<li>|<td>|<table>|<select><option>|<svg>|<math>|<svg><title>|<bdi>|<title>|<script>".split("|"),
    *"<!--|<!-- -->|<!|<?|</|<![CDATA[|<script><!--|<a title='|<a title=қ |<a =|<b>қ</b>|ә<i></i>|<b>5</b>-".split("|"),
    *"<b translate=no>|<p lang=ru>|<p lang=kk>|<span dir=ltr>a|a<bdi>b</bdi>|http://a<b>|#қ<b>қ</b>".split("|"),
    *"&a|&#|&#x|&#1179;|&amp|&amp;|&lt;|&ampқ|&лт;|&&қ|<қ|< ".split("|"),
    *"a@|a.|@a|a@b.c |#a|#қ#|http://|www.|mailto:|a.b/|қ.қ/|қ.қаз|қаз.|a-|a’".split("|"),
    *"1 |1-|1,|+1 |(1|+7 (|1 %|-5 °|°C|1 2 3 a |Ab 2026 жыл |10 x |қ-1 |C#".split("|"),
    *"ХІ|ХІ |Х\u00ad|\u00adХ|Y\u00ad|YYі|бi|iб |и\u0306|и\u00adй|әқ|тәр\u00ad|Ю\u00ad|\u00adЮ|ае|А\u00ad|Абвгд".split(
        "|"
    ),
    *"төр|төраға|төрағалар|Абай\u00ad|л\u00adа\u00adр|Kazakh, \n|\u2066a|\u2068#қ\u2069|қ\n5-10\n".split("|"),
]
# The first is repeated, the second comes once, at the end.
ENDED = [
    *"<b> </x>|<b> </b>|<p> </b>|<div><b> </div>|<b> <div></b>|<svg> <p>|<!-- -->|<script><!-- </script>".split("|"),
    *"a @b|a. @b|a- /қ|a. /қ|қ ұлы|\u00ad ә|i б|б i|1 )|+7(1 )|\u2066 \u2069".split("|"),
    *"& ;|&# ;|[ қ|л\u00ad й|төраға\u00ad б|$ i|€ 5|Х\u00ad б|- 5|+ a|° C".split("|"),
]


def longer(repeated, length):
    pattern, _, end = repeated.partition(" ") if repeated in ENDED else (repeated, "", "")
    return pattern * (length // len(pattern)) + end


def time_of(text):
    """The better of two, of all that can be done with a text."""
    value = re.sub('["\n]', "", text)
    data = value.replace("\\", "").replace("<", "")
    script = f'<script type="application/ld+json">{{"a": "ү {data}"}}</script>'
    page = f'{script}<p>Үй<b title="ү {value}">ү</b> {text} үй AFP 5-10'
    times = []
    for _ in range(2):
        start = process_time()
        convert(f"Үй {text} үй AFP 5-10", ARABIC, SPELLING, DICTIONARY)
        for to in ALPHABETS:
            convert_html(page, to, SPELLING, DICTIONARY)
        times.append(process_time() - start)
    return min(times)


def growth(work):
    """How much more time eight times the length takes."""
    length = 1000
    while (once := work(length)) < LONG_ENOUGH and length < LONGEST:
        length *= 2
    return work(TIMES * length) / once


@pytest.mark.parametrize("repeated", [*REPEATED, *ENDED])
def test_the_time_grows_no_faster_than_the_length(repeated):
    assert growth(lambda length: time_of(longer(repeated, length))) < LIMIT


def test_a_time_that_grows_faster_is_noticed():
    def quadratic(length):
        start = process_time()
        re.search("[ab]*c", "ab" * (length // 2))
        return process_time() - start

    assert growth(quadratic) > LIMIT
