"""Simplify the XML of a document before Mammoth reads it.

Mammoth ignores elements that it does not know, with the text in them, and does not follow styles. Here such elements
become ones that it knows, bold and italics of styles are written to the words, and what nobody is to read goes.
"""

from copy import deepcopy

from articles.imports.docx.fields import simplify_fields, unwrapped
from articles.imports.docx.runs import prepare_runs
from articles.imports.docx.styles import Styles
from articles.imports.docx.word_xml import WORD, child_of, local, made, path

UNWRAPPED = {"dir", "bdo", "ins", "moveTo", "smartTag", "customXml"}
REMOVED = {
    "del", "moveFrom", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
    "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd", "sectPr", "delText", "rt",
    "delInstrText",
}  # fmt: skip
KEPT_OF_PARAGRAPHS = {"pStyle", "numPr"}


def prepare(parts):
    """Change the parts of a document in place. `parts` is {name: root element}."""
    styles = Styles([root for root in parts.values() if local(root) == "styles"])
    for root in parts.values():
        if local(root) in {"document", "footnotes", "endnotes"}:
            prepare_children(root, styles)
            simplify_fields(root)
        if local(root) == "styles":
            root[:] = [only_names(style) for style in root if local(style) == "style"]


def only_names(style):
    style[:] = [child for child in style if local(child) in {"name", "numPr", "pPr"}]
    return style


def prepare_children(element, styles):
    for attribute in [name for name in element.attrib if "rsid" in name or name.endswith("}paraId")]:
        del element.attrib[attribute]
    element[:] = with_joined_paragraphs([new for child in element for new in replacements(child)])
    for child in element:
        prepare_children(child, styles)
    if local(element) == "p":
        prepare_paragraph(element, styles)


def replacements(element):
    """Return the elements that stand for one."""
    name = local(element)
    if name in REMOVED or is_deleted_row_or_cell(element):
        return []
    if name in UNWRAPPED:
        return [new for child in element for new in replacements(child)]
    if name == "fldSimple":
        return [new for child in unwrapped(element) for new in replacements(child)]
    if name == "sdt":
        return [new for child in content_of_control(element) for new in replacements(child)]
    if name == "ruby":
        return [new for base in element if local(base) == "rubyBase" for run in base for new in replacements(run)]
    if name == "cr":
        return [made("br")]
    if name in {"oMath", "oMathPara"}:
        return [run_with("".join(element.itertext()))]
    if name == "AlternateContent":
        return alternatives(element)
    return [element]


def content_of_control(control):
    """Return what stands in a field of a form: nothing if it only says what to write there."""
    content = child_of(control, "sdtContent")
    is_empty = path(control, "sdtPr", "showingPlcHdr") is not None
    return [] if content is None or is_empty else [*content]


def is_deleted_row_or_cell(element):
    return any(path(element, *names) is not None for names in (("trPr", "del"), ("tcPr", "cellDel")))


def run_with(text):
    words = made("t")
    words.text = text
    run = made("r")
    run.append(words)
    return run


def alternatives(element):
    """Return the content for older programs, which Mammoth can read, or else that for newer ones."""
    chosen = next((one for one in element if local(one) == "Fallback"), None)
    chosen = element[0] if chosen is None and len(element) else chosen
    return [] if chosen is None else [new for child in chosen for new in replacements(child)]


def with_joined_paragraphs(children):
    """Join a paragraph whose end was deleted with the one that follows it."""
    found, waiting = [], []
    for child in children:
        if waiting and local(child) != "p":
            found.append(paragraph_with(waiting))
            waiting = []
        if path(child, "pPr", "rPr", "del") is not None:
            waiting += [one for one in child if local(one) != "pPr"]
        elif waiting:
            start = 1 if child_of(child, "pPr") is not None else 0
            child[start:start] = waiting
            waiting = []
            found.append(child)
        else:
            found.append(child)
    return [*found, paragraph_with(waiting)] if any(map(has_text, waiting)) else found


def has_text(element):
    return any(local(one) == "t" and one.text for one in element.iter())


def paragraph_with(children):
    paragraph = made("p")
    paragraph.extend(children)
    return paragraph


# Paragraphs and their words


def prepare_paragraph(paragraph, styles):
    properties = child_of(paragraph, "pPr")
    style = path(paragraph, "pPr", "pStyle")
    name = styles.kind_of(style)
    if style is not None and name:
        style.set(f"{WORD}val", name)
    if properties is not None:
        write_numbering(properties, style, styles)
        properties[:] = [one for one in properties if local(one) in KEPT_OF_PARAGRAPHS]
    prepare_runs(paragraph, {} if name else styles.looks_of(style), styles)


def write_numbering(properties, style, styles):
    """Write the list of a style to the paragraph. Mammoth knows only those styles that the list names itself."""
    own, of_style = child_of(properties, "numPr"), styles.numbering_of(style)
    if own is None and of_style is not None:
        properties.append(deepcopy(of_style))
