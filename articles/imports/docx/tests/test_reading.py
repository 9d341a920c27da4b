"""What a .docx file becomes: every word that stays, no deleted one, and its structure."""

import pytest

from articles.imports.docx import read_document
from articles.imports.docx.tests.made import (
    deleted,
    document,
    field,
    inserted,
    p,
    picture,
    r,
    table,
)
from articles.story_text import QUESTION
from newsroom.content.html_limits import LONGEST_VALUE
from newsroom.content.tests.test_clean_html import faults

LONG_ADDRESS = "https://example.kz/".ljust(LONGEST_VALUE + 1, "a")

NB = "\N{NO-BREAK SPACE}"
NAMED_BY_FILE = "Пресс-релиз final"
LINK = '<w:hyperlink r:id="link{}">{}</w:hyperlink>'
MARK_DELETED = '<w:del w:id="3" w:author="Асель" w:date="2026-11-24T10:12:00Z"/>'
FOOTNOTE = '<w:footnote w:id="5">' + p("<w:r><w:footnoteRef/></w:r>", " Министерство, 2024.") + "</w:footnote>"
BOX = f"<w:txbxContent>{p('В рамке.')}</w:txbxContent>"

# {what is in the document: (its body, more of it, headline, lead, text)}
DOCUMENTS = {
    "title and subtitle": (
        p("Мост открыт", style="a3") + p("Его ждали год", style="a4") + p("По нему прошли первые машины."),
        {}, "Мост открыт", "Его ждали год", "<p>По нему прошли первые машины.</p>",
    ),
    "headings": (
        p("Отчёт", style="1") + p("Вода", style="1") + p("Есть.") + p(r("Реки", "b"), style="2") + p("Сазан", style="4")
        + p("Рубрика", style="Rubric") + p("Конец."),
        {}, "Отчёт", "",
        "<h2>Вода</h2><p>Есть.</p><h2>Реки</h2><h3>Сазан</h3><h2>Рубрика</h2><p>Конец.</p>",
    ),
    "a headline in bold": (
        p(r("Су қоймасы", "b"), "<w:r><w:br/></w:r>", r("толды", "b")) + p("Бүгін су деңгейі көтерілді."),
        {}, "Су қоймасы толды", "", "<p>Бүгін су деңгейі көтерілді.</p>",
    ),
    "no headline": (
        p(r("Вчера", "b"), " открыли школу.") + p("Учиться начнут завтра."),
        {}, NAMED_BY_FILE, "", "<p><strong>Вчера</strong> открыли школу.</p><p>Учиться начнут завтра.</p>",
    ),
    "looks": (
        p("a", r("bold", "b"), " ", r("both", "b i"), " ", r("slanted", "i"), r(" not", "b=0"), " H",
          r("2", "vertAlign=subscript"), "O m", r("3", "vertAlign=superscript"), r(" strong", style="Strong"),
          r(" struck", "strike"), r(" under", "u=single")),
        {}, NAMED_BY_FILE, "",
        "<p>a<strong>bold <em>both</em></strong><em> slanted</em> not H<sub>2</sub>O m<sup>3</sup>"
        "<strong> strong</strong> struck under</p>",
    ),
    "an interview": (
        p("— Вы учите сорок лет.", " Устали?", style="Question") + p("— Нет, ", r("никогда", "i"), ".")
        + p(r("— А", "b"), r(" ", ""), r("дети?", "b"), r(" ", "")) + p("— И они.", style="a"),
        {}, NAMED_BY_FILE, "",
        "<p><strong>— Вы учите сорок лет. Устали?</strong></p><p>— Нет, <em>никогда</em>.</p>"
        "<p><strong>— А дети?</strong></p><p>— И они.</p>",
    ),
    "lists": (
        p("Список:") + p("раз", numbering=(1, 0)) + p("внутри", numbering=(2, 1)) + p("глубже", numbering=(1, 2))
        + p("два", numbering=(1, 0)) + p("После.") + p("первый", numbering=(2, 0)) + p("по стилю", style="Item")
        + p("глубже", style="Item2"),
        {}, NAMED_BY_FILE, "",
        "<p>Список:</p><ul><li><p>раз</p><ol><li><p>внутри</p><ul><li><p>глубже</p></li></ul></li></ol></li>"
        "<li><p>два</p></li></ul><p>После.</p><ol><li><p>первый</p></li></ol><ul><li><p>по стилю</p>"
        "<ol><li><p>глубже</p></li></ol></li></ul>",
    ),
    "a table": (
        p("Тариф:") + table(["Услуга", "Цена"], [("", p(r("Вода", "b"))), "94,5"], ["", "1"], header=1) + p(""),
        {}, NAMED_BY_FILE, "",
        "<p>Тариф:</p><table><tbody><tr><th><p>Услуга</p></th><th><p>Цена</p></th></tr><tr><td><p>"
        "<strong>Вода</strong></p></td><td><p>94,5</p></td></tr><tr><td><p></p></td><td><p>1</p></td></tr></tbody></table>",
    ),
    "merged cells": (
        table(
            [('<w:vMerge w:val="restart"/>', p("Район")), ('<w:gridSpan w:val="2"/>', p("Посевы"))],
            [("<w:vMerge/>", p("")), "2025", "2026"],
        ),
        {}, NAMED_BY_FILE, "",
        '<table><tbody><tr><td rowspan="2"><p>Район</p></td><td colspan="2"><p>Посевы</p></td></tr>'
        "<tr><td><p>2025</p></td><td><p>2026</p></td></tr></tbody></table>",
    ),
    "tables for the layout": (
        table([p("Слева") + table(["a", "b"], ["c", "d"])]) + table(["Шапка"], ["Текст"]),
        {}, NAMED_BY_FILE, "",
        "<p>Слева</p><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr>"
        "<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table><p>Шапка</p><p>Текст</p>",
    ),
    "links": (
        p("Сайт ", LINK.format(0, r("тут", style="Hyperlink")), ", ", LINK.format(1, r("почта")), ", ",
          LINK.format(2, r("файл")), ", ", LINK.format(3, r("скрипт")), ", ",
          LINK.format(4, r("длинная")), ", ",
          '<w:hyperlink w:anchor="_Toc1">' + r("раздел") + "</w:hyperlink>",
          '<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkEnd w:id="0"/>', ". ",
          field('HYPERLINK "https://example.kz/f"', r("поле")))
        + p("www.inform.kz, ", r("red@aimaq.kz", "b"), " (https://a.kz/b_(c)). ООО «a@b»; x.www.kz")
        + p(f"Ещё {LONG_ADDRESS}."),
        {"links": ["https://example.kz/?a=1&b=2", "mailto:red@example.kz", "file:///C:/a.doc", "javascript:alert(1)",
                   LONG_ADDRESS]},
        NAMED_BY_FILE, "",
        '<p>Сайт <a href="https://example.kz/?a=1&amp;b=2">тут</a>, <a href="mailto:red@example.kz">почта</a>, '
        'файл, скрипт, длинная, раздел. <a href="https://example.kz/f">поле</a></p>'
        '<p><a href="https://www.inform.kz">www.inform.kz</a>, '
        '<strong><a href="mailto:red@aimaq.kz">red@aimaq.kz</a></strong> '
        '(<a href="https://a.kz/b_(c)">https://a.kz/b_(c)</a>). ООО «a@b»; x.www.kz</p>'
        f"<p>Ещё {LONG_ADDRESS}.</p>",
    ),
    "links by fields": (
        p("".join(field(one, r("поле")) for one in (
            'HYPERLINK "https://a.kz/1" \\o "Подсказка"', 'HYPERLINK "https://a.kz/2" \\l "part" \\t "_blank"',
            'HYPERLINK \\t "_blank" "https://a.kz/3"', "hyperlink https://a.kz/4", 'HYPERLINK \\l "_Toc1"', 'REF a',
            'HYPERLINK "javascript:alert(1)" \\o "https://a.kz"',
            'HYPERLINK "https://a.kz/</w:instrText></w:r><w:r><w:instrText>5" \\o "x"')))
        + p('<w:fldSimple w:instr="HYPERLINK &quot;https://a.kz/6&quot; \\o x">', r("поле"), "</w:fldSimple>"),
        {}, NAMED_BY_FILE, "",
        "<p>" + "".join(f'<a href="https://a.kz/{one}">поле</a>' for one in ("1", "2#part", "3", "4"))
        + 'полеполеполе<a href="https://a.kz/5">поле</a></p><p><a href="https://a.kz/6">поле</a></p>',
    ),
    "fields of forms": (
        p('<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/></w:sdtPr>'
          "<w:sdtContent>" + r("☒") + "</w:sdtContent></w:sdt>", " Да ",
          "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>", r("Введите"), "</w:sdtContent></w:sdt>"),
        {}, NAMED_BY_FILE, "", "<p>☒ Да</p>",
    ),
    "tracked changes": (
        p("Аким ", deleted("обещал"), inserted(r("поручил")), " отремонтировать дорогу", deleted(" и мост"), ".")
        + p(deleted("Абзац убран."), mark=MARK_DELETED) + p(inserted(r("Новый абзац.", "b")), " Старый."),
        {}, NAMED_BY_FILE, "",
        "<p>Аким поручил отремонтировать дорогу.</p><p><strong>Новый абзац.</strong> Старый.</p>",
    ),
    "joined and moved paragraphs": (
        p("Первая часть, ", mark=MARK_DELETED) + p("вторая часть.")
        + p('<w:moveFrom w:id="4" w:author="А">' + r("Переехало.") + "</w:moveFrom>") + p("Середина.")
        + p('<w:moveTo w:id="5" w:author="А">' + r("Переехало.") + "</w:moveTo>") + p("Последний.", mark=MARK_DELETED),
        {}, NAMED_BY_FILE, "",
        "<p>Первая часть, вторая часть.</p><p>Середина.</p><p>Переехало.</p><p>Последний.</p>",
    ),
    "deleted rows": (
        table(["a", "b"], ["c", "d"]).replace(
            "<w:tr>", '<w:tr><w:trPr><w:del w:id="6" w:author="А" w:date="2026-11-24T10:12:00Z"/></w:trPr>', 1
        ),
        {}, NAMED_BY_FILE, "", "<table><tbody><tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>",
    ),
    "comments and hidden words": (
        p("В школе ", '<w:commentRangeStart w:id="7"/>', r("340"), '<w:commentRangeEnd w:id="7"/>',
          '<w:r><w:commentReference w:id="7"/></w:r>', " детей", r(" тайно", "vanish"),
          r(" и так", style="Secret"), ".",
          '<w:proofErr w:type="spellStart"/>'),
        {}, NAMED_BY_FILE, "", "<p>В школе 340 детей.</p>",
    ),
    "footnotes": (
        p("Канал вырыли в 1974 году", '<w:r><w:footnoteReference w:id="5"/></w:r>', "."),
        {"footnotes": FOOTNOTE}, NAMED_BY_FILE, "",
        "<p>Канал вырыли в 1974 году<sup>[1]</sup>.</p><ol><li><p>Министерство, 2024.</p></li></ol>",
    ),
    "elements that Mammoth does not know": (
        p('<w:fldSimple w:instr="DATE">' + r("24.11.2026") + "</w:fldSimple>", " ",
          '<w:bdo w:val="rtl">' + r("سلام") + "</w:bdo>", " ",
          "<w:r><w:ruby><w:rt>" + r("hàn") + "</w:rt><w:rubyBase>" + r("漢")
          + "</w:rubyBase></w:ruby></w:r>",
          "<w:r><w:cr/></w:r>", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
          "<w:smartTag>" + r(" Орал") + "</w:smartTag>",
          "<w:sdt><w:sdtContent>" + r(" в поле") + "</w:sdtContent></w:sdt>"),
        {}, NAMED_BY_FILE, "", "<p>24.11.2026 سلام 漢<br>x+1 Орал в поле</p>",
    ),
    "text boxes": (
        p("До.", f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp>{BOX}</wps:wsp></w:drawing></mc:Choice>"
          f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
        + p("Между.", f"<w:r><w:drawing><wps:wsp>{BOX}</wps:wsp></w:drawing></w:r>") + p("После."),
        {}, NAMED_BY_FILE, "",
        "<p>До.</p><p>В рамке.</p><p>Между.</p><p>В рамке.</p><p>После.</p>",
    ),
    "pictures and a quotation": (
        p("Снимок:", picture("Мост")) + p(picture("")) + p("Мы ждали.", style="a5") + p("— житель", style="a5"),
        {}, NAMED_BY_FILE, "",
        "<p>Снимок:</p><blockquote><p>Мы ждали.</p><p>— житель</p></blockquote>",
    ),
    "spaces and signs": (
        p("  №", NB, "5 <тег> & «кавычки»\u200b ", "<w:r><w:tab/></w:r>", "таб", "<w:r><w:softHyphen/></w:r>", "уляция",
          "<w:r><w:br/></w:r>", "строка", "<w:r><w:noBreakHyphen/></w:r>", "два", '<w:r><w:br w:type="page"/></w:r>')
        + p("   ") + p("", ""),
        {}, NAMED_BY_FILE, "",
        "<p>№&nbsp;5 &lt;тег&gt; &amp; «кавычки» табуляция<br>строка‑два</p>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_keeps_its_words_and_its_structure(name):
    body, more, title, lead, html = DOCUMENTS[name]
    read = read_document(document(body, **more))
    assert (read.title, read.lead, read.html) == (title, lead, html)
    assert faults(read.html) == []


def test_questions_of_an_interview_are_bold():
    assert len(DOCUMENTS) == 22
    body, *_more = DOCUMENTS["an interview"]
    read = read_document(document(body))
    assert [bool(QUESTION.fullmatch(html)) for html in read.blocks.values()] == [True, False, True, False]
