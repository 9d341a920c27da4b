"""The suggestions in a draft as the edit page shows them: a list with buttons, for which no script is needed."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from articles.editorial.suggestions import pending
from newsroom.desk.colleagues import zoned
from newsroom.staff.models import User


def suggestions_in(draft, article, edition, user):
    """Return what `suggestions.html` shows, and {key of a person: name} of those who suggest, and of `user`."""
    found = pending(draft)
    people = {one.pk: name_of(one) for one in User.objects.filter(pk__in={one.by for one in found})} if found else {}
    return {
        "rows": [(one, people.get(one.by, ""), time_of(one)) for one in found],
        "people": people | {user.pk: name_of(user)},
        "accept": act_address("accept", article, edition),
        "refuse": act_address("refuse", article, edition),
    }


def act_address(act, article, edition):
    return f"{reverse(f'admin:articles_article_{act}', args=[article.pk])}?edition={edition.code}" if article else ""


def name_of(user):
    return user.get_full_name() or user.get_username()


def time_of(suggestion):
    return zoned(datetime.fromtimestamp(suggestion.at, timezone.get_current_timezone()))
