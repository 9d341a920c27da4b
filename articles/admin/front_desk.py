"""The desk of the front page: who stands at its top and until when, breaking news, and the page at a later time."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import front_rows
from articles.desk_search import patterns_of
from articles.editorial import breaking, front_ahead, front_slots
from articles.editorial.front_mark import mark_of, refuse_stale
from articles.editorial.states import BREAK, PLACE
from articles.models import Article, BreakingLine
from articles.models.front_page import TOP
from newsroom import editions
from newsroom.desk.colleagues import zone_words
from newsroom.desk.local_times import LocalTimeField, moment_of, text_of
from newsroom.desk.short_times import when
from newsroom.editions.columns import value_in

SIDES = "admin:articles_article_side_by_side"
TEMPLATE = "admin/articles/article/front_desk.html"
OFFERED_END = timedelta(hours=3)
LARGEST_ID = models.BigIntegerField.MAX_BIGINT


class FrontForm(forms.Form):
    """What the page is asked for. A value that no link or field offers is ignored."""

    at = LocalTimeField(label=gettext_lazy("Another time"), required=False)
    q = forms.CharField(label=gettext_lazy("Find a story"), required=False, max_length=200)


class ActForm(forms.Form):
    """What a button of the page sends."""

    act = forms.CharField()
    mark = forms.CharField()
    position = forms.IntegerField(min_value=1, max_value=TOP, required=False)
    other = forms.IntegerField(min_value=1, max_value=TOP, required=False)
    article = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    until = LocalTimeField(required=False)
    text = forms.CharField(required=False, max_length=BreakingLine._meta.get_field("text").max_length)


class FrontDesk:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.front_desk)
        return [path("front/", view, name="articles_article_front"), *super().get_urls()]

    def front_desk(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self.act_on_front(request) if request.method == "POST" else self.show_front(request)

    def act_on_front(self, request):
        if not any(may_of(request.user).values()):
            raise PermissionDenied
        edition, form = self.edition_of(request), ActForm(request.POST)
        if not form.is_valid() and {*form.errors} - {"until", "text"}:
            raise BadRequest
        act, needed = ACTS.get(form.cleaned_data["act"], (None, ()))
        if act is None or any(form.cleaned_data[name] is None for name in needed):
            raise BadRequest
        try:
            if form.errors:
                raise ValidationError([error for found in form.errors.values() for error in found])
            with transaction.atomic():
                refuse_stale(edition, form.cleaned_data["mark"])
                said = act(edition, form.cleaned_data, request.user)
        except ValidationError as error:
            return self.show_front(request, faults=error.messages, typed=typed_line(request.POST))
        messages.success(request, said)
        return HttpResponseRedirect(f"{request.get_full_path()}#place-{shown_place(form.cleaned_data)}")

    def show_front(self, request, faults=(), typed=None):
        edition, asked = self.edition_of(request), FrontForm(request.GET)
        asked.is_valid()
        values, mark = asked.cleaned_data, mark_of(edition)
        at = later_only(moment_of(values.get("at", "")))
        front, shown = front_ahead.parts_at(edition)
        rows = front_rows.place_rows(edition, front, shown)
        lines = [line_shown(line, edition) for line in BreakingLine.objects.running().select_related("article")]
        taken = [row.article for row in rows] + [line["article"] for line in lines]
        offers = front_rows.offers(edition, self.stories_to_offer(request, edition, taken, values.get("q", "")))
        now = timezone.now()
        page = {
            "edition": edition, "form": asked, "mark": mark, "typed": typed or {}, "zone": zone_words(now),
            "tabs": [{"edition": one, "is_current": one == edition} for one in editions.STORED],
            "rows": rows, "placed": sum(row.is_placed for row in rows), "offers": offers, "q": values.get("q", ""),
            "free": next((row.position for row in rows if not row.is_placed), 1),
            "lines": lines, "can_break": choices_to_break(rows, offers), "ends": text_of(now + OFFERED_END),
            "ahead": front_rows.ahead(edition, front, shown, at), "moments": moment_links(request, edition, at),
            "at": text_of(at), "time": when(at) if at else "",
            "may": may_of(request.user),
        }  # fmt: skip
        titles = {"opts": self.opts, "title": _("Front page"), "page": page, "faults": faults}
        context = self.admin_site.each_context(request) | titles
        return render(request, TEMPLATE, context)

    def stories_to_offer(self, request, edition, taken, words):
        if not patterns_of(words):
            return front_rows.newest_to_place(edition, taken)
        found, _may_repeat = self.get_search_results(request, Article.objects.all(), words)
        return found.order_by(*self.ordering)


def may_of(user):
    return {"place": user.has_perm(PLACE.permission), "break": user.has_perm(BREAK.permission)}


def typed_line(posted):
    """Return what was typed about breaking news, which a refusal must not lose."""
    return posted if posted.get("act") == "run-line" else None


def later_only(moment):
    return moment if moment and moment > timezone.now() else None


def moment_links(request, edition, at):
    """Return links to the front now, and after each time at which it will change by itself."""
    kept = {"edition": edition.code} | {name: request.GET[name] for name in ("q",) if request.GET.get(name)}
    links = [{"words": _("now"), "query": urlencode(kept), "is_current": at is None}]
    for moment in front_ahead.moments_of(edition):
        query = urlencode(kept | {"at": text_of(moment)})
        links.append({"words": when(moment), "query": query, "is_current": moment == at})
    return links


def line_shown(line, edition):
    """Return what the page shows of breaking news. In an edition without the story, readers see nothing of it."""
    here, own = line.article.edition(edition), value_in(line, "text", edition) or ""
    title, sides = value_in(line.article, "title", edition), reverse(SIDES, args=[line.article_id])
    return {
        "article": line.article_id, "title": title or str(line.article), "tag": edition.tag if title else "",
        "text": own, "until": text_of(line.until), "is_absent": not here.is_live,
        "address": "" if here.is_published else f"{sides}?edition={edition.code}",
    }  # fmt: skip


def choices_to_break(rows, offers):
    placed = {row.article: row.title for row in rows if row.article}
    return [*(placed | {offer.article: offer.title for offer in offers if offer.can_break}).items()]


# Acts


def shown_place(values):
    """Return the number of the place to which the page scrolls after an act."""
    step = {"up": -1, "down": 1}.get(values["act"])
    return values["other"] or (values["position"] or 1) + (step or 0)


def place(edition, values, by):
    story = get_object_or_404(Article, pk=values["article"])
    front_slots.place(edition, values["position"], story, by=by)
    names = {"position": values["position"], "story": front_rows.title_in(story, edition)}
    return _("Place %(position)s: “%(story)s”.") % names


def keep_until(edition, values, by):
    slot = front_slots.filled(front_slots.slots_of(edition), values["position"])
    until = moment_of(values["until"], stored=slot.until)
    front_slots.place(edition, slot.position, slot.article, by=by, until=until)
    return _("The time of place %(position)s is set.") % {"position": slot.position}


def clear(edition, values, by):
    front_slots.clear(edition, values["position"], by=by)
    return _("Place %(position)s is filled by time again.") % {"position": values["position"]}


def swap(edition, values, by):
    one, other = values["position"], values["other"]
    front_slots.swap(edition, one, other, by=by)
    return _("Places %(one)s and %(other)s are swapped.") % {"one": one, "other": other}


def up(edition, values, by):
    return swap(edition, values | {"other": values["position"] - 1}, by)


def down(edition, values, by):
    return swap(edition, values | {"other": values["position"] + 1}, by)


def run_line(edition, values, by):
    story = get_object_or_404(Article, pk=values["article"])
    if not values["until"]:
        raise ValidationError(_("Breaking news must end within 24 hours."))
    breaking.run(story, edition, by=by, until=moment_of(values["until"]), text=values["text"])
    return _("Breaking news: “%(story)s”.") % {"story": front_rows.title_in(story, edition)}


def end_line(edition, values, by):
    breaking.end(get_object_or_404(Article, pk=values["article"]), edition, by=by)
    return _("The breaking news has ended.")


ACTS = {
    "place": (place, ["position", "article"]),
    "until": (keep_until, ["position"]),
    "clear": (clear, ["position"]),
    "swap": (swap, ["position", "other"]),
    "up": (up, ["position"]),
    "down": (down, ["position"]),
    "run-line": (run_line, ["article"]),
    "end-line": (end_line, ["article"]),
}
"""{value of a button: (act, the fields that it needs)}. Each act returns what is said then."""
