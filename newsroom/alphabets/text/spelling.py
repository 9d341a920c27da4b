"""The choices that the Latin and Arabic alphabets leave open, in one object."""

from dataclasses import astuple, dataclass

LATIN = "kk-Latn"
ARABIC = "kk-Arab"
ALPHABETS = (LATIN, ARABIC)


class Latin:
    """The Latin alphabets that are in use, named by the month of their publication."""

    APRIL_2021 = "2021-04"
    ACUTE_2018 = "2018-02"


@dataclass(frozen=True)
class Spelling:
    """No law says how the letters of loan words are written. The defaults are what newspapers do.

    `tse`, `che`, `shcha` and `yo` are the Latin letters for ц, ч, щ and ё. They have no effect on the alphabet of 2018,
    whose decree fixes them (ч is `ch`, ш is `sh`).
    """

    latin: str = Latin.APRIL_2021
    tse: str = "ts"
    che: str = "ch"
    shcha: str = "şş"
    yo: str = "io"
    soft_sign_glides: bool = False
    """Arabic: write ье and ьо as يە and يو (Вьетнам ۆيەتنام), as Unicode's locale data does."""
    surname_glides: bool = False
    """Arabic: write -аев as ايەۆ, as Kazinform does, instead of اەۆ, as Egemen does."""
    splits_patronymics: bool = False
    """Arabic: put a space before -ұлы and -қызы in names (مومىش ۇلى), as the agencies do."""

    def __post_init__(self):
        if self.latin not in (Latin.APRIL_2021, Latin.ACUTE_2018):
            raise ValueError(f"{self.latin!r} is not one of the Latin alphabets {Latin.APRIL_2021}, {Latin.ACUTE_2018}")
        object.__setattr__(self, "hash", hash(astuple(self)))

    def __hash__(self):
        return self.hash  # computed once, because every conversion needs it


DEFAULT = Spelling()
