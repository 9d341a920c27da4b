"""What a suggestion does in one block, so that two versions of it can be compared."""

from itertools import groupby
from typing import NamedTuple

from newsroom.content.suggestions import (
    ATTRIBUTES_OF_BLOCKS,
    TOKEN,
    VOID,
    found_of_block,
    found_of_words,
    has_suggestions,
    refused,
    with_attributes,
)

FAR = 200
"""How many characters beside a suggestion are looked at for the next word."""


class Run(NamedTuple):
    """Words that stand together and have the same suggestion, or none."""

    id: str
    kind: str
    """"inserted", "deleted", or "" for words without a suggestion."""
    formatting: tuple[str, ...]
    """The tags around them, within their block."""
    text: str


class Piece(NamedTuple):
    """One suggestion in one block."""

    mark: str
    runs: tuple[Run, ...]
    before: frozenset[str]
    after: frozenset[str]
    """The words beside it, which are others with all suggestions accepted than with them refused. "" is an end of the
    block."""

    def is_same(self, other):
        """Whether both do the same: to the same words, which stand beside a word that is the same."""
        return self.runs == other.runs and bool(self.before & other.before or self.after & other.after)


def pieces_in(html):
    """Return {id: `Piece`} of the suggestions in one block of a draft."""
    if not has_suggestions(html):
        return {}
    marks, runs = marked_runs(html)
    whole = []
    for found in found_of_block(html):
        marks.setdefault(found["id"], found["mark"])
        whole.append(Run(found["id"], found["kind"], (), refused(without_marks_of_block(html))))
    before = words_before(runs)
    after = words_before([run._replace(text=run.text[::-1]) for run in reversed(runs)])
    own = {id: [] for id in marks}
    for run in [*whole, *runs]:
        if run.id:
            own[run.id].append(run)
    ends = frozenset([""])
    return {id: Piece(marks[id], tuple(own[id]), before.get(id, ends), after.get(id, ends)) for id in marks}


def marked_runs(html):
    """Return ({id: mark} of the marks of words, the `Run`s of a block)."""
    marks, words, opened, around = {}, [], [], []
    for token in TOKEN.finditer(html):
        name = token["name"]
        if name is None or name in VOID:
            found, kind = opened[-1] if opened else (None, "")
            words.append(Run(found["id"] if found else "", kind if found else "", tuple(around), token[0]))
        elif name in ("ins", "del"):
            opened.pop() if token["end"] else opened.append(mark_and_kind(token))
            if opened and opened[-1][0]:
                marks.setdefault(opened[-1][0]["id"], opened[-1][0]["mark"])
        elif token["end"]:
            around.pop()
        else:
            around.append(token[0] if around else "")  # the block itself may get a mark
    return marks, [joined(list(runs)) for _key, runs in groupby(words, key=lambda run: run[:-1])]


def mark_and_kind(token):
    return found_of_words(token[0]), "inserted" if token["name"] == "ins" else "deleted"


def joined(runs):
    return runs[0]._replace(text="".join(run.text for run in runs))


def words_before(runs):
    """Return {id: the words before its first run, with suggestions accepted and refused}."""
    found, seen = {}, {"deleted": "", "inserted": ""}
    for run in runs:
        if run.id:
            found.setdefault(run.id, frozenset((text.split() or [""])[-1] for text in seen.values()))
        for gone, text in seen.items():
            if run.kind != gone:
                seen[gone] = (text + (" " if run.text.endswith(">") else run.text))[-FAR:]
    return found


def without_marks_of_block(html):
    first = TOKEN.match(html)[0]
    own = with_attributes(first, lambda found: "" if found["name"] in ATTRIBUTES_OF_BLOCKS else found[0])
    return own + html[len(first) :]
