"""Write the fields of a document that are links as Mammoth understands them, and unwrap all others.

Mammoth only knows fields of several runs, and takes all that stands between the first quotation mark of a field and the
last one for the address. Word writes more after it: a tooltip, a target, or the part of the page.
"""

import re

from articles.imports.docx.word_xml import WORD, local, made

# HYPERLINK "https://example.kz/a" \l "part" \o "tooltip" \t "_blank", in any order
LINK = re.compile(r"hyperlink\s", re.IGNORECASE)
TOKEN = re.compile(r'"(?P<quoted>[^"]*+)"|\\(?P<switch>\S)|(?P<bare>[^\s"\\][^\s"]*+)')
WITH_VALUE = {"l", "o", "t"}


def address_in(instruction):
    """Return the address that a field links to, from its instruction; "" if it does not link to another page."""
    instruction = instruction.lstrip()
    if not (found := LINK.match(instruction)):
        return ""
    address = part = switch = ""
    for token in TOKEN.finditer(instruction, found.end()):
        value = token["quoted"] or token["bare"] or ""
        if switch == "l":
            part = value
        elif switch not in WITH_VALUE and not token["switch"]:
            address = address or value
        switch = (token["switch"] or "").lower()
    return f"{address}#{part}" if address and part else address


def written(address):
    return f'HYPERLINK "{address}"' if address else ""


def simplify_fields(root):
    """Change the instructions of the fields that consist of several runs."""
    open_fields = []
    for element in root.iter():
        kind = kind_of(element)
        if kind == "begin":
            open_fields.append([])
        elif kind == "instruction" and open_fields:
            open_fields[-1].append(element)
        elif kind == "separate" and open_fields:
            rewrite(open_fields[-1])
        elif kind == "end" and open_fields:
            open_fields.pop()


def kind_of(element):
    if local(element) == "instrText":
        return "instruction"
    return element.get(f"{WORD}fldCharType") if local(element) == "fldChar" else None


def rewrite(instructions):
    """Write the whole instruction of a field into its first piece. Word divides it as it divides words."""
    whole = "".join(piece.text or "" for piece in instructions)
    for number, piece in enumerate(instructions):
        piece.text = "" if number else written(address_in(whole))


def unwrapped(simple):
    """Return what stands for a field of one element: its content, within a field of several runs if it is a link."""
    if not (address := address_in(simple.get(f"{WORD}instr", ""))):
        return [*simple]
    instruction = made("instrText")
    instruction.text = written(address)
    return [run(mark("begin")), run(instruction), run(mark("separate")), *simple, run(mark("end"))]


def mark(kind):
    element = made("fldChar")
    element.set(f"{WORD}fldCharType", kind)
    return element


def run(content):
    element = made("r")
    element.append(content)
    return element
