"""Words of other languages in names and comments, as readers and editors bring them to any edition."""

from articles.comments.models import Comment, State
from articles.models import Article, Tag
from newsroom import editions
from newsroom.informers.models import Town

KEY = "unprecedented-reforms-tokayev"
TAG = "Щедрый вечер"
COMMENTS = {
    "Сергей": "Спасибо за статью, очень интересно и полезно!",
    "Асқар": "Өте жақсы мақала, үлкен рақмет айтамын!",
}


def add_other_languages():
    """A tag and towns that only have Russian names, and comments in two languages below one story in each edition."""
    story = Article.objects.get(key=KEY)
    for language in ("kk", "ru", "en"):
        for name, text in COMMENTS.items():
            Comment.objects.create(article=story, language=language, name=name, text=text, state=State.APPROVED)
    story.tags.add(Tag.objects.create(key="lent", name_ru=TAG))
    Town.objects.update(**{f"name_{edition.suffix}": None for edition in editions.STORED if edition.code != "ru"})
