"""The page for translators: each part of the source faces its translation, and what changed since is marked."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from articles.admin import kept_correction
from articles.admin.draft_requests import gone
from articles.admin.edit_forms import messages_in
from articles.admin.next_step import steps_of
from articles.admin.pair_cells import change_from
from articles.admin.posted import planned_time
from articles.admin.shown_notes import notes_of_parts
from articles.admin.shown_pairs import shown_pairs, summary_of
from articles.editorial import conflicts, draft_versions, drafts, translations
from articles.editorial.pairing import assumed_rows, pairs_of
from articles.editorial.recounting import recount
from articles.editorial.sent_changes import LONGEST_REQUEST
from articles.editorial.shown_states import ShownState, has_nothing_new, stale_note, state_of, time_of, work_of
from articles.editorial.telling import SILENT, UndecidedError, follows_source, source_has_told
from articles.models import Article, Draft, TranslatedBlock
from newsroom import editions
from newsroom.desk.colleagues import zone_words
from newsroom.desk.short_times import second_now
from newsroom.desk.writing_words import WRITING_WORDS

TEMPLATE = "admin/articles/article/side_by_side.html"
MARK = "admin/articles/article/pair_mark.html"
STATE = "components/desk/state.html"
SUMMARY = "admin/articles/article/pair_summary.html"


class SidesForm(forms.Form):
    """What the page was made from. The texts are read by `pair_cells.py`."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    source_version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    request = forms.CharField(max_length=LONGEST_REQUEST, required=False)
    """What the script made up for this request: it is the same if it sends the request again."""


@dataclass
class Sides:
    """A translation and its source, as they are or as somebody has seen them."""

    article: Article
    edition: editions.Edition
    source: editions.Edition
    version: int | None = None
    source_version: int | None = None

    @cached_property
    def draft(self):
        return drafts.draft_of(self.article, self.edition)

    @cached_property
    def source_draft(self):
        return drafts.draft_of(self.article, self.source)

    @cached_property
    def content(self):
        return content_seen(self.draft, self.version)

    @cached_property
    def texts(self):
        """({part: html} of the source, {part: html} of the translation)."""
        source = content_seen(self.source_draft, self.source_version)
        return translations.parts_of(source), translations.parts_of(self.content)

    @cached_property
    def pairs(self):
        ours = translations.about(self.article, self.edition, self.source)
        rows = [*TranslatedBlock.objects.filter(**ours).select_related("checked_by")]
        if not rows:
            own = {self.source.code: self.source_draft, self.edition.code: self.draft}
            before = translations.words_when_paired(self.article, self.edition, self.source, own)
            rows = assumed_rows(before, self.texts[1])
        return pairs_of(*self.texts, rows)


def content_seen(draft, version):
    return draft_versions.content_of(draft) if version is None else draft_versions.content_at(draft, version)


@dataclass
class SavedSides:
    """What the acts of the edit page need to know of a form that was saved."""

    draft: Draft
    version: int
    conflicts: list
    has_unseen_words: bool
    publish_at: datetime | None
    """The time that was chosen on the edit page. None means now."""


class SideBySide:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.side_by_side)
        return [path("<int:pk>/side-by-side/", view, name="articles_article_side_by_side"), *super().get_urls()]

    def side_by_side(self, request, pk):
        return self.with_sides(request, pk, self.show_sides, self.save_sides)

    def with_sides(self, request, pk, show, save):
        """Call `show` or `save` with a translation and its source, or redirect if there aren't two editions."""
        article, is_from_script = self.get_object(request, str(pk)), "_autosave" in request.POST
        if article is None:
            return gone() if is_from_script else self.without_story(request, pk)
        if not self.has_change_permission(request, article):
            if is_from_script:
                return JsonResponse({"message": str(WRITING_WORDS["forbidden"])}, status=403)
            raise PermissionDenied
        edition = self.edition_of(request, article)
        source = source_asked(request, article, edition)
        if source is None:
            messages.info(request, _("No other edition of this story has a text to compare with."))
            return HttpResponseRedirect(self.address_of(article, edition))
        return (save if request.method == "POST" else show)(request, Sides(article, edition, source))

    def without_story(self, request, pk):
        is_form = request.method == "POST"
        return self.page_of_deleted(request, Article(pk=pk)) if is_form else self.to_list(request, pk)

    def sides_address(self, article, edition, source):
        address = reverse("admin:articles_article_side_by_side", args=[article.pk])
        return f"{address}?edition={edition.code}&source={source.code}"

    def stale_marks(self, article):
        """Return the marks of stale editions in the list, each with the way to what changed."""
        address = reverse("admin:articles_article_side_by_side", args=[article.pk])
        return format_html_join(
            "",
            ' <a class="state state-stale" href="{}?edition={}#first-change">{}: {}: {}</a>',
            (
                (address, code, code, ShownState.STALE.label, stale_note(count))
                for code, count in translations.stale_counts(article).items()
            ),
        )

    def save_sides(self, request, sides):
        """Save what was typed and ticked, and then act if a button says so."""
        article, edition, source = sides.article, sides.edition, sides.source
        is_from_script = "_autosave" in request.POST
        form, saved = SidesForm(request.POST), None
        if form.is_valid():
            mark = form.cleaned_data.pop("request")
            seen = Sides(article, edition, source, **form.cleaned_data)
            try:
                saved = save_typed(request, seen, mark)
            except draft_versions.UnknownVersionError:
                form.add_error(None, _("This version of the text is too old. Open the story again."))
            except ValidationError as error:
                form.add_error(None, error)
        if saved is None:
            return self.refuse_sides(request, sides, form, is_from_script)
        if is_from_script:
            return self.answer_script(request, seen, saved)
        if saved.conflicts:
            return HttpResponseRedirect(self.conflicts_address(article, edition))
        if part := request.POST.get("repair"):
            return HttpResponseRedirect(self.pair_address(sides, part))
        recount([article.pk])
        if act := {"publish": self.publish, "move": self.move}.get(request.POST.get("act")):
            # A translation that follows its source is news to readers only if that was.
            is_news = source_has_told(article, edition, source) or not follows_source(article, edition, source)
            kind = "" if is_news else SILENT
            kept_correction.keep(request, article, edition, {"correction_kind": kind}, version=saved.version)
            try:
                self.act_or_explain(act, request, article, edition, saved)
            except UndecidedError:
                return self.ask_what_to_tell(request, article, edition, saved)
        place = "#first-change" if "check" in request.POST else ""
        return HttpResponseRedirect(self.sides_address(article, edition, source) + place)

    def refuse_sides(self, request, sides, form, is_from_script):
        faults = messages_in(form)
        if is_from_script:
            return JsonResponse({"message": " ".join(map(str, faults))}, status=409)
        return self.show_sides(request, sides, faults)

    def answer_script(self, request, seen, saved):
        """Tell the browser what it does not have yet."""
        sides = Sides(seen.article, seen.edition, seen.source, None, seen.source_version)
        rows = shown_pairs(sides)
        known = {line.name: line.text for row in shown_pairs(seen) for line in row.lines} | request.POST.dict()
        news = {line.name: line.text for row in rows for line in row.lines}
        news = {name: text for name, text in news.items() if known.get(name, "").replace("\r\n", "\n") != text}
        return JsonResponse({
            "version": saved.version,
            "state": shown_states(sides.article.edition(sides.edition), sides.draft),
            "at": second_now(),
            "texts": news,
            "marks": {row.key: render_to_string(MARK, {"row": row}) for row in rows},
            "stale": [row.key for row in rows if row.pair.is_stale],
            "summary": render_to_string(SUMMARY, {"summary": summary_of(rows)}),
            "nothing_new": has_nothing_new(sides.article.edition(sides.edition), sides.draft),
            "conflicts": [f"{one.part} {one.pk}" for one in saved.conflicts],
            "has_newer_source": sides.source_draft.version != seen.source_version,
        })  # fmt: skip

    def show_sides(self, request, sides, faults=()):
        """Render the page. After a refused form it has the texts that were typed."""
        article, edition = sides.article, sides.edition
        typed = request.POST.dict() if faults else {}
        rows = shown_pairs(sides, typed)
        notes = notes_of_parts(article, edition, sides.draft)
        for row in rows:
            row.notes = notes.get(row.pair.part)
        shown = {line.name for row in rows for line in row.lines}
        here = article.edition(edition)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": str(article), "article": article, "edition": edition, "source": sides.source,
            "draft": sides.draft, "source_draft": sides.source_draft, "rows": rows, "summary": summary_of(rows),
            "source_state": state_of(article.edition(sides.source), sides.source_draft),
            "state": state_of(here, sides.draft), "work": work_of(here, sides.draft), "time": time_of(here),
            "zone": zone_words(timezone.now()), "errors": faults,
            "back": self.address_of(article, edition),
            "others": [one for one in editions_with_words(article) if one not in (edition, sides.source)],
            "version": typed.get("version", sides.draft.version),
            "source_version": typed.get("source_version", sides.source_draft.version),
            "lost": [text for name, text in typed.items() if name.startswith("text-") and name not in shown],
            "step": steps_of(request.user, here, sides.draft, chosen_time(here, sides.draft)),
            "conflicts": conflicts.open_in(draft_versions.about(sides.draft)).filter(by=request.user).exists(),
            "conflicts_address": self.conflicts_address(article, edition),
        }  # fmt: skip
        return render(request, TEMPLATE, context, status=409 if faults else 200)


@transaction.atomic
def save_typed(request, seen, mark):
    """Save the texts of a form, and what it ticks. Return `SavedSides`."""
    refuse_texts_without_place(request.POST.dict(), shown_pairs(seen))
    change, new = change_from(request.POST.dict(), seen.pairs, seen.texts[0], seen.content)
    held = dict(map(part_and_id, request.POST.getlist("held")))
    saved = translations.save_translation(
        seen.article, seen.edition, seen.source, seen.version, change, new, by=request.user, held=held, request=mark
    )
    ticked = request.POST.getlist("check")
    if "check_all" in request.POST:
        ticked = [pair.source_part for pair in seen.pairs if pair.source_part]
    if ticked:
        translations.check(seen.article, seen.edition, seen.source, ticked, seen=seen.source_version, by=request.user)
    has_news, at = any(saved.news.values()), chosen_time(seen.article.edition(seen.edition), saved.draft)
    return SavedSides(saved.draft, saved.draft.version, saved.conflicts, has_news, at)


def chosen_time(here, draft):
    planned = planned_time(here, draft)
    return planned if planned and planned > timezone.now() else None


def part_and_id(held):
    """Return (part, id of its conflict) of what the script sends as «part id»."""
    part, _space, pk = held.partition(" ")
    return part, int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None


def refuse_texts_without_place(posted, rows):
    """Raise ValidationError if something was typed for a paragraph of the source that has a translation now."""
    known = {name for row in rows for name in row.cell.names}
    if any(text.strip() for name, text in posted.items() if name.startswith("text-") and name not in known):
        raise ValidationError(_("A colleague has changed which paragraphs belong together."))


def shown_states(here, draft):
    shown = [{"state": state_of(here, draft), "time": time_of(here)}, {"state": work_of(here, draft)}]
    return "".join(render_to_string(STATE, one) for one in shown if one["state"])


def checked_blocks():
    """What a list of stories needs to know which editions are stale: one query for all of them."""
    return Prefetch("translated_blocks", TranslatedBlock.objects.defer("source_html"))


def source_asked(request, article, edition):
    """Return the edition to translate from: the one in the address, the usual one, or the first with words.

    A form is saved with the source that it shows, even if somebody has emptied that meanwhile.
    """
    written = [one for one in editions_with_words(article) if one != edition]
    asked = editions.stored(request.POST.get("source", request.GET.get("source")))
    if request.method == "POST" and asked not in (None, edition):
        return asked
    usual = translations.source_of(article, edition, [*article.translated_blocks.all()])
    return next((one for one in (asked, usual) if one in written), written[0] if written else None)


def editions_with_words(article):
    own = {draft.language: draft for draft in article.drafts.all()}
    found = [here.edition for here in article.editions()]
    return [one for one in found if translations.has_words(translations.words_in(article, one, own.get(one.code)))]
