"""Simplify the XML of a document before Mammoth reads it.

Mammoth ignores elements that it does not know, with the text in them, and does not follow styles. Here such elements
become ones that it knows, bold and italics of styles are written to the words, and what nobody is to read goes.
"""

from articles.imports.docx.styles import Styles
from articles.imports.docx.word_xml import WORD, child_of, is_on, local, made, path

UNWRAPPED = {"fldSimple", "dir", "bdo", "ins", "moveTo", "smartTag", "customXml"}
REMOVED = {
    "del", "moveFrom", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
    "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd", "sectPr", "delText", "rt",
    "delInstrText",
}  # fmt: skip
KEPT_OF_RUNS = {"vertAlign", "rFonts"}
KEPT_OF_PARAGRAPHS = {"pStyle", "numPr"}
BOLD_AND_ITALIC = ("b", "i")


def prepare(parts):
    """Change the parts of a document in place. `parts` is {name: root element}."""
    styles = Styles([root for root in parts.values() if local(root) == "styles"])
    for root in parts.values():
        if local(root) in {"document", "footnotes", "endnotes"}:
            prepare_children(root, styles)
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
    if name == "ruby":
        return [new for base in element if local(base) == "rubyBase" for run in base for new in replacements(run)]
    if name == "cr":
        return [made("br")]
    if name in {"oMath", "oMathPara"}:
        return [run_with("".join(element.itertext()))]
    if name == "AlternateContent":
        return alternatives(element)
    return boxes_in(element) if name == "drawing" else [element]


def is_deleted_row_or_cell(element):
    return any(path(element, *names) is not None for names in (("trPr", "del"), ("tcPr", "cellDel")))


def run_with(text):
    words = made("t")
    words.text = text
    run = made("r")
    run.append(words)
    return run


def alternatives(element):
    """Return what an older program would show, which Mammoth knows; the newer form if there is no other."""
    chosen = next((one for one in element if local(one) == "Fallback"), None)
    chosen = element[0] if chosen is None and len(element) else chosen
    return [] if chosen is None else [new for child in chosen for new in replacements(child)]


def boxes_in(drawing):
    """Return the text boxes of a drawing in the older form; the drawing itself if it has none."""
    boxes = [one for one in drawing.iter() if local(one) == "txbxContent"]
    if not boxes:
        return [drawing]
    picture = made("pict")
    picture.extend(boxes)
    return [picture]


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
        properties[:] = [one for one in properties if local(one) in KEPT_OF_PARAGRAPHS]
    looks = {} if name else styles.looks_of(style)
    holders = [one for one in paragraph.iter() if child_of(one, "r") is not None]
    for holder in holders:
        holder[:] = [one for one in holder if not (local(one) == "r" and is_hidden(one, styles))]
    runs = [one for one in paragraph.iter() if local(one) == "r"]
    found = [effective_looks(run, looks, styles) for run in runs]
    for number, run in enumerate(runs):
        write_looks(run, looks_of_space(run, found, number))
    for holder in holders:
        merge_runs(holder)


def is_hidden(run, styles):
    own = path(run, "rPr", "vanish")
    return is_on(own) if own is not None else styles.looks_of(path(run, "rPr", "rStyle")).get("vanish", False)


def effective_looks(run, looks, styles):
    found = looks | styles.looks_of(path(run, "rPr", "rStyle"))
    for name in BOLD_AND_ITALIC:
        if (own := path(run, "rPr", name)) is not None:
            found[name] = is_on(own)
    return found


def looks_of_space(run, found, number):
    """Return the looks of a run. A space between two bold words is bold, and one at the end of them is not."""
    if any(local(one) in {"t", "sym", "drawing", "pict", "br", "noBreakHyphen"} and is_seen(one) for one in run):
        return found[number]
    before, after = found[number - 1] if number else {}, found[number + 1] if number + 1 < len(found) else {}
    return {name: before.get(name, False) and after.get(name, False) for name in BOLD_AND_ITALIC}


def is_seen(element):
    return local(element) != "t" or bool((element.text or "").strip())


def write_looks(run, looks):
    properties = child_of(run, "rPr")
    if properties is None:
        properties = made("rPr")
        run.insert(0, properties)
    properties[:] = [one for one in properties if local(one) in KEPT_OF_RUNS]
    properties.extend(made(name) for name in BOLD_AND_ITALIC if looks.get(name))


def merge_runs(holder):
    """Join neighbours that look alike. Word divides words wherever somebody has corrected something."""
    found = []
    for child in holder:
        last = found[-1] if found else None
        if last is not None and is_text_only(last) and is_text_only(child) and looks_in(last) == looks_in(child):
            last[1].text = f"{last[1].text or ''}{child[1].text or ''}"
        else:
            found.append(child)
    holder[:] = found


def is_text_only(element):
    return local(element) == "r" and [local(one) for one in element] == ["rPr", "t"]


def looks_in(run):
    return [(local(one), one.attrib) for one in run[0]]
