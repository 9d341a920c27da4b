"""How a letter of a banned word is typed by somebody who evades the list, or whose keyboard lacks the letter."""

from newsroom.alphabets.text.letters import OTHER_CYRILLIC

# Columns: the letter; by its sound, in Latin (2021, 2018, Uzbek, by ear) and Arabic; what looks like it; digits and
# signs; Cyrillic letters that are typed instead of it.
TABLE = r"""
а ; a á ä ا أ ٵ          ; a α ʌ         ; @ 4 ^      ; ә
ә ; ä á a ə e ە ا ٵ      ; ə æ           ; @ 4        ; а э
б ; b ب                  ; b ƃ           ; 6          ;
в ; v w ۆ                ; b β ß         ; 8 |3       ;
г ; g gh گ غ             ; r γ           ;            ; ғ ґ
ғ ; ğ ǵ g gh ع غ         ; f             ;            ; г
д ; d د                  ; g ∂ δ         ;            ;
е ; e ye ie je ە ې يە    ; e є ε         ; 3 €        ; ё э
ё ; yo io jo ıo e ye o يو ; e             ;            ; е
ж ; j zh g ج ژ           ;               ; }|{ >|<    ; җ
з ; z ز                  ; ʒ э z ζ ε     ; 3 2        ;
и ; i y ı í ي ى ی        ; u             ; 1 !        ; й і ї
й ; i y j ı í ي ی        ; u             ; 1 !        ; и і
к ; k c q ck ك ک ق       ; k κ           ; |<         ; қ
қ ; q k c ق ك ک          ; k κ           ; |<         ; к
л ; l ل                  ; λ ʌ jl        ; /\ 1       ;
м ; m م                  ; m μ           ;            ;
н ; n ن                  ; h η           ; # |-|      ; ң
ң ; ñ ń ŋ ng n ڭ ن       ; h             ; #          ; н
о ; o ó ö و              ; o σ           ; 0 () []    ; ө
ө ; ö ó o ɵ oe و ٶ       ; ɵ θ           ; 0          ; о
п ; p پ                  ; n π           ;            ;
р ; r ر                  ; p ρ           ;            ;
с ; s c س ص              ; c σ           ; $ 5 (      ;
т ; t ت ط                ; t m τ         ; 7 +        ;
у ; u w ý y oo ۋ و       ; y γ υ         ;            ; ұ ү ў
ў ; o ó u w y ۋ و        ; y             ;            ; у ұ ө о
ұ ; ū u ú y ۇ            ; y             ;            ; у ү
ү ; ü ú u ū y ۇ          ; y             ;            ; у ұ
ф ; f ph ف               ; φ             ;            ;
х ; h x kh ح خ           ; x χ           ; ><         ; һ ҳ
һ ; h x ھ ه ہ            ; h             ;            ; х ҳ
ц ; ts c tc tz z تس      ; u             ;            ;
ч ; ch tch c ç چ         ;               ; 4          ;
ш ; sh ş s w š ش         ; w iii         ; ||| 111    ; щ
щ ; shch sh ş sch w šč ش ; w             ;            ; ш
ы ; y ı i ى ي            ; bl bi lı      ; b1 ь1 ь|   ; і ьі ьl ьi
і ; ı i í y ى ي          ; i l           ; 1 ! |      ; и ы
э ; e é ە                ; є             ; 3          ; е
ю ; yu iu ju u ıý يۋ     ; io            ; 10         ; йу
я ; ya ia ja ıa يا       ; r             ; 9          ; йа
"""
SAME = str.maketrans({**OTHER_CYRILLIC, "ў": "ў"} | dict(zip("ҳїєґ", "хиег", strict=True)) | dict.fromkeys("ьъ", ""))
"""What letters of other languages in a banned word are read as."""
SILENT = "ьъ'`´ʹʻʼ‘’′"
"""Signs in words that change no letter: ь, and apostrophes."""
SIGNS_OF_LATIN = {"a": "@ 4", "b": "8 6", "c": "(", "e": "3 €", "g": "9", "i": "1 ! |", "l": "1 |", "o": "0 ()",
                  "s": "$ 5", "t": "7 +", "z": "2"}  # fmt: skip
TWINS = dict(zip("аеоурсхкмтнвіһәөқгј", "aeoypcxkmthbihəɵqrj", strict=True))
"""Cyrillic letters whose small or capital form looks like a Latin one. `folding.py` makes Greek ones Latin."""
FROM_ARABIC = str.maketrans("اأبۆگعدەجزيكقلمنڭوپرستۋۇفحھچشىکیهہخغې", "аабвгғдежзикқлмнңопрстуұфхһчшыкиһһхғе", "ٴءـ")
KAZAKH_ONLY = frozenset("әғқңөұүһі")
OF_LATIN_KAZAKH = str.maketrans("äáöóüúūğǵñńq", "әәөөүүұғғңңқ")


def alike(latin):
    """Return what is typed for a Latin letter within a way of several, as in sh, 5h and ѕh."""
    return {latin, *signs_for(latin), *(own for own, twin in TWINS.items() if twin == latin)}


def signs_for(latin):
    return [sign for sign in SIGNS_OF_LATIN.get(latin, "").split() if len(sign) == 1]


NEAR = {"а": "оo", "о": "аa", "е": "иi", "и": "еe", "з": "сs", "с": "зz", "і": "еe", "ы": "уu"}
"""Letters that are typed for each other because they sound alike: казено, kasino. Only within long words."""


class Typed:
    """The ways in which one letter is typed. Each way is a string, mostly of one character."""

    def __init__(self, letter, sounds="", looks="", signs="", neighbours=""):
        always = {letter, *signs.split(), *neighbours.split()}
        self.by_sound = always | {*sounds.split()}
        self.by_look = always | {*looks.split()} | {TWINS.get(letter, letter)}
        self.by_any = self.by_sound | self.by_look
        self.by_any_near = self.by_any | {*NEAR.get(letter, "")}


def of_cyrillic():
    rows = [[cell.strip() for cell in row.split(";")] for row in TABLE.strip().splitlines()]
    return {row[0]: Typed(*row) for row in rows}


def of_latin(cyrillic):
    """Latin letters of a banned word are found in Cyrillic, too: by letters that sound or look like them."""
    table = {}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        sounds = " ".join(own for own, typed in cyrillic.items() if letter in typed.by_sound)
        looks = " ".join(own for own, latin in TWINS.items() if latin == letter)
        table[letter] = Typed(letter, sounds, looks, SIGNS_OF_LATIN.get(letter, ""))
    return table


CYRILLIC = of_cyrillic()
WAYS = CYRILLIC | of_latin(CYRILLIC)
"""{letter of a banned word: how it is typed}. Digits stand for themselves."""
