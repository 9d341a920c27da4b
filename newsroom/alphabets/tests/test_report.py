"""The converter reaches its targets, and every difference from a published text has a proven reason."""

import pytest

from benchmarks import alphabets_report as report
from benchmarks import alphabets_speed as speed
from benchmarks import alphabets_text
from benchmarks.alphabets_bytes import changed_bytes_of_page, comes_out_equal, constant_parts
from benchmarks.alphabets_differences import reasons
from benchmarks.alphabets_figures import Figure, table
from benchmarks.alphabets_pages import pages_from
from benchmarks.alphabets_scores import (
    ARABIC_COLUMN,
    LATIN_COLUMN,
    NORMS,
    PAIRS,
    Difference,
    aligned,
    arabic_score,
    distance,
    exact_score,
    folded,
    pairs,
    renderings,
    rows,
)
from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Hamza, Spelling

needs_prints = pytest.mark.skipif(not PAIRS.exists(), reason="the published texts are not here")


def by_rules(texts):
    return arabic_score(texts, Spelling())


def missed(part):
    figures, _ = part
    assert figures != []
    return [(figure.measure, figure.ours) for figure in figures if not figure.is_reached]


# Folding, words, letters


def test_folding_unifies_only_signs():
    assert folded("ٴبىر ۲۰۲۶–٠١ ٪ \u2068كود\u2069") == "ءبىر 2026-01 % كود"
    assert folded("ءبىر، «ە»؛ ؟ ي ى") == "ءبىر، «ە»؛ ؟ ي ى"


@pytest.mark.parametrize(
    ("one", "other", "edits"), [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2), ("abc", "ac", 1)]
)
def test_the_distance_is_the_levenshtein_distance(one, other, edits):
    assert (distance(one, other), distance(other, one)) == (edits, edits)


@pytest.mark.parametrize(
    ("ours", "printed", "beside"),
    [
        ("a b c", "a b c", ["a", "b", "c"]),
        ("abcd efgh", "ab cd efgh", ["ab cd", "efgh"]),
        ("abcd efgh ijkl", "abcd ijkl", ["abcd", "", "ijkl"]),
        ("abcd efgh", "abcd ef gh", ["abcd", "ef gh"]),
        ("a", "a b c d e f", ["a b c d e f"]),
    ],
)
def test_words_are_aligned_with_the_most_similar_words(ours, printed, beside):
    assert aligned(ours.split(), printed.split()) == beside


def test_a_space_added_by_a_spelling_is_part_of_the_word():
    source = "Бауыржан Момышұлы  төрағасы"

    assert renderings(source, Spelling()) == ["باۋىرجان", "مومىشۇلى", "توراعاسى"]
    agency = Spelling(hamza=Hamza.KAZINFORM, splits_patronymics=True)
    assert renderings(source, agency) == ["باۋىرجان", "مومىش ۇلى", "ءتوراعاسى"]


def test_any_difference_makes_a_word_wrong_and_a_single_dash_is_not_a_word():
    score = by_rules([("Қазақ тілі — Момышұлы", "قازاق تىلى - مومىش ۇلى")])

    assert score.words == 3
    assert [difference.source for difference in score.differences] == ["тілі", "Момышұлы"]
    assert (round(score.exact, 1), score.edits) == (33.3, 2)
    assert score.printed_exact == 25


# Reasons


@pytest.mark.parametrize(
    ("source", "ours", "printed"),
    [
        ("Франция", "فرانتسيا", "فرانتسيي"),
        ("Гуам", "گۋام", "گۋاب"),
        ("тілі", "تىلى", "ءتىلى"),
        ("ел", "ل", "ەل"),
        ("", "", "ەل"),
    ],
)
def test_an_unexplained_difference_has_no_reason(source, ours, printed):
    assert reasons(Difference(source, ours, printed)) == []


def test_reasons_can_be_combined():
    assert reasons(Difference("рублі", "ءرۋبلى", "رۋبىلى")) == [
        "no hamza there before -і on a hard stem",
        "a ى is written there between consonants, as it is pronounced",
    ]


def test_a_difference_without_a_reason_misses_the_target(tmp_path):
    made = tmp_path / "pairs.tsv"
    line = "\t".join(["cldr", "тілі", "", "{}", ""]) + "\n"
    header = "\t".join(["source_kind", "kk_cyrl", "kk_latn_2021", "kk_arab", "source"]) + "\n"
    news = line.replace("cldr", "news").format("ءتىلى") + "news\tтілі\ttılı\t\t\n"

    made.write_text(header + news + line.format("ءتىلى") * 50, encoding="utf-8")
    assert missed(report.prints(made)) == []
    made.write_text(header + news + line.format("ءتىلى") * 50 + line.format("كىتاپ"), encoding="utf-8")
    assert missed(report.prints(made)) == [(report.CLDR, "98.04 % (50 of 51), CER 1.96 %")]


# Figures


@needs_prints
def test_news_are_converted_as_the_agency_publishes_them():
    arabic = pairs(ARABIC_COLUMN)

    assert len(arabic["news"]) >= 5
    agency = Spelling(hamza=Hamza.KAZINFORM, splits_patronymics=True)
    assert arabic_score(arabic["news"], agency).differences == []
    assert [one.source for one in by_rules(arabic["news"]).differences] == ["Момышұлы", "төрағасының"]
    assert len(arabic["udhr"]) >= 2
    assert by_rules(arabic["udhr"]).differences == []


@needs_prints
def test_at_least_94_percent_of_unicodes_locale_data_are_exact():
    cldr = pairs(ARABIC_COLUMN)["cldr"]

    assert len(cldr) >= 659
    assert by_rules(cldr).exact >= 94.4


@needs_prints
def test_published_latin_lines_are_exact():
    lines = [line for kind in pairs(LATIN_COLUMN).values() for line in kind]

    assert len(lines) >= 27
    assert exact_score(lines, LATIN).differences == []


@needs_prints
def test_every_difference_from_a_published_text_has_a_reason():
    arabic = pairs(ARABIC_COLUMN)
    differences = [one for kind in NORMS for one in report.score_in_own_norm(arabic, kind).differences]

    assert len(differences) > 2
    assert [difference for difference in differences if not reasons(difference)] == []
    assert missed(report.prints()) == []


@pytest.mark.parametrize(("to", "column"), [(LATIN, "latn_2021"), (ARABIC, "arab")])
def test_every_word_of_the_list_is_exact(to, column):
    words = [(row["word"], row[column]) for row in rows(report.WORDS)]

    assert len(words) == 101
    assert exact_score(words, to).differences == []


def test_russian_comments_are_recognised_as_often_as_required():
    assert missed(report.comments()) == []


def test_converting_again_changes_nothing():
    assert missed(report.twice({}, documents=100)) == []


# Bytes


PAGE = (
    '<html lang="kk"><p title="Ү" id="үй">Үй <a href="/қ">тіл</a></p><!-- қ --><pre>код</pre><b lang="ru">Да</b>&nbsp;'
)


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ('id="үй"', 'id="üi"'),
        ('href="/қ"', "href='/қ'"),
        ("<!-- қ -->", "<!-- q -->"),
        ("код", "kod"),
        ("Да", "Da"),
        ("&nbsp;", "\u00a0"),
        ("</a>", ""),
        ("<p ", "<p  "),
    ],
)
def test_constant_parts_ignore_only_the_changes_of_the_conversion(part, changed):
    converted = PAGE.replace('"kk"', '"kk-Latn"').replace("Үй", "Üi").replace("тіл", "tıl").replace('"Ү"', '"Ü"')

    assert constant_parts(converted) == constant_parts(PAGE)
    assert constant_parts(converted.replace(part, changed)) != constant_parts(PAGE)


def test_no_constant_byte_of_a_generated_document_changes():
    assert missed(report.bytes_kept({}, documents=300)) == []


@pytest.mark.slow
@pytest.mark.one_database
def test_no_constant_byte_of_a_seed_page_changes_and_converting_again_changes_nothing(seeds, client):
    pages = pages_from(client, below="/kk/")
    assert len(pages) > 40

    assert [address for address, page in pages.items() if not comes_out_equal(page)] == []
    for to in ALPHABETS:
        changed = {address: changed_bytes_of_page(page, to) for address, page in pages.items()}
        assert {address: count for address, count in changed.items() if count} == {}
    assert missed(report.twice(pages, documents=0)) == []


# Speed is measured by the report only, because tests run in parallel


def test_the_text_for_measuring_is_long_and_always_the_same():
    text = alphabets_text.text()

    assert len(set(alphabets_text.WORD.findall(text.lower()))) > 100_000
    assert len(text) > 1_200_000
    assert text == alphabets_text.text()


def test_the_page_for_measuring_has_the_stated_size_and_many_tags():
    page = alphabets_text.page(100)

    assert 100_000 <= len(page.encode()) < 110_000
    assert page.count("<") > 1500
    assert page != alphabets_text.page(100, number=1)


@pytest.mark.slow
def test_words_are_not_cached():
    assert sorted(speed.caches()) != []
    assert sum(may for may, _ in speed.caches().values()) <= speed.CACHED
    assert max(speed.memory_left_after(alphabets_text.text(5000), to) for to in ALPHABETS) <= speed.MEMORY_LEFT


# The report


def test_figures_on_published_texts_are_left_out_if_there_are_none(tmp_path):
    figures, lines = report.prints(tmp_path / "shared" / "alphabets" / "pairs.tsv")

    assert [(figure.measure, figure.ours, figure.is_reached) for figure in figures] == [
        (measure, "left out", True) for measure in report.ASKED
    ]
    assert lines == ["There are no published texts here (pairs.tsv). Their figures are left out."]


def test_a_missed_target_is_marked_and_fails_the_report(monkeypatch, capsys):
    figures = [Figure("speed", "1", ">= 2", "1.5", False), Figure("words", "–", "100 %", "100 %")]

    assert table(figures) == [
        "measure  best elsewhere  target  ours",
        "-------------------------------------",
        "speed    1               >= 2    1.5    MISSED",
        "words    –               100 %   100 %",
    ]
    monkeypatch.setattr(report, "measured", lambda: {"Speed": (figures, ["why"])})
    assert report.main() is True
    assert capsys.readouterr().out.endswith("\nSpeed\n-----\nwhy\n")
    monkeypatch.setattr(report, "measured", lambda: {"Words": (figures[1:], [])})
    assert report.main() is False
