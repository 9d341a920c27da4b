"""Who asks for the pages of the desk, and a site with rows that they have made and that others have made."""

from dataclasses import dataclass, field

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles.comments.models import BannedWord
from articles.editorial.preview_links import make_link
from articles.editorial.roles import ROLES
from articles.models import (
    Article,
    Check,
    Correction,
    DraftConflict,
    FormerPicture,
    LegacyAddress,
    Level,
    Package,
    Photo,
    PreviewLink,
    Reminder,
)
from articles.tests.desk import FORM, RU, open_form
from articles.tests.hard_values.addresses import all_addresses
from articles.tests.makers import make_article, make_author, make_category, make_event, set_level
from articles.tests.page_content import form_values
from newsroom import editions
from newsroom.editions.columns import column
from newsroom.outbox.models import Effect
from newsroom.staff.models import User


@dataclass
class Owned:
    """What somebody has made."""

    article: Article
    conflict: DraftConflict
    link: PreviewLink
    reminder: Reminder
    form: dict = field(default_factory=dict)
    """The form of the story's page as it is sent, with nothing changed."""

    def row_at(self, route):
        """Return the row that an address is about."""
        if "draftconflict" in route:
            return self.conflict
        return self.reminder if "/reminders/" in route else self.article


OWNED = ("admin/articles/article/", "admin/articles/draftconflict/")
"""Addresses about rows that somebody has made. Whose row it is makes a difference only where the table says so."""


def addresses_of_desk():
    found = [address for address in all_addresses(RU) if address.route.startswith(("admin/", "draft-changes/"))]
    return sorted(found, key=lambda address: address.route)


def make_people(make_staff):
    """Return {name: user} of everybody who can open an address of the desk."""
    return {
        "anonymous": AnonymousUser(),
        "reader": User.objects.create_user("reader"),  # with an account, but not of the staff
        "no role": User.objects.create_user("nobody", is_staff=True),
        **{role: make_staff(role) for role in ROLES},
        "superuser": User.objects.create_superuser("root"),
    }


def fill_site(people, client):
    """Make what every person owns, and what addresses need besides the demonstration. Return {name: `Owned`}."""
    Group.objects.create(name="a group")
    client.force_login(people["superuser"])
    owned = {name: rows_of(user) for name, user in people.items() if user.pk}
    owned["anonymous"] = owned["reader"]
    form = form_values(open_form(client, owned["reader"].article, RU), FORM)  # the others differ in no version
    for one in owned.values():
        one.form = form
    article, photo = owned["reader"].article, Photo.objects.first()
    LegacyAddress.objects.create(path="/kk/old/", article=article, language="kk")
    Correction.objects.create(article=article, language="ru", text="Было два.")
    set_level(Level.WARN, Check.LEAD)
    make_event()
    for name in ("reporter", "superuser"):  # authors have a page of their own
        make_author(f"of-{name}", account=people[name])
    Package.objects.create(name="Election")
    BannedWord.objects.create(stem="a stem")
    Effect.objects.create(act="act 1", channel="share cards", kind="repeatable", payload={"story": article.pk})
    FormerPicture.objects.create(pk=photo.pk, photo=photo, file="a.jpg", focal_x=50, focal_y=50)
    return owned


def rows_of(user):
    """Make a story that somebody has added and written: live in Russian, ready in all other editions."""
    section = make_category(f"of-{user.pk}")
    texts = {column(name, edition): f"<p>{name}</p>" for edition in editions.STORED for name in ("title", "body")}
    article = make_article("ru", category=section, **texts)
    article.drafts.update(state="ready", changed_by=user, changed_at=timezone.now())
    LogEntry.objects.create(user=user, content_type=ContentType.objects.get_for_model(Article), object_id=article.pk,
                            action_flag=ADDITION)  # fmt: skip
    conflict = {"language": "ru", "part": "title", "mine": "a", "theirs": "b", "by": user, "at": timezone.now()}
    row = DraftConflict.objects.create(article=article, **conflict)
    reminder = Reminder.objects.create(article=article, person=user, due_on=timezone.localdate())
    return Owned(article, row, make_link(article, RU, 1, by=user)[0], reminder)
