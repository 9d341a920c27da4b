"""Prepare the runs of a paragraph: pieces of words, each with its looks, as Word divides them."""

from articles.imports.docx.pictures import SIGN
from articles.imports.docx.word_xml import child_of, is_on, local, made, path

KEPT_OF_RUNS = {"vertAlign", "rFonts"}
BOLD_AND_ITALIC = ("b", "i")


def prepare_runs(paragraph, looks, styles):
    """Write to each run how it looks. `looks` are those of the paragraph's style. Hidden runs go."""
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
    """Return the looks of a run. A space or a line break between bold words is bold, and one at their end is not.

    So is the sign of a picture.
    """
    if any(local(one) in {"t", "sym", "pict", "noBreakHyphen"} and is_seen(one) for one in run):
        return found[number]
    before, after = found[number - 1] if number else {}, found[number + 1] if number + 1 < len(found) else {}
    return {name: before.get(name, False) and after.get(name, False) for name in BOLD_AND_ITALIC}


def is_seen(element):
    return local(element) != "t" or bool(SIGN.sub("", element.text or "").strip())


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
