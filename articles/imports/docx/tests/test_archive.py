"""A file that is not a document, or is hostile, is refused with the reason, and takes little memory."""

import struct
import tracemalloc
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError

from articles.imports.docx import archive, read_document
from articles.imports.docx.tests.made import NAMESPACES, TYPES, document, p, parts_of, uploaded, zipped

BODY = p("Слова.")
DOCX = zipped(parts_of(BODY))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


def with_document(xml):
    return zipped(parts_of(BODY) | {"word/document.xml": xml})


def bomb(megabytes):
    """A document whose text is unpacked to so many megabytes."""
    return with_document(f"<w:document {NAMESPACES}><w:body>{' ' * megabytes * 2**20}</w:body></w:document>")


def lying_bomb():
    """The same, but its directory tells of a hundred bytes."""
    content = bytearray(bomb(30))
    with ZipFile(BytesIO(content)) as package:
        size = package.getinfo("word/document.xml").file_size
    return bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 100)))


def encrypted_entries():
    content = bytearray(DOCX)
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 1)
    return bytes(content)


def entity_bomb(entities):
    return with_document(
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&l0;</w:t></w:r></w:p></w:body></w:document>"
    )


OLD = archive.OLE + b"\0" * 600
SHEET = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
REFUSED = {
    "empty": (b"", archive.NO_DOCUMENT),
    "text": ("Слова".encode(), archive.NO_DOCUMENT),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, archive.NO_DOCUMENT),
    "another archive": (zipped({"a.txt": "a"}), archive.NO_DOCUMENT),
    "a table of Excel": (zipped(parts_of(BODY) | {"[Content_Types].xml": SHEET}), archive.NO_DOCUMENT),
    "an old document": (OLD, archive.OLD_FORMAT),
    "a password": (OLD + archive.ENCRYPTED, archive.PASSWORD),
    "encrypted entries": (encrypted_entries(), archive.PASSWORD),
    "macros by a part": (zipped(parts_of(BODY) | {"word/vbaProject.bin": b"x"}), archive.MACROS),
    "macros by its type": (
        zipped(parts_of(BODY) | {"[Content_Types].xml": TYPES.replace("document.main", "document.macroEnabled.main")}),
        archive.MACROS,
    ),
    "the first half": (DOCX[: len(DOCX) // 2], archive.DAMAGED),
    "without a directory": (DOCX.replace(b"PK\1\2", b"PK\1\3"), archive.DAMAGED),
    "other bytes in the text": (DOCX.replace(DOCX[900:920], b"\0" * 20), archive.DAMAGED),
    "XML that isn't closed": (with_document("<w:document"), archive.DAMAGED),
    "XML without a body": (with_document(f"<w:document {NAMESPACES}/>"), archive.DAMAGED),
    "without its text": (zipped(parts_of(BODY) | {"word/document.xml": None}), archive.DAMAGED),
    "nested too deeply": (
        with_document(f"<w:document {NAMESPACES}>{'<w:p>' * 9_000}{'</w:p>' * 9_000}</w:document>"),
        archive.DAMAGED,
    ),
    "many elements": (
        with_document(f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * 210_000}</w:body></w:document>"),
        archive.TOO_MUCH_INSIDE,
    ),
    "entities": (entity_bomb(LAUGHS), archive.DECLARATIONS),
    "a file by an entity": (entity_bomb('<!ENTITY x SYSTEM "file:///etc/passwd">'), archive.DECLARATIONS),
    "entities in UTF-16": (
        with_document(f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [{LAUGHS}]><d>&l8;</d>'.encode("utf-16")),
        archive.DECLARATIONS,
    ),
    "a bomb of text": (bomb(30), archive.TOO_MUCH_INSIDE),
    "a bomb that lies": (lying_bomb(), archive.DAMAGED),
    "a bomb of pictures": (
        zipped(parts_of(BODY) | {f"word/media/{n}": bytes(2**26) for n in range(7)}),
        archive.TOO_MUCH_INSIDE,
    ),
    "many entries": (zipped(parts_of(BODY) | {f"x{n}": "" for n in range(2_001)}), archive.TOO_MUCH_INSIDE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_files_are_refused_with_the_reason(name):
    content, message = REFUSED[name]
    assert read_document(uploaded(DOCX)).html == "<p>Слова.</p>"
    tracemalloc.start()
    with pytest.raises(ValidationError) as refused:
        read_document(uploaded(content))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.messages == [message]
    assert most < 48 * 2**20


def test_a_file_that_is_too_large_is_not_read():
    file = uploaded(DOCX)
    file.size = archive.MOST_BYTES + 1
    with pytest.raises(ValidationError) as refused:
        read_document(file)
    assert refused.value.messages == ["This file is larger than 100 MB."]


def test_the_longest_text_of_a_story_is_within_the_limits():
    paragraphs = 1_500
    long = "".join(p(("Слово " * 30).strip()) for _number in range(paragraphs))
    assert len(read_document(document(long)).blocks) == paragraphs
    with pytest.raises(ValidationError, match="too long"):
        read_document(document(long * 2))
