"""Harmless comments in Kazakh and Russian: sentences of the seed stories and of our own, with words of the stories.

Many have words that contain a banned stem by chance, such as заведомо and доставка, and things that look like evasions:
numbers, abbreviations, missing blanks, words drawn out.
"""

import json
import random
import re
from functools import cache
from html import unescape
from pathlib import Path

from newsroom import alphabets
from newsroom.alphabets.text.spelling import Spelling

FIXTURES = Path(__file__).parents[4] / "fixtures"
TAG = re.compile("<[^>]+>")
SENTENCE = re.compile(r"[^.!?…\n]{12,300}[.!?…]")
WORD = re.compile(r"[^\W\d_]{4,}")

PATTERNS = {
    "ru": """
        Не согласен: {0} и {1} тут вообще ни при чём.
        А что скажут про {0}? У нас в селе {1} с прошлого года.
        Спасибо за работу! Особенно за {0}.
        {0}... ну и ну. Опять {1}, и так каждый год.
        Я живу на ул. Абая, 5, кв. 12, и у нас то же самое: {0}, {1}.
        Уважаемая редакция, напишите, пожалуйста, когда будет {0}.
        Кто-нибудь знает, сколько стоит {0}? В 2019-м было 1500 тг.
        Мы с соседями ждём {0} уже 3 года!!! Сколько можно?
        Ураааа, наконец-то {0}! Молодцы)))
        Т.е. {0} есть, а {1} нет? Как-то странно.
        В 8 б и 9 а классах тоже так: {0}.
        Поздравляю!Давно пора.{0} очень нужна людям.
        {0}/{1} – это разные вещи, не путайте.
        Да ладно вам, {0} у всех на виду, а про {1} молчат.
        По-моему, «{0}» и «{1}» – просто слова.
        За работу в 35-градусный мороз платят копейки, вот вам и {0}.
        Мой дедушка рассказывал про {0}, а бабушка про {1}.
        На какой остановке теперь {0}? Раньше автобус № 12 ходил до ж/д вокзала.
    """,
    "kk": """
        Мен бұл пікірмен келіспеймін: {0} мен {1} екі бөлек нәрсе.
        Біздің ауылда да {0} бар, бірақ {1} жоқ.
        Рақмет, жақсы мақала екен! {0} туралы тағы жазыңыздар.
        {0} дегеніңіз не? Түсіндіріп беріңізші.
        2019 жылы {0} 1500 теңге еді, қазір ше?
        Ой, тамааааша! {0} керек еді бізге.
        Қашан {0} болады? 3 жыл күттік қой!!!
        Сендер {0} деп жүрсіңдер, ал ел {1} сұрап отыр.
        Дұрыс айтасыз, ағай. {0} сияқты {1} да маңызды.
        5-сыныптағы балам айтты: {0} өте қызық екен.
        Абай к-сі, 5 үй, 12 п-р: бізде де {0}.
        Мал бағып жүрген ағайынға {0} қайдан келсін.
        Шындап келгенде, {0} бәрімізге ортақ.
        Ұсыныс: {0} мәселесін көтерейік, достар.
        Менің атам {0}, ал әжем {1} деп айтатын.
        Құттықтаймын! {0} құтты болсын, берекелі болсын!
        Осындай {0} көп болса екен.Бәрекелді.
        «{0}» деген сөз маған ұнамайды, «{1}» дұрысырақ.
    """,
}
CHANCE = {
    "ru": """
        доставка поставка приставка заставка аккредитация дискредитация застрахуйте употреблять команда
        рекламация золото болото намагниченный позаимствовать заимка экспорт подпорченный спаржа спас спать
        спаньё накрутил дипломатия дипломатичный справедливость справиться магистраль магазин табакерка
        скидываться ставить ставропольский займище кредо гадать порхать диплодок пирамидон телеграфировать
        телега лопата лопнуть разрыв розыск промокнуть промышленность ломберный ложечка рулевой букет распродать
        подписание подписка рассыльный таблица таблоид портал портной похудеть потенциал прививка виадук крипта
        криптограмма инвестор доход доходчивый спайка спецназ вложить хрыч шмякнуть лопоухий бурдюк чигирь
        фольга кассир джек форель форе битком поке промежуток
    """,
    "kk": """
        құмарта құмалақ ұтымды ұтыр бәсекелестік бәсеке бәсең несібе несип қарыздар қарындас ақша ақшақар табыс
        тегіс тегін жеңіл жеңіс жарық жарнақ дәріс дәрігер арық арыз сиқыр бал балғын балға дуа дуадақ тема
        темір насихат есірке өсім өсімдік мүлік мүлдем күлдіру күлкі ділмәр шайқас шай қырт қыртыс әңгіме
        сікілді құтақ құтқару құттықтау котлован сөздік түптеп сұқбат спорт спортшы порт портфель кредо дәрілеу
        тегене жеңгей команда
    """,
}


@cache
def sentences(language):
    """Return the sentences of the seed stories in a language, in their order."""
    texts = []
    for file in [*sorted(FIXTURES.glob("0*.json")), FIXTURES / "demo.json"]:
        for row in json.loads(file.read_text()):
            if row["model"] == "articles.article":
                texts += [row["fields"].get(f"{part}_{language}") or "" for part in ("title", "lead", "body")]
    plain = "\n".join(unescape(TAG.sub("\n", text)) for text in texts)
    return [*dict.fromkeys(found[0].strip() for found in SENTENCE.finditer(plain))]


@cache
def vocabulary(language):
    of_stories = [word for sentence in sentences(language) for word in WORD.findall(sentence)]
    return [*dict.fromkeys(of_stories)], CHANCE[language].split()


def clean_comment(chance, language):
    if chance.random() < 0.3:
        return " ".join(chance.choices(sentences(language), k=chance.randint(1, 3)))
    patterns = [line.strip() for line in PATTERNS[language].strip().splitlines()]
    texts = [chance.choice(patterns).format(*words(chance, language)) for _ in range(chance.randint(1, 3))]
    return " ".join(texts)


def words(chance, language):
    of_stories, by_chance = vocabulary(language)
    chosen = [chance.choice(by_chance if chance.random() < 0.3 else of_stories) for _ in range(2)]
    return [word.upper() if chance.random() < 0.03 else word for word in chosen]


def clean_comments(count, seed=1):
    """Return different comments, half of them in Kazakh, of which some are in Latin or Arabic letters."""
    chance, made = random.Random(seed), {}
    while len(made) < count:
        language = ("kk", "ru")[len(made) % 2]
        text = clean_comment(chance, language)
        if language == "kk" and chance.random() < 0.1:
            text = alphabets.convert(text, chance.choice([alphabets.LATIN, alphabets.ARABIC]), Spelling())
        made.setdefault(text, language)
    return [*made]
