"""The work of a conversion grows with the length of the text and no faster, so no comment can occupy the server.

Work is counted, not timed: the steps of the regular expressions (`steps.py`) and the lines of Python that are run. The
package is imported a second time, with patterns that count.
"""

import importlib
import re
import sys
from collections import Counter

import pytest

import newsroom
from newsroom import alphabets
from newsroom.alphabets.html import page
from newsroom.alphabets.tests.steps import CountedPattern, TooManySteps

LENGTH, TIMES = 40, 4
LIMIT = 8
"""Four times the length takes four times the work if it is linear, sixteen times if it is quadratic."""
FEW = 3
"""Steps for each character that are too few to matter, whatever they were for the shorter text."""
NESTING = 10
"""How many open elements a page looks through here. Texts as short as these would not reach the real limit."""

# Each string is repeated to make a long text.
REPEATED = {
    "signs": [*"<>&#@./:-+%$€'\"(=,;?!~\\`…–«’×\u00ad\u0301\u061c\u2066\u2068\u2069\ufdd0\x1e\0\r\n 0"],
    "letters": [
        *"aAYXІХюЮәьйқ北ء\ud800",
        *"ХІ|ХІ |Х |Х, |Х–|Х-ХІ |ХҮ|Х\u00ad|\u00adХ|Y\u00ad|YYі|бi|iб |и\u0306|и\u00adй|әқ|тәр\u00ad|Ю\u00ad".split(
            "|"
        ),
        *"\u00adЮ|ае|А\u00ad".split("|"),
        "Абвгд",
    ],
    "tags": [
        *"<a |<b>|<p>|<div>|<li>|<td>|<table>|<select><option>|<svg>|<math>|<svg><title>|<bdi>|<title>".split("|"),
        *"<script>|<a title='|<a title=қ |<a =|<b>қ</b>|ә<i></i>|қазір<i></i>|<b>5</b>-".split("|"),
        *"<b translate=no>|<p lang=ru>|<p lang=kk>|<span dir=ltr>a|a<bdi>b</bdi>|http://a<b>|#қ<b>қ</b>".split("|"),
    ],
    "what is not a tag": "<!--|<!-- -->|<!|<?|</|<![CDATA[|<svg><![CDATA[|<script><!--|<қ|< ".split("|"),
    "references": "&a|&#|&#x|&#1179;|&amp|&amp;|&lt;|&ampқ|&лт;|&&қ".split("|"),
    "addresses": "a@|a.|@a|a@b.c |#a|#қ#|http://|www.|mailto:|a.b/|қ.қ/|қ.қаз|қаз.|a-|a’".split("|"),
    "numbers": "1 |1-|1,|+1 |(1|+7 (|1 %|-5 °|°C|1 2 3 a |Ab 2026 жыл |10 x |қ-1 |C#|(727) |(727\u00ad".split("|"),
    "phones and signs": "[1|[727] |1 : |1 :|tel. |tel.1|tel: [|tel\u00ad|.N|. |.a |.\u00ad|Yahoo! |⁰C |1 / ".split("|"),
    "designations": "° С|°\u00ad|А4|А4 |В\u00ad|А-3|Н5N|С дәрумен|А, |А және |гепатит А|А тобы ".split("|"),
    "look-alikes": "+5С|+5 С |С°|-5…|С\u00ad|«І»|(І) |І/|ІТ|ІТ |І\u00adТ|І\u00ad|ВВС |ВВС".split("|"),
    "abbreviations": "A.|A. |A. b|No.|No. |No. 3, |, No. |Inc. |a, Inc.|U.S. |Vol.\u00ad|A\u00ad.|,\u00a0".split("|"),
    "words of the dictionary": "төр|төраға|төрағалар|Абай\u00ad|ащы|щ\u00ad|л\u00adа\u00adр".split("|"),
    "isolates": "Kazakh, \n|\u2066a|\u2068#қ\u2069|қ\n5-10\n".split("|"),
}
# The first is repeated, the second comes once, at the end.
ENDED = {
    "tags with another end": (
        "<b> </x>|<b> </b>|<p> </b>|<div><b> </div>|<b> <div></b>|<svg> <p>|<!-- -->|<script><!-- </script>".split("|")
    ),
    "texts with another end": [
        *"a @b|a. @b|a- /қ|a. /қ|қ ұлы|\u00ad ә|i б|б i|1 )|+7(1 )|\u2066 \u2069|& ;|&# ;".split("|"),
        *"[ қ|л\u00ad й|төраға\u00ad б|$ i|€ 5|Х\u00ad б|А,\u00a0 дәрумен|- 5|+ a|° C".split("|"),
    ],
}


# The first comes once, at the beginning, and the second is repeated.
BEGUN = ["<i><button> <b></i>", "<svg><p> <b>", "<p><table> <b></p>", "<b>қ <b></x>", "http:// a.", "Х \u00ad"]


def growing_too_fast(work, repeated, start="", end=""):
    """{pattern or function: how many times as much work it has with a longer text} of those above the limit."""
    before, after = (work(start + repeated * (length // len(repeated)) + end) for length in (LENGTH, TIMES * LENGTH))
    much = FEW * TIMES * LENGTH
    grown = {what: count / max(before[what], 1) for what, count in after.items() if count > much}
    return {what: times for what, times in grown.items() if times > LIMIT}


@pytest.fixture(scope="module")
def counted():
    """(the package, imported again with patterns that count their steps, a list of these patterns)."""
    imported = [name for name in sys.modules if f"{name}.".startswith("newsroom.alphabets.") and ".tests" not in name]
    compiled, patterns = re.compile, []

    def compile_counted(*arguments):
        patterns.append(CountedPattern(compiled(*arguments)))
        return patterns[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newsroom, "alphabets", alphabets)
        for name in imported:
            patch.delitem(sys.modules, name)
        patch.setattr(re, "compile", compile_counted)
        yield importlib.import_module("newsroom.alphabets"), patterns


@pytest.fixture(scope="module")
def work(counted):
    """work(text): {pattern: its steps, function: how many of its lines are run} for a page full of the text."""
    package, patterns = counted
    convert_counted, convert = conversion(package), conversion(alphabets)
    convert_counted("ә")  # compiles the patterns of the dictionary and the letters

    def work_of(text):
        for pattern in patterns:
            pattern.steps = 0
        convert_counted(text)
        return Counter({pattern.pattern: pattern.steps for pattern in patterns}) + lines_run(lambda: convert(text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "SEARCH_DEPTH", NESTING)
        yield work_of


def conversion(package):
    """convert(text): convert a page with the text wherever it can be, into both alphabets, with every rule."""
    spelling = package.Spelling(hamza=package.Hamza.KAZINFORM, soft_sign_glides=True, splits_patronymics=True)
    words = [("төраға", "törağa", "ءتوراعا"), ("ас", "as", "as"), ("Абай", "", "", True)]
    dictionary = package.Dictionary(package.Word(*word) for word in words)

    def convert(text):
        for to in package.ALPHABETS:
            package.convert_html(page_with(text), to, spelling, dictionary)

    return convert


def page_with(text):
    value = re.sub('["\n]', "", text)
    data = value.replace("\\", "").replace("<", "")
    script = f'<script type="application/ld+json">{{"a": "ү {data}"}}</script>'
    return f'{script}<p>Үй<b title="ү {value}">ү</b> {text} үй AFP 5-10'


def lines_run(act):
    """{function of the package: how many of its lines are run} while `act` is called."""
    lines = Counter()

    def trace(frame, event, _):
        if "/alphabets/" not in frame.f_code.co_filename:
            return None
        lines[frame.f_code.co_name] += event == "line"
        return trace

    tracing = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(tracing)
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPEATED)
def test_work_is_linear_in_the_length_of_a_repeated_string(kind, work):
    assert [one for one in REPEATED[kind] if growing_too_fast(work, one)] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ENDED)
def test_work_is_linear_when_the_end_differs_from_the_rest(kind, work):
    ended = [both.split(" ") for both in ENDED[kind]]
    assert [(repeated, end) for repeated, end in ended if growing_too_fast(work, repeated, end=end)] == []


@pytest.mark.slow
def test_work_is_linear_when_the_beginning_differs_from_the_rest(work):
    begun = [both.split(" ") for both in BEGUN]
    assert [(start, repeated) for start, repeated in begun if growing_too_fast(work, repeated, start=start)] == []


# What the tests above would notice


def steps_of(pattern, text):
    counted = CountedPattern(re.compile(pattern))
    counted.search(text)
    return Counter({pattern: counted.steps})


@pytest.mark.parametrize("pattern", ["[ab]*c", "[ab]*+c", "(?<!a)a*a*b", "(?=[ab]*c)a", "[ab]*?c"])
def test_a_pattern_that_takes_quadratic_time_is_noticed(pattern):
    assert growing_too_fast(lambda text: steps_of(pattern, text), "a" if pattern == "(?<!a)a*a*b" else "ab")


@pytest.mark.slow
def test_a_pattern_that_takes_exponential_time_is_noticed():
    with pytest.raises(TooManySteps):
        steps_of("(a+)+b", "a" * LENGTH)


@pytest.mark.parametrize("pattern", ["(?<![ab])[ab]*+c", "[ab]c", "(?:ab)++c?", "[ab]{0,9}c"])
def test_a_pattern_that_takes_linear_time_passes(pattern):
    assert growing_too_fast(lambda text: steps_of(pattern, text), "ab") == {}


def test_a_loop_that_takes_quadratic_time_is_noticed():
    def look_at_all_before(text):
        return lines_run(lambda: [other for at in range(len(text)) for other in text[:at]])

    assert growing_too_fast(look_at_all_before, "a")
