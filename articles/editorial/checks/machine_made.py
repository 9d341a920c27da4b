"""Finds sentences that say that a text or a picture was made by a machine, in all languages of the site.

News about artificial intelligence has the same words: «Лекарство создано с помощью ИИ». So the whole sentence has to be
such a label: what was made (or nothing), the verb, and the machine as the maker.
"""

import re

from newsroom.alphabets.text.repair import LOOK_ALIKES

ABBREVIATIONS = re.compile(r"(?<![A-Za-z\u0400-\u04ff])(?:AI|A\.I\.|ИИ|ЖИ)(?![A-Za-z\u0400-\u04ff])")
"""They count only in capitals: Ai Weiwei is a person."""
WORD = re.compile(r"\w+")
CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
CYRILLIC = str.maketrans(LOOK_ALIKES)
SENTENCE_ENDS = re.compile(r"[.!?;…](?=\s|$)|[。！？；\n()\[\]（）【】*]")
MODEL = (
    r"(?:midjourney|dall[-·. ]?e|(?:chat|yandex)?gpt[-\w.]{0,12}|stable diffusion|deepseek|gigachat|copilot"
    r"|шедеврум\w{0,3})"
)
VERSION = r"(?: (?:от )?[«\"“]?[a-z0-9][a-z0-9.·-]*[»\"”]?){0,3}"

RU_THING = (
    r"(?:(?:этот|эта|это|эти|данн\w\w|весь|вся|часть) )?"
    r"(?:текст[аы]?|материал[аы]?|стать[яи]|новост[ьи]|заметк[аи]|публикаци[яи]|перевод|фото|фотографи[яи]"
    r"|изображени[ея]|иллюстраци[яи]|картинк[аи]|снимок|видео\w*|рисунок|заголовок|обложка|пересказ|аудио\w*|озвучка"
    r"|инфографика|подпись)"
)
RU_THINGS = (
    rf"{RU_THING}(?: (?:(?:эт|данн)\w+ )?(?:материала|статьи|новости|текста|заметки|публикации"
    rf"|к (?:материалу|статье|тексту|новости)|на \w+(?: язык)?|и {RU_THING}))*,?"
)
RU_MACHINE = rf"(?:нейро(?:сет|нн\w+ сет)\w+|искусственн\w+ интеллект\w*|{MODEL}){VERSION}"
RU_HOW = r"(?: (?:был[аои]?|полностью|частично|автоматически|целиком|с \w+ языка|на \w+ язык))*"
RU_MADE = (
    r"(?:подготовлен|создан|(?:с)?генерирован|переведен|написан|сделан|нарисован|составлен|обработан|озвучен|сочинен"
    r"|отредактирован|выполнен)(?:[аоы]|н\w\w)?"
)
RU_ACTIVE = r"(?:написал|создал|подготовил|перевел|сделал|сгенерировал|нарисовал)[аи]?"
RU_BY = (
    r"(?:(?:с помощью|при помощи|при поддержке|при участии|с участием|с использованием|с применением|посредством"
    rf"|через) (?:(?!и )[а-я]+ ){{0,3}}?{RU_MACHINE}"
    rf"|(?:нейро(?:сет|нной сет)(?:ью|ями)|искусственным интеллектом|{MODEL}){VERSION})"
)
RU = [
    rf"(?:{RU_THINGS}{RU_HOW} )?{RU_MADE}{RU_HOW} {RU_BY}",
    rf"(?:{RU_THINGS} )?{RU_BY}{RU_HOW} {RU_MADE}(?: {RU_THING})?",
    rf"{RU_THINGS} {RU_ACTIVE} {RU_MACHINE}",
    rf"{RU_MACHINE} {RU_ACTIVE} (?:этот|эту|это|данн\w+) \w+",
    rf"(?:при (?:подготовке|создании|написании|переводе)|в) (?:\w+ )?(?:материал|стать|текст|новост|публикац|заметк)\w*"
    rf"{RU_HOW} (?:использова|применя|применен)\w*{RU_HOW} {RU_MACHINE}",
    rf"{RU_MACHINE}{RU_HOW} использова\w+ при (?:подготовке|создании|написании|переводе) (?:\w+ )?"
    r"(?:материала|статьи|текста|новости|публикации)",
    rf"{MODEL}[- ](?:перевод|текст|иллюстрация|изображение|генерация)",
    rf"(?:{RU_THINGS}|автор(?: \w+)?|перевел|подготовил|источник) ?[:—–-] ?{RU_MACHINE}",
]  # fmt: skip

KK_THING = (
    r"(?:(?:бұл|осы|аталған) )?(?:мақала|мәтін|материал|жаңалық|аударма|сурет|фото|бейне|видео|иллюстрация|кескін"
    r"|тақырып)\w*+"
)
KK_THINGS = rf"{KK_THING}(?: {KK_THING}| \w++ тіл\w++)*"
KK_AI = rf"(?:жасанды интеллект|нейро(?:желі|ндық желі)|{MODEL})"
KK_BY = (
    rf"{KK_AI}\w*{VERSION}(?: құрал\w+| технология\w+)?"
    r" (?:арқылы|көмегімен|жәрдемімен|тарапынан|негізінде|(?:қолдан|пайдалан)(?:ып|у арқылы|ылып))"
    rf"|{KK_AI}(?:-)?(?:мен|пен|бен)"
)
KK_HOW = r"(?: (?:толық(?:тай)?|ішінара|автоматты түрде))*"
KK_PASSIVE = (
    r"(?:жазыл|жасал|дайындал|әзірлен|аударыл|құрастырыл|салын|өңдел|генерациялан|құрыл)"
    r"(?:ған|ген|ды|ді|ып|іп)(?: (?:шығарылған|шыққан))?"
)
KK_ACTIVE = r"(?:жаз|жаса|дайында|аудар|әзірле|сал|құрастыр|генерацияла)(?:ған|ген)"
KK = [
    rf"(?:{KK_THINGS}{KK_HOW} )?(?:{KK_BY}){KK_HOW} (?:{KK_PASSIVE}|{KK_ACTIVE})(?: {KK_THINGS})?",
    rf"(?:{KK_THINGS} )?{KK_AI}{VERSION}{KK_HOW} (?:{KK_ACTIVE})(?: {KK_THINGS})?",
    rf"{KK_THINGS} {KK_AI}{VERSION}{KK_HOW} (?:жазды|жасады|дайындады|аударды|әзірледі|салды)",
    rf"(?:{KK_THINGS}|автор\w*|аударған|дайындаған|дереккөз) ?[:—–-] ?{KK_AI}{VERSION}",
]  # fmt: skip

UZ_THING = r"(?:(?:ушбу|бу|мазкур) )?(?:мақола|матн|материал|хабар|таржима|расм|сурат|фото|видео|тасвир)\w*+"
UZ_AI = rf"(?:сунъий интеллект|нейро(?:тармоқ|н тармоқ)|{MODEL})"
UZ_MADE = (
    r"(?:ёзил|тайёрлан|яратил|чизил|ясал|таҳрирлан|(?:таржима|генерация) қилин|ишлаб чиқил)"
    r"(?:ган|ди)"
)  # fmt: skip
UZ = [
    rf"(?:{UZ_THING} )*{UZ_AI}{VERSION} (?:ёрдамида|орқали|томонидан|воситасида|билан|кўмагида|асосида)"
    rf"(?: (?:тўлиқ|қисман))? {UZ_MADE}(?: {UZ_THING})?",
    rf"(?:{UZ_THING}|муаллиф\w*) ?[:—–-] ?{UZ_AI}{VERSION}",
]  # fmt: skip

EN_NOUN = (
    r"(?:text|article|story|image|photo|photograph|picture|illustration|translation|video|material|summary|headline"
    r"|caption|content|audio)s?"
)
EN_THING = rf"(?:(?:this|these|the|all) )?{EN_NOUN}(?: (?:and|in|of) (?:the |this )?{EN_NOUN})*"
EN_AI = rf"(?:(?:an?|the|generative) )*(?:artificial intelligence|{MODEL})(?: (?:tools?|models?|software))?"
EN_HOW = r"(?:(?:was|were|is|are|been|has|have|fully|partly|entirely|automatically) )*"
EN_MADE = (
    r"(?:generated|written|made|created|produced|prepared|translated|drawn|drafted|edited|summari[sz]ed|illustrated)"
)
EN_BY = rf"(?:by|with|using|through|via|with the (?:help|use|aid|assistance|support) of) {EN_AI}"
EN = [
    rf"(?:{EN_THING} )?{EN_HOW}{EN_MADE} {EN_BY}",
    rf"(?:{EN_THING} {EN_HOW})?{EN_AI}[- ](?:generated|assisted|written|made|created|translated|produced|translation)"
    rf"(?: {EN_NOUN})?",
    rf"{EN_AI} (?:was|were) used (?:to|in|for) .*\bthis {EN_NOUN}",
    rf"(?:{EN_THING}|author|source|translated by) ?[:—–-] ?{EN_AI}",
]  # fmt: skip

ZH_THING = (
    r"(?:本文|本图|本篇|本报道|本视频"
    r"|(?:此|该|这篇|这张|本)?(?:图片|照片|文章|文字|译文|内容|视频|稿件|配图|插图|标题|封面))"
)
ZH_AI = rf"(?:生成式)?(?:人工智能|{MODEL})(?:工具|技术|模型|软件)?"
ZH_MADE = r"(?:生成|撰写|制作|翻译|创作|编写|绘制|编辑|写成|完成)(?:的)?"
ZH = [
    rf"(?:{ZH_THING})?(?:完全|部分)?(?:系|为|是)?(?:由|使用|利用|通过|借助|采用|经)?{ZH_AI}(?:自动|辅助|协助|进行)?"
    rf"{ZH_MADE}(?:{ZH_THING})?",
    rf"(?:{ZH_THING}|作者|翻译|来源|制图) ?[:：—] ?{ZH_AI}",
]  # fmt: skip

NOTICE = re.compile(
    r"\A(?:примечание|внимание|от редакции|ескерту|редакциядан|эслатма|note|disclaimer|注|说明|提示) ?[:：—–-] ?"
)
AFTERWARDS = re.compile(
    r"\A[, —–-].*(?:провер|отредактир|вычит|редак|доработ|одобр)"
    r"|\A,? а не (?:человек|журналист|автор|люд)|\A на основ(?:е|ании) "
    r"|\A[, ].*(?:тексер|редак|өңде|қара)"
    r"|\A,? (?:and|then|but) .*(?:edit|review|check)"
    r"|\A[,，].*(?:参考|审核|编辑|校对|甄别|注意)"
)
"""What may follow a label: that a person has looked at the work, or of what the machine made it."""
LABELS = [re.compile(rf"\A(?:{label})".replace("ё", "е")) for label in [*RU, *KK, *UZ, *EN, *ZH]]


def says_machine_made(text):
    """Tell whether a sentence of the text says that a machine made it, or a picture of it."""
    sentences = map(plain_sentence, SENTENCE_ENDS.split(ABBREVIATIONS.sub("ChatGPT", text)))
    return any(is_label(sentence) for sentence in sentences)


def is_label(sentence):
    sentence = NOTICE.sub("", sentence)
    found = (label.match(sentence) for label in LABELS)
    rests = [sentence[match.end() :] for match in found if match]
    return any(not rest or AFTERWARDS.match(rest) for rest in rests)


def plain_sentence(sentence):
    """Return it in lower case and without signs at its ends. Latin letters among Cyrillic ones become Cyrillic."""
    sentence = WORD.sub(cyrillic_word, sentence)
    return " ".join(sentence.lower().replace("ё", "е").split()).strip(' .,:!?;…®«»"“”—–-')


def cyrillic_word(found):
    word = found[0]
    return word.translate(CYRILLIC) if CYRILLIC_LETTER.search(word) else word
