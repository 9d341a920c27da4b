"""Elements of HTML: their words, and how they are removed without the text around them."""

from xml.etree.ElementTree import SubElement

WORDS_ONLY = {"p", "h1", "h2", "h3", "h6"}


def words_of(element):
    return " ".join(text_of(element).split())


def text_of(element):
    inner = "".join(f"{text_of(child)}{child.tail or ''}" for child in element)
    return f"{' ' if element.tag == 'br' else element.text or ''}{inner}"


def unwrap(parent, child, keep=True):
    """Replace an element by its content, or remove it."""
    index = [*parent].index(child)
    content = [*child] if keep else []
    parent[index : index + 1] = content
    append_text(parent, index, child.text if keep else "")
    append_text(parent, index + len(content), child.tail)


def append_text(parent, index, text):
    """Put text before the child at `index`."""
    if index:
        parent[index - 1].tail = f"{parent[index - 1].tail or ''}{text or ''}"
    else:
        parent.text = f"{parent.text or ''}{text or ''}"


def fill(holder):
    """Leave no empty paragraph in an item or a cell, unless it has nothing else."""
    for child in [*holder]:
        if child.tag in WORDS_ONLY and not words_of(child):
            holder.remove(child)
    if len(holder) == 0 and not (holder.text or "").strip():
        SubElement(holder, "p")
