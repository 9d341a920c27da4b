"""The choices that the Latin and Arabic alphabets leave open, in one object."""

from dataclasses import astuple, dataclass

LATIN = "kk-Latn"
ARABIC = "kk-Arab"
ALPHABETS = (LATIN, ARABIC)


class Latin:
    """The Latin alphabets that are in use, named by the month of their publication."""

    APRIL_2021 = "2021-04"
    ACUTE_2018 = "2018-02"


class Hamza:
    """The norms that newspapers in Arabic letters follow, named by the newspaper.

    They differ in which words have a hamza, and in surnames: Тоқаев is توقاەۆ in one, توقايەۆ in the other.
    """

    EGEMEN = "egemen"
    KAZINFORM = "kazinform"


LATIN_ALPHABETS = (Latin.APRIL_2021, Latin.ACUTE_2018)
NORMS_OF_HAMZA = (Hamza.EGEMEN, Hamza.KAZINFORM)


@dataclass(frozen=True)
class Spelling:
    """No law says how the letters of loan words are written. The defaults are what newspapers do.

    `tse`, `che`, `shcha` and `yo` are the Latin letters for ц, ч, щ and ё. They have no effect on the alphabet of 2018,
    whose decree fixes them (ч is `ch`, ш is `sh`), nor on the щ of native words (ащы `aşşy`).
    """

    latin: str = Latin.APRIL_2021
    tse: str = "ts"
    che: str = "ch"
    shcha: str = "ş"
    yo: str = "io"
    hamza: str = Hamza.EGEMEN
    """Arabic: the norm. Kazinform writes a hamza also in words with қ or ғ (ءبىراق), and -аев as ايەۆ."""
    soft_sign_glides: bool = False
    """Arabic: write ье and ьо as يە and يو (Вьетнам ۆيەتنام), as Unicode's locale data does."""
    splits_patronymics: bool = False
    """Arabic: put a space before -ұлы and -қызы in names (مومىش ۇلى), as the agencies do."""

    def __post_init__(self):
        if self.latin not in LATIN_ALPHABETS:
            raise ValueError(f"{self.latin!r} is not one of the Latin alphabets {', '.join(LATIN_ALPHABETS)}")
        if self.hamza not in NORMS_OF_HAMZA:
            raise ValueError(f"{self.hamza!r} is not one of the norms of hamza {', '.join(NORMS_OF_HAMZA)}")
        object.__setattr__(self, "hash", hash(astuple(self)))

    def __hash__(self):
        return self.hash  # computed once, because every conversion needs it


DEFAULT = Spelling()
