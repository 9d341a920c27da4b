"""Where the pictures of a document stand, what is written about them, and which ones it doesn't have."""

import pytest

from articles.imports.docx import pictures, read_document
from articles.imports.docx.descriptions import written
from articles.imports.docx.tests.made import OFFICE, document, old_picture, p, picture, r, table
from newsroom.content.clean_html import plain_text

BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = "<w:drawing><wp:anchor>{}</wp:anchor></w:drawing>"
CHART = (
    '<wp:docPr id="1" descr="Рост"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
)
BOTH = (
    "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:pict><v:group><v:shape>"
    '<v:imagedata r:id="image1.png"/></v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
)
RELATIONS = (
    f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="far" Type="{OFFICE}/image" Target="https://example.kz/a.jpg" TargetMode="External"/>'
    f'<Relationship Id="lost" Type="{OFFICE}/image" Target="media/lost.png"/>'
    f'<Relationship Id="root" Type="{OFFICE}/image" Target="/word/media/%69mage1.png"/></Relationships>'
)
ELSEWHERE = {"extra": {"word/_rels/document.xml.rels": RELATIONS}}

# {what is in the document: (its body, more of it, its text with [description|caption] of each picture)}
PLACES = {
    "between paragraphs": (
        p("Раз.") + p(picture("Мост")) + p("Два.") + p(picture("")), {}, "<p>Раз.</p>[Мост|]<p>Два.</p>[|]",
    ),
    "in a paragraph, two in a row": (
        p("Сним", picture("Мост"), "ок", picture("Река"), ".") + p("Два."),
        {}, "<p>Снимок.</p>[Мост|][Река|]<p>Два.</p>",
    ),
    "bold words around it": (
        p(r("Раз ", "b"), picture("Мост"), r("два.", "b")), {}, "<p><strong>Раз два.</strong></p>[Мост|]",
    ),
    "before the headline": (
        p(picture("Мост")) + p("Подпись", style="a6") + p("Мост открыт", style="a3") + p("Лид", style="a4") + p("Раз."),
        {}, "[Мост|Подпись]<p>Раз.</p>",
    ),
    "captions": (
        p(picture("")) + p("Рис. ", r("1", "b"), " Мост", style="a6") + p("Раз.") + p("Без снимка", style="a6")
        + p("", picture("Река"), "Через Урал", style="Illustration"),
        {}, "[|Рис. 1 Мост]<p>Раз.</p><p>Без снимка</p>[Река|Через Урал]",
    ),
    "a list, a quotation and a table": (
        p("раз ", picture("А"), numbering=(1, 0)) + p(picture("Б"), numbering=(1, 0)) + p("два", numbering=(1, 0))
        + p("Слова.", picture("В"), style="a5")
        + table([p(picture("Г")) + p("Подпись", style="a6"), "94,5"], ["", "1"]),
        {}, "<ul><li><p>раз</p></li><li><p></p></li><li><p>два</p></li></ul>[А|][Б|]<blockquote><p>Слова.</p>"
        "</blockquote>[В|]<table><tbody><tr><td><p></p></td><td><p>94,5</p></td></tr><tr><td><p></p></td><td><p>1</p>"
        "</td></tr></tbody></table>[Г|Подпись]",
    ),
    "tables for layout": (
        table([p(picture("А"))], [p("Подпись", style="a6")], ["Слова."]) + table([p(picture("Б")), p(picture("В"))]),
        {}, "[А|Подпись]<p>Слова.</p>[Б|][В|]",
    ),
    "a text box with its caption": (
        p("Раз.", f"<w:r>{SHAPE.format(BOX.format(p('Подпись', style='a6')))}</w:r>", picture("Мост"))
        + p(f"<w:r>{SHAPE.format(BOX.format(p(picture('Река'), 'В рамке.')))}</w:r>"),
        {}, "<p>Раз.</p>[Мост|Подпись]<p>В рамке.</p>[Река|]",
    ),
    "older forms, and the same one twice": (
        p(old_picture("Мост")) + p(BOTH.format(picture("Новый").removeprefix("<w:r>").removesuffix("</w:r>"))),
        {}, "[Мост|][|]",
    ),
    "deleted, hidden, and signs in the words": (
        p("Раз.", f'<w:del w:id="2">{picture("А")}</w:del>') + p("\ue0f07\ue0f1Два.")
        + p(picture("Б", properties="<w:vanish/>")),
        {}, "<p>Раз.</p><p>7Два.</p>",
    ),
    "elsewhere or nowhere": (
        "".join(p(picture(id, id)) for id in ("far", "lost", "nobody", "root"))
        + p(f"<w:r>{SHAPE.format(CHART)}</w:r>") + p("Раз."),
        ELSEWHERE, "[far|][lost|][nobody|][root|][Рост|]<p>Раз.</p>",
    ),
}  # fmt: skip


def text_of(read):
    return "".join(piece if isinstance(piece, str) else f"[{piece.alt}|{piece.caption}]" for piece in read.pieces)


@pytest.mark.parametrize("name", PLACES)
def test_pictures_keep_their_places_and_captions(name):
    body, more, text = PLACES[name]
    read = read_document(document(body, **more))
    assert text_of(read) == text
    assert "\ue0f0" not in read.html
    assert "figure" not in read.html
    assert all(
        piece.caption in plain_text(read.html) for piece in read.pictures
    )  # they are not lost without the photos


def test_the_document_says_which_files_it_lacks():
    body, more, _text = PLACES["elsewhere or nowhere"]
    found = [(one.entry, one.reason) for one in read_document(document(body, **more)).pictures]
    lost = [("", pictures.LINKED), ("", pictures.MISSING), ("", pictures.MISSING)]
    assert found == [*lost, ("word/media/image1.png", ""), ("", pictures.NO_FILE)]


DESCRIPTIONS = {
    "Мост через  реку\nУрал": "Мост через реку Урал",
    "Су қоймасы": "Су қоймасы",
    "Изображение моста": "Изображение моста",
    "Фото 1 сентября у школы": "Фото 1 сентября у школы",
    "image1.png": "", "IMG_20251124_101200": "", "DSC_0012.JPG": "", "Мост final.jpeg": "", "picture": "",
    "Picture 1": "", "Рисунок 12": "", "Сурет 3": "", "图片 2": "", "Изображение": "",
    "C:\\Users\\Асель\\мост": "", "https://example.kz/a": "", "file:///tmp/a": "",
    "WhatsApp Image 2025-11-24 at 10.12.00": "", "Снимок экрана 2025-11-24": "",
    "Изображение выглядит как мост, вода\n\nАвтоматически созданное описание": "",
    "A bridge over water\n\nDescription automatically generated with low confidence": "",
    "A bridge. AI-generated content may be incorrect.": "",
}  # fmt: skip


@pytest.mark.parametrize("description", DESCRIPTIONS)
def test_descriptions_that_programs_made_are_left_out(description):
    assert written(description) == DESCRIPTIONS[description]
