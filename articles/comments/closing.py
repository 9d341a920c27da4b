"""Whether readers may comment on a story now. The form, the view that receives it and moderation ask here."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.rules import rules_of
from articles.law_days import day_closing_comments, law_days
from articles.models import MARKS
from newsroom import editions
from newsroom.database.cached_values import cached_values
from newsroom.editions import dates
from newsroom.templatetags.editions import name_text


def closing_day(article, request):
    """Return the day of silence that closes the comments of a story now, or None. It costs no query."""
    return day_closing_comments(article, timezone.now(), cached_values(request).get(law_days))


def why_closed(article, request):
    """Return why a comment is not taken, in the language of the edition; "" if it is."""
    return reason_to_close(article, cached_values(request), timezone.now())


def reason_to_close(article, values, now):
    if is_closed(article, values, now):
        return _("The discussion is closed.")
    day = day_closing_comments(article, now, values.get(law_days))
    return f"{name_text(day)}. {until_words(day)}" if day else ""


def is_closed(article, values, now):
    """Whether the newsroom has closed the discussion of a story, or its time is over."""
    return not article.comments_are_open or rules_of(article, values).are_closed(now)


def until_words(day):
    time = dates.moment(day.ends_at, editions.active())
    return _("By law, comments are closed until %(time)s.") % {"time": time}


def days_now():
    """Return the days of silence that hold now."""
    return [day for day in law_days() if day.holds_at(timezone.now())]


def held_back(comments):
    """Return those of a queryset of comments that nobody may approve now: a day of silence concerns their story."""
    marks = {MARKS[day.matter] for day in days_now()}
    marked = Q(*((f"article__{mark}", True) for mark in sorted(marks)), _connector=Q.OR)
    return comments.filter(marked) if marks else comments.none()
