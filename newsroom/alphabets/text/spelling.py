"""Where the two derived alphabets leave a choice: one object holds what this paper has chosen."""

from dataclasses import astuple, dataclass

LATIN = "kk-Latn"
ARABIC = "kk-Arab"
ALPHABETS = (LATIN, ARABIC)


class Latin:
    """The Latin alphabets that readers meet, by the day on which they were published."""

    APRIL_2021 = "2021-04"
    ACUTE_2018 = "2018-02"


@dataclass(frozen=True)
class Spelling:
    """Letters of loan words are written by no law; the defaults are those of the newspapers.

    `tse`, `che`, `shcha` and `yo` are Latin for ц, ч, щ and ё; in 2018's alphabet ч is `ch` and ш `sh` by decree.
    """

    latin: str = Latin.APRIL_2021
    tse: str = "ts"
    che: str = "ch"
    shcha: str = "şş"
    yo: str = "io"
    soft_sign_glides: bool = False
    """Arabic: ье and ьо are يە and يو (Вьетнам ۆيەتنام), as Unicode's locale data writes them."""
    surname_glides: bool = False
    """Arabic: -аев is ايەۆ, as Kazinform writes, instead of اەۆ, as Egemen does."""
    splits_patronymics: bool = False
    """Arabic: a space before -ұлы and -қызы in names (مومىش ۇلى), as the agencies print them."""

    def __post_init__(self):
        if self.latin not in (Latin.APRIL_2021, Latin.ACUTE_2018):
            raise ValueError(f"{self.latin!r} is no Latin alphabet of ours: {Latin.APRIL_2021}, {Latin.ACUTE_2018}")
        object.__setattr__(self, "hash", hash(astuple(self)))

    def __hash__(self):
        return self.hash  # asked for with every text


DEFAULT = Spelling()
