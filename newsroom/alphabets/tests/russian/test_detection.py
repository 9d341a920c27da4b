"""Russian comments are recognised, and Kazakh ones are not taken for Russian, however they are typed."""

import unicodedata
from pathlib import Path

import pytest

from newsroom.alphabets.russian.detection import KAZAKH_LETTERS, READ, fold, is_russian
from newsroom.alphabets.russian.words import BEGINNINGS, BOTH, ENDINGS, TRIGRAMS
from newsroom.alphabets.russian.words import KAZAKH as KAZAKH_WORDS
from newsroom.alphabets.russian.words import RUSSIAN as RUSSIAN_WORDS


def comments(language):
    return (Path(__file__).parent / f"{language}_comments.txt").read_text(encoding="utf-8").splitlines()


def folded(words):
    return list(map(fold, words.split()))


def test_there_are_two_hundred_comments_in_each_language():
    assert [len(set(comments("russian"))), len(set(comments("kazakh")))] == [200, 200]


def test_at_least_eighty_kazakh_comments_have_no_kazakh_letters():
    assert sum(KAZAKH_LETTERS.isdisjoint(comment.lower()) for comment in comments("kazakh")) >= 80


def test_at_least_98_percent_of_the_russian_comments_are_recognised():
    missed = [comment for comment in comments("russian") if not is_russian(comment)]
    assert len(missed) <= 0.02 * 200, missed


def test_no_kazakh_comment_is_taken_for_russian():
    assert [comment for comment in comments("kazakh") if is_russian(comment)] == []


def test_no_kazakh_comment_is_taken_for_russian_when_typed_on_a_russian_keyboard():
    plain = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
    assert [comment for comment in comments("kazakh") if is_russian(comment.translate(plain))] == []


def test_no_kazakh_comment_is_taken_for_russian_in_capitals():
    assert [comment for comment in comments("kazakh") if is_russian(comment.upper())] == []


RUSSIAN = """
Спасибо! | Согласен | Молодцы | Бред | Класс, так держать | Ужас какой | Правильно | Не верю | И что? | Позор
Давно пора | Да, верно | Спасибооо | Урааа | ураааа!!! | МОЛОДЦЫ РЕБЯТА ТАК ДЕРЖАТЬ | сколько можно | еще вчера
Ещё вчера | 👏👏 молодцы 👏 | Позор!!!11 | Поднимите зарплату учителям | Обнаглели совсем | капец | чё так дорого
щас прям | спосибо большое | iPhone за миллион? | Айгуль права | Иванов прав | Кто такой Касым-Жомарт Токаев?
12 тысяч за справку! | В школе №5 холодно | Спасибо, Қазақстан! | В Өскемене холодно | СПАСИБО, ҚАЗАҚСТАН!
Поздравляю жителей Қостаная! | Из Ақтау пишу вам, у нас то же самое | Рахмет за новость, очень полезная информация
"""

KAZAKH = """
Жаксы макала, рахмет | Озимиз билемиз гой | Дурыс айтасыз | Алга Казакстан | Керемет | Бул калай болды екен
Президент реформа туралы айтты | Банк кредит бермейди | Интернет жоқ | Министр отставкага кетсин | Не айтасыз
Начальниктер не истеп отыр | Рахмет | Ойбай | Мактау | Алга | Обал | Уят | Рас айтасыз | Мен де | Не болды | Не дейди
КЕРЕМЕТ МАКАЛА | Рахметттт | Каттыыыы унады | Просто керемет | Конечно дурыс айтады | Вообще түсінбедім
Білмеймін, конечно | Билмеймин, конечно | Короче, бари отирик | Молодец балам | казак тiлi | əлемде
"""

UNDECIDED = """
Президент | Банк | Интернет | Депутат | Полиция | Нурсултан Назарбаев | Касым-Жомарт Токаев | Алматы | Астана | ТОО
Усть-Каменогорск | Наталья | Ольга Ивановна | Сергей Петров | И. В. Панфилов | назарбаев | да | не | Да | Super | 2025
Jaqsy maqala | +1 | 👍👍👍 | ?!
"""


def texts(block):
    return [text.strip() for line in block.strip().splitlines() for text in line.split(" | ")]


def test_short_texts_slang_and_texts_with_kazakh_names_are_recognised_as_russian():
    assert [text for text in texts(RUSSIAN) if not is_russian(text)] == []


def test_kazakh_in_russian_letters_or_with_russian_words_is_not_russian():
    assert [text for text in texts(KAZAKH) if is_russian(text)] == []


def test_a_doubtful_text_does_not_count_as_russian():
    assert [text for text in [*texts(UNDECIDED), "", "   "] if is_russian(text)] == []


def test_latin_lookalikes_are_read_as_the_letters_they_look_like():
    looks_alike = "спacибo"
    assert (looks_alike != "спасибо", is_russian(looks_alike)) == (True, True)


@pytest.mark.parametrize("text", ["Какой дурной тон", "Ещё чего", "Мой герой", "ЕЩЁ И ДОЖДЬ ПОШЁЛ"])
def test_decomposed_letters_are_read_like_composed_ones(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert (decomposed != text, is_russian(decomposed)) == (True, True)


def test_accents_and_soft_hyphens_are_ignored():
    assert is_russian("хоро\u0301шего поне\u00admногу")


@pytest.mark.parametrize("piece", ["а", "ң", " ", "Ж. ", "\u0301\u0323", "жаксы", "! "])
def test_a_text_of_a_million_characters_is_handled(piece):
    assert is_russian(piece * (1_000_000 // len(piece))) is False


def test_only_the_beginning_of_a_long_text_is_read():
    assert is_russian(" " * (READ - 8) + "спасибо")
    assert not is_russian(" " * READ + "спасибо")


def test_no_word_is_listed_twice():
    listed = folded(RUSSIAN_WORDS) + folded(KAZAKH_WORDS) + folded(BOTH)
    assert sorted({word for word in listed if listed.count(word) > 1}) == []


def test_no_kazakh_word_of_the_lists_ends_like_a_russian_one():
    assert [word for word in folded(KAZAKH_WORDS) if len(word) > 3 and word.endswith(tuple(folded(ENDINGS)))] == []


def test_no_kazakh_word_of_the_lists_begins_like_a_russian_one():
    beginnings = tuple(folded(BEGINNINGS))
    assert min(map(len, beginnings)) >= 4
    assert [word for word in folded(KAZAKH_WORDS) if word.startswith(beginnings)] == []


def test_the_trigrams_are_folded_and_weigh_less_than_twelve_kilobytes():
    trigrams = [trigram for of_one_weight in TRIGRAMS.values() for trigram in of_one_weight.split()]
    assert len(trigrams) == len(set(trigrams))
    assert [trigram for trigram in trigrams if len(trigram) != 3 or fold(trigram) != trigram] == []
    assert len(" ".join(trigrams).encode()) < 12_000
