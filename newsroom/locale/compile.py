"""`python -m newsroom.locale.compile`: every .mo from its .po, without gettext's own tools."""

from pathlib import Path

import polib

if __name__ == "__main__":
    for catalogue in Path(__file__).parent.parent.glob("locale*/*/LC_MESSAGES/*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
        print(catalogue.with_suffix(".mo"))
