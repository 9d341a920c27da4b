"""Short panels beside the work: what to pay attention to, who is at the desk, what is popular."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.first_page.rows import titled
from articles.admin.photo_filters import counted
from articles.editorial.presence import HERE_FOR
from articles.editorial.states import COMPOSE
from articles.models import Article, DraftConflict, Package, PackageState, Photo, PopularPlace, Presence
from newsroom.desk.first_page import Notice, Panel

SOON = 7
"""Days in which rights end soon."""
MOST_PEOPLE = 20
MOST_PACKAGES = 20
MOST_POPULAR = 5
STORIES = Prefetch("article", titled(Article.objects))


def photo_notices(request):
    if not request.user.has_perm("articles.view_photo"):
        return
    address = f"{reverse('admin:articles_photo_changelist')}?shown="
    ending, failed = Photo.objects.kept().ending_within(SOON), Photo.objects.kept().unready()
    if ending.exists():
        yield Notice(_("rights of photos end"), f"{address}expired", counted(ending), "blocks")
    if failed.exists():
        yield Notice(_("photos are not processed"), f"{address}unready", counted(failed))


def conflict_notices(request):
    """The user's own words that wait for a decision."""
    waiting = DraftConflict.objects.filter(by=request.user, decided_at=None).prefetch_related(STORIES)
    for conflict in waiting[:3]:
        address = reverse("admin:articles_article_conflicts", args=[conflict.article_id])
        words = _("your words wait for a decision")
        yield Notice(words, f"{address}?edition={conflict.language}", str(conflict.article), "blocks")


def package_notices(request):
    """Packages that did not go out, and those that wait. Everybody who may publish sees all of them."""
    if not request.user.has_perm(COMPOSE):
        return
    found = [*Package.objects.unfinished()[:MOST_PACKAGES]]
    for package in found:
        if package.state == PackageState.FAILED:
            words = _("a package did not go out")
            yield Notice(words, reverse("admin:articles_package", args=[package.pk]), package.name, "blocks")
    if waiting := sum(package.state != PackageState.FAILED for package in found):
        yield Notice(_("packages"), reverse("admin:articles_package_list"), str(waiting), "scheduled")


def people(request):
    """Who works on which story now."""
    if not request.user.has_perm("articles.view_article"):
        return None
    here = Presence.objects.filter(seen_at__gt=timezone.now() - HERE_FOR).exclude(user=request.user)
    rows = here.select_related("user", "article").defer(None).order_by("user", "-seen_at")[:MOST_PEOPLE]
    found = {row.user_id: row for row in reversed(rows)}
    return (
        Panel(_("At the desk now"), "admin/first_page/people.html", {"rows": found.values()}, True) if found else None
    )


def popular(request):
    if not request.user.has_perm("articles.view_popularplace"):
        return None
    places = PopularPlace.objects.prefetch_related(STORIES)[:MOST_POPULAR]
    return Panel(_("Popular"), "admin/first_page/popular.html", {"places": places}, True) if places else None
