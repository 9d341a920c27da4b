"""Words of names that are known without having been printed: common given names, and titles, which are no names."""

from functools import lru_cache

from newsroom.names.endings import folded, stems

GIVEN_NAMES = {
    "ru": """
        Абай Адиль Азамат Азат Айбек Айгерим Айгуль Айдар Айдана Айдос Айжан Айман Айнур Айнура Айсулу Айша Акмарал
        Александр Александра Алексей Алекс Алена Алиби Алина Алихан Алишер Алия Алла Алмас Алмат Алма Алтай Альберт
        Амина Амир Амира Анар Анара Анатолий Андрей Анна Анастасия Антон Ануар Арман Артем Артур Асан Асель Асем Асет
        Аскар Асхат Асыл Аслан Асылбек Асылхан Ахмет Ахмед Аян Баглан Бакыт Балжан Бауыржан Батыр Батырхан Бекзат Бекжан
        Берик Болат Булат Борис Вадим Валентин Валентина Валерий Валерия Василий Вера Виктор Виктория Виталий Владимир
        Владислав Вячеслав Газиз Галина Галия Галым Геннадий Георгий Григорий Гульмира Гульнар Гульнара Гульжан Гульнур
        Дамир Дана Данара Данат Даниал Данил Данила Даниил Данияр Даурен Дарын Дархан Дастан Денис Дмитрий Динар Динара
        Диас Дияр Досжан Досым Ева Евгений Евгения Екатерина Елена Ербол Ерболат Ерган Ержан Ерик Еркин Ерлан Ермек
        Ернар Ерсын Жанар Жанара Жанат Жанна Жаннат Жандос Жасулан Жомарт Жумабек Жулдыз Зарина Зауре Захар Зинаида
        Ибрагим Иван Игорь Илья Ильяс Инна Ирина Искандер Кайрат Камила Камиль Канат Карим Карина Кенес Кирилл
        Константин Куат Куаныш Ксения Лариса Лаура Леонид Лия Лев Людмила Мадина Мади Мадияр Майра Максим Максат Малик
        Марат Маргарита Марина Мария Марьям Марк Мейрам Мерей Меруерт Мурат Мухит Мухтар Наталья Надежда Назар Назира
        Николай Никита Нина Нурбек Нурбол Нурболат Нургуль Нуржан Нурлан Нурлыбек Нурсултан Оксана Олег Олеся Ольга
        Олжас Орал Оразбек Павел Полина Петр Равиль Рамазан Рамиль Рашид Ренат Ринат Роман Роза Рустам Руслан Сабина
        Сабит Сабыр Садык Салтанат Самал Самат Сания Санат Санжар Сара Сауле Светлана Серик Сергей Серикбай Серикбек
        Сымбат Степан Станислав Талгат Талант Тамара Татьяна Темир Тимур Тлек Тимофей Толеген Толеу Турар Ульяна Улан
        Умит Умут Федор Фарид Фарида Фатима Филипп Шамиль Шынар Элина Эльвира Эльмира Эльдар Юлия Юрий Яна Ян Ярослав
    """,
    "kk": """
        Абай Әділ Азамат Азат Айбек Айгерім Айгүл Айдар Айдана Айдос Айжан Айман Айнұр Айнура Айсұлу Айша Ақмарал Әлихан
        Әлішер Әлия Алмас Алмат Алма Алтай Әмина Әмір Әмира Анар Анара Ануар Әнуар Арман Асан Әсел Әсем Әсет Асқар Асхат
        Асыл Аслан Асылбек Асылхан Ахмет Аян Бағлан Бақыт Балжан Бауыржан Батыр Батырхан Бекзат Бекжан Берік Болат Ғазиз
        Ғалия Ғалым Гүлмира Гүлнар Гүлнара Гүлжан Гүлнұр Дамир Дана Данара Данияр Дәурен Дарын Дархан Дастан Динар
        Динара Диас Дияр Досжан Досым Ербол Ерболат Ержан Ерік Еркін Ерлан Ермек Ернар Ерсін Жанар Жанара Жанат Жанна
        Жаннат Жандос Жасұлан Жомарт Жұмабек Жұлдыз Зарина Зәуре Ыбырай Ибрагим Іскендір Ілияс Қайрат Камила Қанат Кәрім
        Карина Кеңес Қуат Қуаныш Лаура Ләззат Мадина Мәди Мадияр Майра Мақсат Мәлік Марат Мариям Мейрам Мерей Меруерт
        Мұрат Мұхит Мұхтар Назар Назира Нұрбек Нұрбол Нұрболат Нұргүл Нұржан Нұрлан Нұрлыбек Нұрсұлтан Олжас Орал
        Оразбек Рамазан Рашид Роза Рүстем Руслан Сабина Сәбит Сабыр Садық Салтанат Самал Самат Сания Санат Санжар Сара
        Сәуле Серік Серікбай Серікбек Сымбат Талғат Талант Темір Тимур Тілек Төлеген Төлеу Тұрар Ұлан Үміт Фарида Фатима
        Шәміл Шынар Эльмира Эльдар
    """,
    "uz-cyrl": """
        Абдулла Абдумалик Адиба Азамат Азиз Азиза Акмал Акром Алишер Анвар Асад Асрор Аслан Бахром Бахтиёр Баходир Ботир
        Бобур Дилноза Дилшод Дилором Дониёр Жаҳонгир Жамшид Зафар Зариф Зарина Зилола Илҳом Ислом Камол Камола Камил
        Карим Комил Лола Латиф Мадина Малика Малик Мурод Муроджон Нодир Нодира Назира Наргиза Нигора Ойбек Озод Рустам
        Равшан Раҳим Раҳмон Сардор Севара Собир Сабир Саид Тоҳир Темур Тимур Улуғбек Умид Умида Фарҳод Фарида Фотима
        Хуршид Шавкат Шерзод Шухрат Юлдуз Ёқуб Ҳасан Ҳусан
    """,
    "en": """
        Abai Adil Aidar Aidana Aidos Aigul Aizhan Ainur Ainura Akmaral Alex Alexander Alexandra Alexei Aliya Alikhan
        Alisher Alma Almas Almat Amina Amir Amira Anar Anara Andrei Andrew Anna Anne Arman Asel Asem Aset Askar Askhat
        Aslan Azamat Azat Bakyt Batyr Bekzat Berik Bolat Bulat Damir Dana Danara Daniyar Daniel Danil Darkhan Dastan
        Dauren Dinar Dinara Dmitry Elena Eric Erik Erlan Gulnar Gulnara Gulmira Ivan John Jon Joan Jane Jean Kairat
        Kanat Karim Karina Kuat Laura Laila Madi Madina Mark Marc Marat Maria Marina Marie Mary Maxim Michael Michel
        Michelle Murat Nazar Nicholas Nurlan Nurzhan Nursultan Olga Oleg Olzhas Pavel Paul Peter Roman Rustam Ruslan
        Sabina Sabit Samal Samat Sara Sarah Saule Serik Sergei Stephen Steven Talgat Timur Timor Yerbol Yerlan Yerzhan
        Yelena Zhanar Zhanat Zhanna Zarina
    """,
}
"""Given names that are a letter or two from each other, such as Марат and Мурат, besides frequent ones."""
TITLES = {
    "ru": """
        Президент Премьер Вице-президент Вице-премьер Аким Глава Министр Вице-министр Депутат Председатель Господин
        Госпожа
    """,
    "kk": """
        Президент Премьер Вице-президент Вице-премьер Әкім Министр Вице-министр Депутат Төраға Мырза Ханым Қазақстан
    """,
    "uz-cyrl": "Президент Премьер Вице-президент Ҳоким Вазир Депутат Раис Жаноб Хоним",
    "en": """
        President Premier Prime Vice Deputy Minister Akim Governor Mayor Senator Secretary General Speaker Chairman
        State Chairwoman Chair Director Head Colonel Captain Major Doctor Professor Judge Sir Lord Lady Mister The In
        On At
    """,
}
"""A title and a surname are no name, because many people have one title: «Әкім Ахметов», «Әкім Ахмедов»."""


@lru_cache
def words_in(words, language):
    return frozenset(stem for word in words.split() for stem in stems(folded(word), language))


def is_given_name(word, language):
    """Whether a folded word is a common given name, with an ending or without."""
    return not stems(word, language).isdisjoint(words_in(GIVEN_NAMES[language], language))


def is_title(word, language):
    return not stems(word, language).isdisjoint(words_in(TITLES[language], language))
