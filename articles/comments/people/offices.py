"""Words by which somebody would pass for one of the paper: offices, in the forms that they take in our languages.

Forms are made by endings that stand behind the stem without changing it. A word counts only as a whole: «Модест» and
«Редиан» are names.
"""

RUSSIAN = "а у ом е ы ов ам ами ах ша ши"
KAZAKH = "ы ын ына ының ымен лар лары ларының ға қа да дан мен дың ды"
UZBEK = "и ига ини ининг лар лари нинг га ни дан"
FEMININE = "я и ю ей й ям ями ях"
STEMS = {
    "модератор": f"{RUSSIAN} {KAZAKH} {UZBEK}",
    "редактор": f"{RUSSIAN} {KAZAKH}",
    "администратор": f"{RUSSIAN} {KAZAKH} {UZBEK}",
    "админ": f"{RUSSIAN} {UZBEK} ка ки дер дері ге нің ді",
    "модер": RUSSIAN,
    "главред": RUSSIAN,
    "главредактор": RUSSIAN,
    "редакци": f"{FEMININE} ясы ясын ясына ясының ялар янің яға ядан ямен",
    "администраци": f"{FEMININE} ясы ясының яси ялар",
    "редколлеги": f"{FEMININE} ясы",
    "официальн": "ый ого ому ым ом ая ой ую ое о ые ых ыми",
    "поддержк": "а и е у ой",
    "әкімші": "сі сін сіне лер лері нің ге ні мен",
    "қызметкер": "і лер лері дің ге ді",
    "ресми": "",
    "муҳаррир": UZBEK,
    "таҳририят": UZBEK,
    "маъмур": f"{UZBEK} ият",
    "расмий": "",
    "admin": "s",
    "administrator": "s",
    "moderator": "s",
    "editor": "s ial",
    "newsroom": "",
    "support": "",
    "staff": "",
    "official": "s ly",
    "redakciya": "",
    "redakcia": "",
    "redakcija": "",
    "oficialnyj": "",
    "oficialniy": "",
    "oficialnyy": "",
}
"""{stem: endings of its forms}. The stem itself counts too. Latin ones are what the sounds of ours don't lead to."""
CHINESE = "编辑 主编 小编 编辑部 管理员 版主 官方 审核员".split()
"""These count anywhere: Chinese has no spaces."""


def forms():
    """Yield all words."""
    for stem, endings in STEMS.items():
        yield from (stem + ending for ending in ["", *endings.split()])
    yield from CHINESE
