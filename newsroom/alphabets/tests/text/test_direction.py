"""Dates, phone numbers, prices and Latin words are isolated in right-to-left text, and browsers show them correctly."""

import re
from html import escape

import pytest

from newsroom.alphabets import ARABIC, LATIN, convert, convert_html

LTR, FIRST_STRONG, POP = "\u2066", "\u2068", "\u2069"
ISOLATES = re.compile("[\u2066-\u2069]")
BDI = re.compile("</?bdi[^>]*>|[\u2066-\u2069]")

# Runs that a browser shows in the wrong order unless they are isolated.
REVERSED = (
    """
    2026-01-29|5-10|07:00-08:30|07:00 – 08:30|2025–2026|90-60-90 100|1-0|19.30-20.00
    +7 (727) 250-00-00|+7 727 250 00 00|8 (727) 250-00-00|+7(727)250-00-00
    (7172) 74-50-00|(7172) 74–50–00|(727) 250 00 00|(71645) 6-35-14|(8-7172) 74-50-00|(+7 727) 250-0000
    5,11%|5,11 %|50%|5–7%|5%-7%|+7%|-3,2%|0,5-1,5|3×4|10 x 15|1+1=2|5±1|~5|<5
    $100|€ 100|5,5$|5 000 ₸|10 000|1 234 567|1 234 567,89|1 000-2 000
    20° C|-5 °C|−5 °C|–5 °C|+15…+20 °C|–5…–10 °C|50°C
    [7172] 74-50-00|8 [7172] 74-50-00|8 (7172) 745000
    3 : 2|1 : 25 000|10 / 5|5 ÷ 2|20 ⁰C|20 ˚C|.NET|Yahoo!|etc.
    Apple Inc.|Apple, Inc.|Washington D.C.|Ph.D.|Chase & Co.
    12 km/h|40 kWh|C++|C#|@aimaq_kz|#Kazakhstan|#Қазақстан
""".strip()
    .replace("\n", "|")
    .split("|")
)
# Runs that are shown correctly in any case.
RIGHT_ANYHOW = (
    """
    29.01.2026|07:00|12:30:45|1,5|2026|1/2|24/7|3:2|Kazakh Invest|COVID-19|FIFA-2026|Wi-Fi|The New York Times|H2O|A/B
    iPhone 17 Pro|Boeing 737-800|F&B|AT&T|I-II|KZ 123 ABC|desk@aimaq.kz|www.aimaq.kz|https://aimaq.kz/kk/story/?a=1&b=2#c
    E. coli|J.P. Morgan|A. Smith|J. K. Rowling|Vol. 5, No. 3|Nature, Vol. 5, No. 3, pp. 10–15|No. 3|Smith et al. 2020
    tel. 8 (7172) 74-50-00|Tel.: 74-50-00|fax: +7 701 123-45-67|x > 5|ASP .NET|Yahoo! Finance
    St. Louis|Dr. Smith|U.S. Steel|X–XII
    https://aimaq.kz/жаңалық|2026/27|192.168.1.1|A4|5G|x²
""".strip()
    .replace("\n", "|")
    .split("|")
)
REVERSED, RIGHT_ANYHOW = ([run.strip() for run in runs] for runs in (REVERSED, RIGHT_ANYHOW))


def sentence(run):
    return f"Сенбі күні {run} туралы айтты."


def unmarked(html):
    return BDI.sub("", html)


# In the converted text


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("2026-01-29 күні", "[2026-01-29] كۇنى"),
        ("2026 жылы 1,5 сағат 07:30-да", "2026 جىلى 1,5 ساعات 07:30-دا"),
        ("Toyota 2026 жылы", "[Toyota] 2026 جىلى"),
        ("Toyota 2026", "Toyota 2026"),
        ("Сол Toyota 2026", "سول [Toyota 2026]"),
        ("5 – 10 жыл", "[5 – 10] جىل"),
        ("«The New York Times» газеті", "«[The New York Times]» گازەتى"),
        ("QR-код, IT-маман", "[QR]-كود، [IT]-مامان"),
        ("5-сынып пен 10%-дан", "5-سىنىپ پەن [10%]-دان"),
        ("E. coli, J.P. Morgan мен A. Smith", "[E. coli]، [J.P. Morgan] مەن [A. Smith]"),
        ("Vol. 5, No. 3 және Nature, Vol. 5", "[Vol. 5, No. 3] جانە [Nature, Vol. 5]"),
        ("No. 3 бұйрығы, Apple Inc. мен U.S. жағы", "[No. 3] بۇيرىعى، [Apple Inc.] مەن [U.S.] جاعى"),
        ("Apple Inc. 2026 жылы, U.S. 2026 жылы", "[Apple Inc.] 2026 جىلى، [U.S.] 2026 جىلى"),
        ("Ол AFP. Reuters, DPA жазды: vitamin A. Ия", "ول [AFP]. [Reuters]، [DPA] جازدى: [vitamin A]. يا"),
        ("тел. (7172) 74-50-00, (727) 2500000", "تەل. [(7172) 74-50-00]، [(727) 2500000]"),
        ("тел. (7172)-74-50-00, (717-2) 74-50-00", "تەل. [(7172)-74-50-00]، [(717-2) 74-50-00]"),
        ("тел. (7172) 74‑50‑00, (7172) 74.50.00", "تەل. [(7172) 74‑50‑00]، [(7172) 74.50.00]"),
        ("тел. (+7) 701 123-45-67, (8) 701 123 45 67", "تەل. [(+7) 701 123-45-67]، [(8) 701 123 45 67]"),
        ("e.g. күні 9 a.m. емес, 9:30 p.m.", "[e.g.] كۇنى [9 a.m.] ەمەس، [9:30 p.m.]"),
        ("e.g. Reuters, a.k.a. AFP және i.e. (5)", "[e.g. Reuters]، [a.k.a. AFP] جانە [i.e.] (5)"),
        ("tel. 8 (7172) 74-50-00, 8 (7172) 745000 деді", "[tel. 8 (7172) 74-50-00]، [8 (7172) 745000] دەدى"),
        ("tel. Reuters жазды, (.NET) мен айтты.Reuters", "[tel]. [Reuters] جازدى، ([.NET]) مەن ايتتى.[Reuters]"),
        ("Ура, Reuters! Yahoo! Иә, 2025: 15 адам", "ۋرا، [Reuters]! [Yahoo!] ءيا، 2025: 15 ادام"),
        ("3 : 2 есебі, ол 5 : Reuters, AFP : 5 адам", "[3 : 2] ەسەبى، ول 5 : [Reuters]، [AFP] : 5 ادام"),
        ("(2026) 15-20 адам, (727) 250 000 теңге", "(2026) [15-20] ادام، (727) [250 000] تەڭگە"),
        ("(5) 100 адам (AFP) мен (A. Smith)", "(5) 100 ادام ([AFP]) مەن ([A. Smith])"),
        ("жыл-5 жылы–2026", "جىل-5 جىلى–2026"),
        ("5,11%, бар", "[5,11%]، بار"),
        ("(Kazakh Invest) бар", "([Kazakh Invest]) بار"),
        ("desk@aimaq.kz, сұра!", "[desk@aimaq.kz]، سۇرا!"),
        ("#Қазақстан мен www.қазақ.kz/б бар", "{#Қазақстан] مەن {www.қазақ.kz/б] بار"),
        ("Kazakh\u00adstan мен O’Neill", "[Kazakh\u00adstan] مەن [O’Neill]"),
        ("\u2066Kazakh\u2069 пен \u20685-10\u2069", "[Kazakh] پەن {5-10]"),
        ("бар\nKazakh Invest, 5-10\nжоқ 5-10", "بار\nKazakh Invest, 5-10\nجوق [5-10]"),
    ],
)
def test_runs_are_isolated_in_the_right_to_left_lines_of_plain_text(text, isolated):
    expected = isolated.replace("[", LTR).replace("{", FIRST_STRONG).replace("]", POP)
    assert convert(text, ARABIC) == expected
    assert ISOLATES.search(text) or not ISOLATES.search(convert(text, LATIN))


@pytest.mark.parametrize(
    ("html", "isolated"),
    [
        ("<p>2026-01-29 күні</p>", '<p><bdi dir="ltr">2026-01-29</bdi> كۇنى</p>'),
        ("<p>Reuters, AFP</p>\n<p>Бар</p>", '<p><bdi dir="ltr">Reuters, AFP</bdi></p>\n<p>بار</p>'),
        ("<p> &nbsp;Reuters&shy; </p>", '<p> &nbsp;<bdi dir="ltr">Reuters</bdi>&shy; </p>'),
        ("<p>&lt;b&gt; бар", '<p>&lt;<bdi dir="ltr">b</bdi>&gt; بار'),
        ("<p>5&nbsp;000&nbsp;₸ бар", '<p><bdi dir="ltr">5&nbsp;000&nbsp;₸</bdi> بار'),
        ("<p>A&amp;B мен a&lt;5", '<p><bdi dir="ltr">A&amp;B</bdi> مەن <bdi dir="ltr">a&lt;5</bdi>'),
        ("<p><b>5-10</b> бар", '<p><b><bdi dir="ltr">5-10</bdi></b> بار'),
        ("<p><b>2026</b>-01-29 күні", f"<p><b>{LTR}2026</b>-01-29{POP} كۇنى"),
        ("<p>5<b>-10</b> бар", f"<p>{LTR}5<b>-10{POP}</b> بار"),
        ("<p>бар<br>5-10<br>Reuters", '<p>بار<br><bdi dir="ltr">5-10</bdi><br><bdi dir="ltr">Reuters</bdi>'),
        ('<p><bdi dir="ltr">5-10</bdi> бар', '<p><bdi dir="ltr">5-10</bdi> بار'),
        ('<p><span dir="ltr">5-10</span> бар', '<p><span dir="ltr">5-10</span> بار'),
        ("<p><bdi>Абай 5-10</bdi>", '<p><bdi>اباي <bdi dir="ltr">5-10</bdi></bdi>'),
        ("<p>5<bdi>6</bdi>-10 бар", '<p>5<bdi>6</bdi><bdi dir="ltr">-10</bdi> بار'),
        ("<title>5-10 бар</title>", f"<title>{LTR}5-10{POP} بار</title>"),
        ("<title>Reuters</title>", "<title>Reuters</title>"),
        ("<title>Бар\n5-10</title>", f"<title>بار\n{LTR}5-10{POP}</title>"),
        ("<select><option>5-10 – 6</select>", f"<select><option>{LTR}5-10 – 6{POP}</select>"),
        ('<img alt="5-10 бар">', f'<img alt="{LTR}5-10{POP} بار">'),
        ("<svg><text>5<tspan>-10</tspan> бар", f"<svg><text>{LTR}5<tspan>-10{POP}</tspan> بار"),
    ],
)
def test_runs_are_isolated_in_html_by_bdi_or_by_characters_where_bdi_is_not_allowed(html, isolated):
    assert convert_html(html, ARABIC) == isolated
    assert convert_html(isolated, ARABIC) == isolated
    assert BDI.findall(convert_html(html, LATIN)) == BDI.findall(html)


def test_a_run_does_not_include_the_end_of_its_paragraph():
    isolated = convert_html("<p>Reuters\n</p><p>Бар\u2028Reuters\u2028</p><li>A</li>", ARABIC)
    assert isolated == (
        '<p><bdi dir="ltr">Reuters</bdi>\n</p><p>بار\u2028<bdi dir="ltr">Reuters</bdi>\u2028</p>'
        '<li><bdi dir="ltr">A</bdi></li>'
    )


# In a browser

MEASURE = """(run) => {
    const walker = document.createTreeWalker(document.querySelector("p"), NodeFilter.SHOW_TEXT);
    const letters = [];
    while (walker.nextNode())
        for (let at = 0; at < walker.currentNode.data.length; at++) {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const [box] = range.getClientRects(), letter = range.toString();
            if (!/[\\u2066-\\u2069]/.test(letter)) letters.push([letter, box ? box.left + box.width / 2 : null]);
        }
    const at = letters.map(([letter]) => letter).join("").indexOf(run);
    return letters.slice(at, at + run.length);
}"""


@pytest.fixture(scope="module")
def sheet(chromium):
    """sheet(html, run): the letters of the run in the order in which a right-to-left paragraph shows them."""
    page = chromium.new_page()

    def drawn(html, run):
        page.set_content(f'<p dir="rtl" lang="kk-Arab" style="white-space: nowrap">{html}</p>')
        letters = page.evaluate(MEASURE, run)
        assert "".join(letter for letter, _ in letters) == run
        return "".join(letter for letter, place in sorted(letters, key=lambda placed: placed[1]))

    yield drawn
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("run", [*REVERSED, *RIGHT_ANYHOW])
def test_a_run_is_shown_from_left_to_right(sheet, run):
    html = convert_html(escape(sentence(run)), ARABIC)
    assert (sheet(unmarked(html), run) == run) == (run in RIGHT_ANYHOW)
    assert sheet(html, run) == run
    assert sheet(escape(convert(sentence(run), ARABIC)), run) == run


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "run"),
    [
        ("сенбі <b>2026</b>-01-29 күні", "2026-01-29"),
        ("күні 2026-<a href=/>01</a>-<i>29</i> болды", "2026-01-29"),
        ("сағат <time>07:00</time> – <time>08:30</time> аралығы", "07:00 – 08:30"),
        ("бағасы <b>5 000</b> ₸ болды", "5 000 ₸"),
        ("тел. <span>+7 (727)</span> 250-00-00 ғой", "+7 (727) 250-00-00"),
        ("тел. <b>(7172)</b> 74-50-00 ғой", "(7172) 74-50-00"),
        ("<b>5,11</b>&nbsp;% өсті", "5,11\u00a0%"),
        ("бұл <!-- --> 5-<!-- -->10 жыл", "5-10"),
        ("автор <bdi>Абай 2026-01-29</bdi> еді", "2026-01-29"),
        ("автор <span dir=auto>Абай <b>5</b>-10</span> еді", "5-10"),
        ("<b>Reuters</b> (AFP, DPA); <i>why</i>?", "Reuters (AFP, DPA); why?"),
    ],
)
def test_a_run_split_by_tags_is_shown_from_left_to_right(sheet, html, run):
    converted = convert_html(f"<p>{html}</p>", ARABIC)[3:-4]
    assert sheet(unmarked(converted), run) != run
    assert sheet(converted, run) == run


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "run"),
    [
        ("жаңа <i>E. <b>coli</b></i> табылды", "E. coli"),
        ("<b>J</b>.P. <a href=/>Morgan</a> банкі", "J.P. Morgan"),
        ("жаңа <i>Vol.</i>&nbsp;5, No. 3 саны", "Vol.\u00a05, No. 3"),
        ("жаңа <b>Х</b>–ХІІ ғасыр", "X–XII"),
    ],
)
def test_a_name_with_full_stops_split_by_tags_stays_whole(sheet, html, run):
    assert sheet(convert_html(f"<p>{html}</p>", ARABIC)[3:-4], run) == run


@pytest.mark.browser
def test_a_year_after_a_name_is_shown_beside_the_word_it_belongs_to(sheet):
    html = convert_html("Жаңа Toyota 2026 жылы шықты", ARABIC)
    run = "Toyota 2026"
    assert sheet(unmarked(html), run) == "Toyota 2026"
    assert sheet(html, run) == "2026 Toyota"


@pytest.mark.browser
def test_the_punctuation_of_a_latin_sentence_is_shown_at_its_ends(sheet):
    html = convert_html("<p>Reuters, AFP (DPA).</p>", ARABIC)
    assert sheet(unmarked(html[3:-4]), "Reuters, AFP (DPA).") == ".Reuters, AFP (DPA)"
    assert sheet(html[3:-4], "Reuters, AFP (DPA).") == "Reuters, AFP (DPA)."
