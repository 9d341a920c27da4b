"""Makes .docx files for tests, as Word, LibreOffice and Google Docs write them."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{KIND}.footnotes+xml"/>
<Override PartName="/word/comments.xml" ContentType="{KIND}.comments+xml"/></Types>"""

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
PACKAGE = HEAD + RELATIONS.format(
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
)
PARTS_OF_DOCUMENT = "".join(
    f'<Relationship Id="p{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
    for name in ("styles", "numbering", "footnotes", "comments")
)

STYLES = [
    # id, name, parent, properties of words, properties of paragraphs
    ("a", "Normal", "", "", ""),
    ("1", "heading 1", "a", "<w:b/>", '<w:outlineLvl w:val="0"/>'),
    ("2", "heading 2", "a", "<w:b/>", '<w:outlineLvl w:val="1"/>'),
    ("4", "heading 4", "a", "<w:b/><w:i/>", '<w:outlineLvl w:val="3"/>'),
    ("Rubric", "Рубрика", "2", "", ""),
    ("a3", "Title", "a", "", ""),
    ("a4", "Subtitle", "a", "<w:i/>", ""),
    ("a5", "Quote", "a", "<w:i/>", ""),
    ("a6", "caption", "a", "<w:i/>", ""),
    ("Illustration", "Illustration", "a6", "", ""),
    ("Question", "Вопрос", "a", "<w:b/>", ""),
    ("Item", "List Bullet", "a", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
    ("Item2", "List Number", "a", "", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'),
]
CHARACTER_STYLES = [
    ("Strong", "Strong", "<w:b/>"),
    ("Secret", "Скрытый", "<w:vanish/>"),
    ("Hyperlink", "Hyperlink", ""),
]

LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/>{2}<w:lvlText w:val="%1."/></w:lvl>'
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(LEVEL.format(level, kind, style if not level else "") for level in range(5))
    + "</w:abstractNum>"
    for number, kind, style in ((1, "bullet", '<w:pStyle w:val="Item"/>'), (2, "decimal", ""))
) + "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in (1, 2))


def r(text, properties="", style=""):
    """A run of words. `properties` are names, such as "b i"."""
    style = f'<w:rStyle w:val="{style}"/>' if style else ""
    pairs = [one.partition("=") for one in properties.split()]
    own = "".join(f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>" for name, _equals, value in pairs)
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f'<w:r w:rsidR="00A1"><w:rPr>{style}{own}<w:sz w:val="28"/></w:rPr>{words}</w:r>'


def p(*content, style="", numbering=None, mark=""):
    """A paragraph of runs or texts. `numbering` is (list, level)."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    item = '<w:numPr><w:ilvl w:val="{1}"/><w:numId w:val="{0}"/></w:numPr>'.format(*numbering) if numbering else ""
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    inside = "".join(one if one.startswith("<") else r(one) for one in content)
    return f'<w:p w:rsidR="00A1"><w:pPr>{style}{item}{mark}</w:pPr>{inside}</w:p>'


def table(*rows, header=0):
    """A table of rows of cells. A cell is a text, or (properties, content)."""
    made = ""
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < header else ""
        cells = [one if isinstance(one, tuple) else ("", p(one) if not one.startswith("<") else one) for one in row]
        made += f"<w:tr>{head}{''.join(f'<w:tc><w:tcPr>{own}</w:tcPr>{inside}</w:tc>' for own, inside in cells)}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def inserted(content):
    return f'<w:ins w:id="1" w:author="Асель" w:date="2026-11-24T10:12:00Z">{content}</w:ins>'


def deleted(text):
    words = r(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="2" w:author="Асель" w:date="2026-11-24T10:12:00Z">{words}</w:del>'


def field(instruction, content):
    """A field of several runs."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{content}{end}"


def picture(alt, file="image1.png", properties=""):
    """A picture in a run. `file` is the name of its entry, or the key of another of its relations."""
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{file}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def old_picture(title, file="image1.png"):
    """A picture as older versions of Word write it."""
    return f'<w:r><w:pict><v:shape><v:imagedata r:id="{file}" o:title="{title}"/></v:shape></w:pict></w:r>'


COMMENT = f'<w:comment w:id="7">{p("Проверить!")}</w:comment>'


def parts_of(body, links=(), footnotes="", pictures=None, extra=None):
    """Return {name: content} of the entries of a document. `pictures` are {name of a file: its content}."""
    pictures = {"image1.png": b"\x89PNG"} | (pictures or {})
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{parent}"/>'
        f"<w:pPr>{of_paragraphs}</w:pPr><w:rPr>{of_words}</w:rPr></w:style>"
        for id, name, parent, of_words, of_paragraphs in STYLES
    ) + "".join(
        f'<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{looks}</w:rPr></w:style>'
        for id, name, looks in CHARACTER_STYLES
    )
    relations = PARTS_OF_DOCUMENT + "".join(
        f'<Relationship Id="link{number}" Type="{OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for number, address in enumerate(links)
    )
    relations += "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/image" Target="media/{name}"/>' for name in pictures
    )
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": HEAD + RELATIONS.format(relations),
        "word/styles.xml": f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"{HEAD}<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        "word/comments.xml": f"{HEAD}<w:comments {NAMESPACES}>{COMMENT}</w:comments>",
        **{f"word/media/{name}": content for name, content in pictures.items()},
        **(extra or {}),
    }


def zipped(entries):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        for name, data in entries.items():
            if data is not None:
                package.writestr(name, data)
    return content.getvalue()


def uploaded(content, name="Пресс-релиз_final.docx"):
    return SimpleUploadedFile(name, content, content_type=f"{KIND}.document")


def document(body, name="Пресс-релиз_final.docx", **more):
    return uploaded(zipped(parts_of(body, **more)), name)
