"""Where the pictures of a document stand among the blocks of its text: behind the paragraph that has their sign."""

from xml.etree.ElementTree import Element

from articles.imports.docx.elements import WORDS_ONLY, fill, unwrap
from articles.imports.docx.pictures import SIGN


def lift_pictures(parent):
    """Put the pictures of each paragraph behind it, but those of a caption before it."""
    for child in [*parent]:
        if child.tag not in WORDS_ONLY:
            lift_pictures(child)
            continue
        pictures = [Element("figure", number=number) for number in numbers_in(child)]
        place = [*parent].index(child) + (not is_caption(child))
        parent[place:place] = pictures


def numbers_in(element):
    """Return the numbers of the pictures in an element, and remove their signs."""
    found = SIGN.findall(element.text or "")
    element.text = SIGN.sub("", element.text or "")
    for child in [*element]:
        inner = numbers_in(child)
        found += inner + SIGN.findall(child.tail or "")
        child.tail = SIGN.sub("", child.tail or "")
        if inner and not len(child) and not child.text:
            unwrap(element, child)
    return found


def with_pictures_behind(block):
    """Return a block, and behind it the pictures that stand within."""
    if block.tag == "figure":
        return [block]
    found = [*block.iter("figure")]
    for holder in [*block.iter()] if found else ():
        if pictures := holder.findall("figure"):
            holder[:] = with_captions([*holder])
            for picture in pictures:
                unwrap(holder, picture, keep=False)
            fill(holder)
    return [block, *found]


def with_captions(blocks):
    """Put a caption into the picture right above it. Elsewhere it is a paragraph."""
    found = []
    for block in blocks:
        last = found[-1] if found else None
        if is_caption(block) and last is not None and last.tag == "figure" and len(last) == 0:
            last.append(block)
        else:
            found.append(block)
        if is_caption(block):
            del block.attrib["class"]
    return found


def is_caption(block):
    return block.get("class") == "caption"
