"""What somebody wanted to be reminded of today, or earlier."""

from django.db.models import Prefetch
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _

from articles.admin.first_page.rows import titled
from articles.admin.reminders import shown
from articles.editorial.reminders import VIEW
from articles.models import Article, Reminder
from newsroom.desk.first_page import Panel

MOST = 20


def due_reminders(request):
    if not request.user.has_perm(VIEW):
        return None
    due = Reminder.objects.due_for(request.user).prefetch_related(Prefetch("article", titled(Article.objects)))
    rows = [shown(reminder) for reminder in due[:MOST]]
    context = {"rows": rows, "csrf_token": get_token(request)}
    return Panel(_("Reminders"), "admin/first_page/reminders.html", context) if rows else None
