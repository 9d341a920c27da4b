"""The parts of a .docx file that have its text, read within limits, and its pictures, one at a time.

Nothing else of the archive is decompressed.
"""

import zlib
from contextlib import contextmanager
from functools import partial
from posixpath import basename, dirname, join
from zipfile import BadZipFile, LargeZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.pictures.decoding import DAMAGED as DAMAGED_PICTURE
from articles.pictures.limits import MOST_BYTES as MOST_BYTES_OF_PICTURE
from articles.pictures.limits import TOO_MANY_BYTES

MEGABYTE = 1024 * 1024
MOST_BYTES = 100 * MEGABYTE
"""Of the file. Most of it is pictures."""
MOST_OF_OLD = 20 * MEGABYTE
"""How much of a file of the older format is searched."""
MOST_ENTRIES = 2_000
MOST_DECOMPRESSED = 400 * MEGABYTE
"""Of all entries, as the archive tells."""
MOST_XML = 12 * MEGABYTE
"""Of the parts that are read. The longest text that a story may have takes about six."""
MOST_ELEMENTS = 200_000
"""Of the same parts. Mammoth needs a kilobyte for each, and a tenth of a millisecond."""
MOST_NESTED = 200
PIECE = 64 * 1024

TOO_LARGE = _("This file is larger than %(most)s MB.")
NO_DOCUMENT = _("This is no Word document (.docx).")
OLD_FORMAT = _("This is a document of an old Word (.doc). Save it as .docx, and try again.")
PASSWORD = _("This document is protected by a password. Save it without one, and try again.")
MACROS = _("This document has macros. Save it as .docx without macros, and try again.")
DAMAGED = _("This document is damaged. Open it in Word, save it again, and try again.")
TOO_MUCH_INSIDE = _("This document is too large when it is unpacked.")
DECLARATIONS = _("This document has declarations that Word does not write. It was not opened.")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Microsoft's older format begin. A document with a password is in one, too."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
IS_ENCRYPTED = 1  # a flag of an entry
CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_LINKS = "_rels/.rels"
MAIN = ("document.main+xml", "template.main+xml")
READ = (*MAIN, "styles+xml", "numbering+xml", "footnotes+xml", "endnotes+xml")


def read_parts(file):
    """Return ({name: root element} of the XML parts that have the text, the names of all entries).

    ValidationError if the file is refused.
    """
    refuse_by_its_beginning(file)
    with refusing_damaged(), ZipFile(file) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        refuse_by_entries(archive.infolist())
        if CONTENT_TYPES not in entries:
            raise ValidationError(NO_DOCUMENT)
        types = parsed(archive, [entries[CONTENT_TYPES]])[CONTENT_TYPES]
        names = [CONTENT_TYPES, PACKAGE_LINKS, *names_to_read(types)]
        return parsed(archive, [entries[name] for name in dict.fromkeys(names) if name in entries]), entries.keys()


def refuse_by_its_beginning(file):
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE, params={"most": MOST_BYTES // MEGABYTE})
    file.seek(0)
    beginning = file.read(len(OLE))
    if beginning == OLE:
        raise ValidationError(PASSWORD if ENCRYPTED in file.read(MOST_OF_OLD) else OLD_FORMAT)
    if not beginning.startswith(b"PK"):
        raise ValidationError(NO_DOCUMENT)
    file.seek(0)


def refuse_by_entries(entries):
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_DECOMPRESSED:
        raise ValidationError(TOO_MUCH_INSIDE)
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise ValidationError(PASSWORD)
    if any(basename(entry.filename).lower() == "vbaproject.bin" for entry in entries):
        raise ValidationError(MACROS)


def names_to_read(types):
    """Return the names of the parts that have the text, and of the links of these parts."""
    found = {}
    for part in types:
        kind, name = part.get("ContentType", ""), part.get("PartName", "").lstrip("/")
        if "macroenabled" in kind.lower():
            raise ValidationError(MACROS)
        if name and kind.endswith(READ):
            found[name] = kind
    if not any(kind.endswith(MAIN) and "wordprocessingml" in kind for kind in found.values()):
        raise ValidationError(NO_DOCUMENT)
    return [*found, *(join(dirname(name), "_rels", f"{basename(name)}.rels") for name in found)]


def parsed(archive, entries):
    if sum(entry.file_size for entry in entries) > MOST_XML:
        raise ValidationError(TOO_MUCH_INSIDE)
    roots = {entry.filename: fromstring(content_of(archive, entry), forbid_dtd=True) for entry in entries}
    refuse_too_many_elements([*roots.values()])
    return roots


def content_of(archive, entry):
    """Return the bytes of an entry. All at once, one that lies about its size would be unpacked to the end first."""
    with archive.open(entry) as stream:
        return b"".join(iter(partial(stream.read, PIECE), b""))


def picture_in(archive, name):
    """Return the bytes of a picture. ValidationError if it is larger than a picture may be, or damaged."""
    with refusing_damaged(DAMAGED_PICTURE):
        entry = archive.getinfo(name)
        if entry.file_size > MOST_BYTES_OF_PICTURE:
            raise ValidationError(TOO_MANY_BYTES)
        return content_of(archive, entry)


def refuse_too_many_elements(roots):
    level, count = roots, 0
    for _depth in range(MOST_NESTED):
        count += len(level)
        level = [child for element in level for child in element]
    if level:
        raise ValidationError(DAMAGED)
    if count > MOST_ELEMENTS:
        raise ValidationError(TOO_MUCH_INSIDE)


@contextmanager
def refusing_damaged(message=DAMAGED):
    try:
        yield
    except DefusedXmlException as error:
        raise ValidationError(DECLARATIONS) from error
    except (BadZipFile, LargeZipFile, ParseError, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise ValidationError(message) from error
    except (OSError, RuntimeError, UnicodeError, ValueError, OverflowError) as error:  # of numbers in a broken archive
        raise ValidationError(message) from error
