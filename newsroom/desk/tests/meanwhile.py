"""For tests of what is told about colleagues."""

from articles.models import FrontPick
from articles.tests.makers import make_article

PICKS = "/admin/articles/frontpick/"
TIME = r".+, \d\d:\d\d \(UTC\+5\)"


def make_picks():
    return [FrontPick.objects.create(article=make_article("ru"), position=number) for number in (1, 2, 3)]
