"""Random changes in the editor, made as suggestions and made without them (`suggested_edits.js`)."""

from pathlib import Path

from articles.editorial.blocks import clean_block
from newsroom.content.suggestions import blocks_decided, has_suggestions

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def made_in(page, seed, changes=12):
    """Make up to so many changes in the editor of an open story. Return what `suggested_edits.js` returns."""
    return page.evaluate(SCRIPT, {"seed": seed, "changes": changes})


def differences(made):
    """Return {what is not byte for byte as it should be: (what it is, what it should be)}."""
    saved = {number: clean_block(html) for number, html in enumerate(made["suggested"])}
    before, plain = cleaned(made["before"]), cleaned(made["plain"])
    pairs = {
        "refused by the editor": (made["refused"], made["before"]),
        "accepted by the editor": (made["accepted"], made["plain"]),
        "refused by the server": ([*blocks_decided(saved).values()], before),
        "accepted by the server": ([*blocks_decided(saved, is_accepted=True).values()], plain),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] or any(map(has_suggestions, pair[0]))}


def cleaned(texts):
    return [clean_block(html) for html in texts]
