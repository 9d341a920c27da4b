"""`python -m newsroom.locale.compile`: compile every .po file to a .mo file, without gettext's tools."""

from pathlib import Path

import polib

if __name__ == "__main__":
    for catalogue in Path(__file__).parent.parent.glob("locale*/*/LC_MESSAGES/*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
        print(catalogue.with_suffix(".mo"))
