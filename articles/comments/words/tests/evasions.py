"""Ways in which people type a banned word so that a list does not know it."""

from newsroom import alphabets
from newsroom.alphabets.text.spelling import Spelling

LATIN_TWINS = str.maketrans("аеорсухкмтвнАЕОРСУХКМТВНі", "aeopcyxkmtbhAEOPCYXKMTBHi")
CYRILLIC_TWINS = str.maketrans("aeopcyxkmt", "аеорсухкмт")
GREEK_TWINS = str.maketrans("аокптрaokptn", "αοκπτραοκρτη")
DIGITS = str.maketrans("озчбаіилеosielt", "03464111305131+")
SIGNS = str.maketrans("аәсеиіasei", "@@$€!!@$€!")
BY_EAR_TABLE = """
    а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch
    ъ= ы=y ь= э=e ю=yu я=ya ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i ў=o
"""
BY_EAR = dict(pair.split("=") for pair in BY_EAR_TABLE.split())
PLAIN = str.maketrans("әғқңөұүһі", "агкноуухи")
SQUEEZED = str.maketrans(dict(zip("кхшжлн", ("|<", "><", "|||", "}|{", "/\\", "|-|"), strict=True)))


def middle(word):
    return len(word) // 2


def by_ear(word):
    return "".join(BY_EAR.get(letter, letter) for letter in word)


def hidden(sign):
    return lambda word: sign.join(word)


def accented(word):
    return "".join(letter + "\u0301" for letter in word)


def drawn_out(word):
    return "".join(letter * 5 if letter in "аеиоуыэяәіөұүaeiou" else letter for letter in word)


def masked(word):
    return f"{word[: middle(word)]}*{word[middle(word) + 1 :]}"


def one_letter_of_another_script(word):
    changed = word.translate(LATIN_TWINS).translate(CYRILLIC_TWINS) if word.isascii() else word.translate(LATIN_TWINS)
    return changed if changed != word else masked(word)


def in_kazakh_script(script, spelling=None):
    return lambda word: alphabets.convert(word, script, spelling or Spelling()) if not word.isascii() else word.upper()


GREEK_CAPITALS = str.maketrans("АВЕЗНКМОРТУХПФЛДABEZHIKMNOPTYX", "ΑΒΕΖΗΚΜΟΡΤΥΧΠΦΛΔΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
CYRILLIC_MARKS = str.maketrans("казинотеупрсхгч", "ҝӑҙӥҥӧҭӗӱԥҏҫҳӻҷ")
LATIN_MARKS = str.maketrans("aeouinzkcstrldpbmg", "àêõůïňžķćșțřłďṗḃṁģ")
SMALL_CAPITALS = str.maketrans("abcdefghijklmnoprtuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ")
RAISED = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
TURNED = str.maketrans("шиязлпгфэч", "ɯᴎᴙɜʌᴨᴦɸɘɥ")
OF_2018 = BY_EAR | dict(zip("әғңөүуйчжхы", "á ǵ ń ó ú ý ı ch j h y".split(), strict=True))
OF_2017 = BY_EAR | dict(zip("әғңөүуишчжхы", "a' g' n' o' u' y' i' s' c' j h y".split(), strict=True))
ENDINGS = ("лар", "дың", "ларымыздан", "шыларға", "сыздардың", "ами", "ов", "ого", "ы")
SIGNS_BETWEEN = (".", " ", "-", "_", "*", "~")


def spelled(table):
    return lambda word: "".join(table.get(letter, letter) for letter in word)


def with_ending(word):
    return word + ENDINGS[len(word) % len(ENDINGS)]


def mixed_signs(word):
    return "".join(letter + SIGNS_BETWEEN[at % len(SIGNS_BETWEEN)] for at, letter in enumerate(word[:-1])) + word[-1]


def cut(sign):
    return lambda word: f"{word[: middle(word)]}{sign}{word[middle(word) :]}"


def fancy(first_capital):
    """Letters of mathematics or in circles, for the word by ear."""
    return lambda word: "".join(chr(first_capital + ord(letter) - 65) if "A" <= letter <= "Z" else letter
                                for letter in by_ear(word).upper())  # fmt: skip


WAYS = {
    "look-alikes": one_letter_of_another_script,
    "zero width": hidden("\u200b"),
    "soft hyphens": hidden("\u00ad"),
    "accents": accented,
    "digits": lambda word: word.translate(DIGITS),
    "by ear": by_ear,
    "blanks": " ".join,
    "stops": ".".join,
    "drawn out": drawn_out,
    "masked": masked,
}
"""The usual ways."""
FURTHER_WAYS = {
    "signs": lambda word: word.translate(SIGNS),
    "hyphens": "-".join,
    "low lines": "_".join,
    "Latin of 2021": in_kazakh_script(alphabets.LATIN),
    "Arabic letters": in_kazakh_script(alphabets.ARABIC),
    "Russian keyboard": lambda word: word.translate(PLAIN),
    "Greek": lambda word: word.translate(GREEK_TWINS),
    "one blank": lambda word: f"{word[: middle(word)]} {word[middle(word) :]}",
    "emoji between": "🔥".join,
    "emoji instead": lambda word: f"{word[: middle(word)]}🍒{word[middle(word) + 1 :]}",
    "in a column": "\n".join,
    "blank and hyphen": " - ".join,
    "mathematics": fancy(0x1D400),
    "circles": fancy(0x24B6),
    "flags": fancy(0x1F1E6),
    "turned direction": lambda word: f"\u202d{word}\u202c",
    "struck out": hidden("\u0336"),
    "emoji joined": hidden("\u2060\ufe0f"),
    "brackets": lambda word: f"({')('.join(word)})",
    "one in brackets": lambda word: f"{word[:2]}({word[2]}){word[3:]}",
    "letter case": lambda word: "".join(letter.upper() if at % 2 else letter for at, letter in enumerate(word)),
    "every letter twice": lambda word: "".join(letter * 2 for letter in word),
    "a hidden letter twice": lambda word: f"{word[:2]}\u200b{word[1]}\u200c{word[1:]}",
    "hashtag": lambda word: f"#{word}",
    "after a number": lambda word: f"100{word}",
    "after a hyphen": lambda word: f"супер-{word}",
    "full width": lambda word: "".join(chr(ord(letter) + 0xFEE0) if "a" <= letter <= "z" else letter
                                       for letter in by_ear(word)),
    "two masked": lambda word: f"{word[:1]}{'*' if len(word) < 6 else '**'}{word[2 if len(word) < 6 else 3 :]}",
    "composed of signs": lambda word: word.translate(SQUEEZED),
    "dots on a letter": lambda word: f"{word[:2]}\u0308{word[2:]}",
    "bars": "|".join,
    "slashes": "/".join,
    "commas": ", ".join,
    "two ways": lambda word: " ".join(word.translate(DIGITS)),
    "by ear with stops": lambda word: ".".join(by_ear(word)),
    "inflected": with_ending,
    "inflected in Latin": lambda word: spelled(OF_2018)(with_ending(word)),
    "inflected in Arabic": lambda word: in_kazakh_script(alphabets.ARABIC)(with_ending(word)),
    "Latin of 2018": spelled(OF_2018),
    "Latin of 2017": spelled(OF_2017),
    "Persian letters": lambda word: in_kazakh_script(alphabets.ARABIC)(word).translate(str.maketrans("كي", "کی")),
    "Arabic drawn out": lambda word: "ـ".join(in_kazakh_script(alphabets.ARABIC)(word)),
    "Greek capitals": lambda word: word.upper().translate(GREEK_CAPITALS),
    "look-alike capitals": lambda word: word.upper().translate(LATIN_TWINS),
    "Cyrillic with marks": lambda word: word.translate(CYRILLIC_MARKS),
    "Latin with marks": lambda word: by_ear(word).translate(LATIN_MARKS),
    "small capitals": lambda word: by_ear(word).translate(SMALL_CAPITALS),
    "raised": lambda word: by_ear(word).translate(RAISED),
    "turned": lambda word: word.translate(TURNED),
    "in parentheses": lambda word: "".join(chr(0x249C + ord(letter) - 97) if "a" <= letter <= "z" else letter
                                           for letter in by_ear(word)),
    "hidden tags": hidden("\U000e0061"),
    "tabs": "\t".join,
    "hard blanks": "\u00a0".join,
    "mixed signs": mixed_signs,
    "one stop": cut("."),
    "one hyphen": cut("-"),
    "one low line": cut("_"),
    "soft sign": cut("ь"),
    "tripled": lambda word: f"{word[:1]}{word[1] * 3}{word[2:]}",
    "emoji for o": lambda word: word.translate(str.maketrans("оo", "⭕⭕")),
    "by ear with digits": lambda word: by_ear(word).translate(DIGITS),
}  # fmt: skip
"""Others, which no rule was written for, and mixtures."""
FRAMES = ["{}", "Заходи сюда: {}!", "Бұл {} ғой, достар", "Я нашла {} и вам советую", "ақша керек болса {} деп жазыңыз"]


def evaded(word, way, number):
    """Return the word typed in a way, within a comment."""
    return FRAMES[number % len(FRAMES)].format((WAYS | FURTHER_WAYS)[way](word))
