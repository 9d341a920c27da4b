"""Documents of Word as drafts: the archive is checked, its XML simplified, Mammoth makes HTML, and we shape that."""

from articles.imports.docx.reading import Document, read_document

__all__ = ["Document", "read_document"]
