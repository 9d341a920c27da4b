"""A hundred banned words for tests: commercial or invented ones, short and long, in four languages."""

from articles.comments.words.rules import WHOLE, Rule

RUSSIAN = """
    казино рулетка слоты букмекер ставки займы микрокредит займхана ломбард обналичка закладка наркотик табак вейп спайс
    подработка заработок вложения пирамида криптовалюта инвестиции доходность розыгрыш промокод скидка распродажа
    диплом справка накрутка подписчики рассылка спам реклама виагра таблетки похудение потенция гадалка приворот
    порча магия телеграм бурдрамыга хрымза шмякодав дундук лопух грымза фуфломёт лохотрон кэшбэк рефералка сетевик
"""
KAZAKH = """
    құмар ұтыс бәстес несиесіз қарызға ақшатап табыскөз тегінсыйлық жеңілдік жарнама дәрілік арықтау сиқыршы балгер
    дуалау темекі насыбай есірткі өсімақы мүлікқұй күлдібадам ділмаршы шайпаулан қыртымбай әңгүдік
"""
UZBEK = "қимор ставкачи қарзга кредитсиз чегирма бепул даромадли фолбин тўлўвсиз ютуқли"
LATIN = "casino poker jackpot forex bitcoin viagra cashback promocode giveaway telegram crypto dropshipping"
SHORT = "спам займ вейп порч бәс".split()
EXCEPTIONS = {
    "диплом": ("дипломат",),
    "реклама": ("рекламац",),
    "crypto": ("cryptogr", "криптогр"),
    "порча": ("порчагин",),
    "лопух": ("лопухов",),
    "құмар": ("құмарт",),
    "ұтыс": ("ұтыстық",),
}
"""Beginnings of words that must not match, as an editor would enter them."""
STEMS = dict.fromkeys(f"{RUSSIAN} {KAZAKH} {UZBEK} {LATIN}".split())
RULES = [
    Rule(number, stem, WHOLE if stem == "табак" else "begins", EXCEPTIONS.get(stem, ()))
    for number, stem in enumerate(STEMS)
]
