"""What the edit page shows of the state of a story, and of the acts that are possible now.

Open pages ask for it again when they hear that it has changed. Words and rules come from here in both cases.
"""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin import kept_correction
from articles.admin.draft_requests import gone, json_in
from articles.admin.edit_forms import messages_in
from articles.admin.next_step import steps_of
from articles.admin.package_rows import shown_package
from articles.admin.posted import is_scheduled, planned_time, time_form
from articles.admin.shown_notes import shown_notes
from articles.admin.shown_shared import waiting_in
from articles.admin.story_acts import states_that_need_reason
from articles.admin.story_history import shown_act
from articles.editorial import drafts, embargo, flash, publication, schedule, silence, story_log
from articles.editorial.clean_change import MalformedChangeError, expect
from articles.editorial.shown_states import state_of, time_of, work_of
from articles.editorial.state_mark import mark_of
from articles.editorial.states import COMPOSE, DRAFT_LABELS, KILL, draft_moves_open_to, moves_open_to
from articles.law_days import coming_days, law_days
from articles.models import CorrectionKind, PackageItem, Status
from newsroom.desk.colleagues import hours_from_utc, zoned
from newsroom.desk.script_answers import IN_LETTERS
from newsroom.desk.short_times import second_now

MOST_DAYS = 3


class ShownActs:
    """Mixin for the admin class of stories, beside `EditPage`."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.shown_acts))
        return [path("<int:pk>/acts/", view, name="articles_article_acts"), *super().get_urls()]

    def shown_acts(self, request, pk):
        """Answer with the parts of the page that depend on the state, as HTML, and with their mark.

        By POST, save what the fields of the acts have.
        """
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            return gone() if article is None else JsonResponse({}, status=403)
        edition, mark = self.edition_of(request, article), mark_of(article)
        if request.method == "POST":
            return self.save_act_fields(request, article, edition)
        draft, shared = drafts.draft_of(article, edition), drafts.shared_draft_of(article)
        context = self.acts_of(request, article, edition, draft, shared, may_act=True) | {
            "edition": edition,
            "bar": self.bar(request, article, edition, list(article.drafts.all())) | {"may_edit": True},
            "time": time_form(article.edition(edition), draft),
            "notes": shown_notes(article, edition, draft, request.user),
        }
        html = render_to_string("admin/articles/article/shown_acts.html", context, request)
        return JsonResponse({"mark": mark, "html": html}, json_dumps_params=IN_LETTERS)

    def save_act_fields(self, request, article, edition):
        """Keep a time, a correction and a note until somebody publishes."""
        try:
            sent = json_in(request)
            expect(all(isinstance(value, str) for value in sent.values()), "fields")
        except MalformedChangeError as error:
            return JsonResponse({"message": str(error)}, status=400)
        time = time_form(article.edition(edition), drafts.draft_of(article, edition), sent)
        if not time.is_valid():
            return JsonResponse({"message": " ".join(messages_in(time))}, status=400)
        if "publish_at_0" in sent and time.has_changed() and request.user.has_perm("articles.publish_article"):
            # An emptied time of a scheduled edition means now.
            emptied = timezone.now() if is_scheduled(article.edition(edition)) else None
            drafts.plan(article, edition, time.cleaned_data["publish_at"] or emptied)
        kept_correction.keep(request, article, edition, sent)
        return JsonResponse({"saved_at": second_now()})

    def act_address(self, name, article, edition):
        if article.pk is None:
            return f"{reverse(f'admin:articles_article_add_{name}')}?edition={edition.code}"
        address = reverse(f"admin:articles_article_{name.replace('-', '_')}", args=[article.pk])
        return f"{address}?edition={edition.code}"

    def acts_of(self, request, article, edition, draft, shared, may_act, at=None):
        """Return the state of an edition and the acts. `at` is a time of publication that is chosen, but not saved."""
        here = article.edition(edition)
        if not may_act:
            return {"state": state_of(here, draft), "acts": {}}
        open_moves = moves_open_to(request.user, here.status)
        moves = [(to.value, DRAFT_LABELS[to]) for to in draft_moves_open_to(request.user, draft.state)]
        may_publish, plan = Status.PUBLISHED in open_moves, schedule.planned_for(article, edition)
        until = embargo.ends_at(article, shared)
        may_kill = article.pk is not None and has_been_published(article) and request.user.has_perm(KILL.permission)
        names = {
            "publish": may_publish,
            "flash": may_publish and here.status == Status.UNPUBLISHED and not flash.has_text(draft),
            "withdraw": Status.WITHDRAWN in open_moves,
            "cancel-change": may_publish and plan is not None,
            "kill": may_kill and not article.killed_at,
            "lift-kill": may_kill and article.killed_at is not None,
            "discard": drafts.has_live(here) and draft.is_changed,
            "move": bool(moves),
            "publish-shared": may_publish and shared.is_changed,
            "discard-shared": shared.is_changed,
        }
        acts = {name: self.act_address(name, article, edition) for name, is_open in names.items() if is_open}
        reason = story_log.reason_to_show(article, edition) if article.pk else None
        shown = {
            "state": state_of(here, draft),
            "acts": {
                **{name.replace("-", "_"): address for name, address in acts.items()},
                "moves": moves,
                "steps": steps_of(
                    request.user, here, draft, at or planned_time(here, draft), story_log.is_return(reason)
                ),
                "was_public": here.was_public,
                "kinds": CorrectionKind.choices,
                "moves_back": [move for move in moves if move[0] in states_that_need_reason()],
                "longest_reason": story_log.LONGEST_REASON,
                "longest_note": publication.LONGEST_NOTE,
                "plan": plan and {"at": zoned(plan.publish_at), "by": str(plan.by or _("Somebody"))},
                "is_killed": article.killed_at is not None,
                "embargo": until and until > timezone.now() and zoned(until),
                "silence": [*shown_days(article, shared)],
                "waiting": waiting_in(article, shared),
                "hours": hours_from_utc(timezone.now()),
                "work": work_of(here, draft),
                "time": time_of(here),
            },
        }
        if article.pk is None:
            return shown
        of_edition = f"?edition={edition.code}"
        remind = reverse("admin:articles_article_remind", args=[article.pk]) + of_edition
        told = {"told": reason and shown_act(reason), "with_reason": acts_back(shown["acts"]), "remind": remind}
        shown["acts"] |= told | {"packages": packages_with(article, edition, request.user)}
        if request.user.has_perm(COMPOSE):
            shown["acts"]["package"] = reverse("admin:articles_package_choice", args=[article.pk]) + of_edition
        if self.has_add_permission(request):
            query = urlencode({"edition": edition.code, "like": article.pk})
            shown["acts"]["like"] = f"{reverse('admin:articles_article_add')}?{query}"
        return shown | {"conflicts_address": self.conflicts_address(article, edition)}


def has_been_published(article):
    """Whether readers have, had or will have an edition of a story."""
    return any(here.status != Status.UNPUBLISHED for here in article.editions())


def packages_with(article, edition, user):
    """Return the packages in which something of an edition waits, with links for those who may open them."""
    packages = {item.package_id: item.package for item in PackageItem.objects.waiting(article, edition)}.values()
    may_open = user.has_perm(COMPOSE)
    return [shown_package(package) | {"may_open": may_open} for package in packages]


def shown_days(article, shared):
    """Yield the days of silence that keep a story back, now or later."""
    matters = silence.matters_of(article, shared.values)
    for day in coming_days(matters, timezone.now(), law_days())[:MOST_DAYS] if matters else ():
        yield {"name": str(day), "start": zoned(day.starts_at), "end": zoned(day.ends_at)}


def acts_back(acts):
    """Return the words for the acts that need a reason and are possible now; "" if there is none."""
    is_back, takes_away = bool(acts["moves_back"]), "withdraw" in acts
    if is_back and takes_away:
        return _("Return or withdraw…")
    return _("Return for changes…") if is_back else _("Withdraw…") if takes_away else ""
