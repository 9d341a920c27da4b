"""The board of stories and their editions: what is missing, stale or waits for somebody, and for whom."""

import re
from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.board_cells import Cell
from articles.admin.board_lists import NAMES_OF_STATES, NAMES_OF_WORK, Asked, page_of
from articles.admin.shown_notes import counts_of, unresolved_notes
from articles.desk_search import few_with, with_words
from articles.editorial import assigning
from articles.editorial.recounting import recount_some
from articles.editorial.states import ASSIGN
from articles.editorial.translations import stale_parts
from articles.models import Article, Category, Draft, EditionWork, StoryToRecount
from newsroom import editions
from newsroom.editions.columns import columns

TEMPLATE = "admin/articles/article/editions_board.html"
PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")


def sections():
    """Return the choices of a section, indented as the tree is."""
    return [(row.pk, "\N{NO-BREAK SPACE}" * 2 * row.tree_depth + str(row)) for row in Category.objects.as_tree()]


class BoardForm(forms.Form):
    """What the board is asked for. A value that no link or field offers is ignored."""

    work = forms.ChoiceField(label=gettext_lazy("work"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("state"), required=False)
    edition = forms.ChoiceField(label=gettext_lazy("edition"), required=False)
    section = forms.TypedChoiceField(label=gettext_lazy("section"), required=False, coerce=int, empty_value=None)
    q = forms.CharField(label=gettext_lazy("Find in this list"), required=False, max_length=200)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        anything = ("", _("all"))
        self.fields["work"].choices = [anything, *NAMES_OF_WORK.items()]
        self.fields["state"].choices = [anything, *NAMES_OF_STATES.items()]
        self.fields["edition"].choices = [anything, *((one.code, one.autonym) for one in editions.STORED)]
        self.fields["section"].choices = [anything, *sections()]
        self.fields["q"].widget.attrs["placeholder"] = self.fields["q"].label


def asked_by(request, values):
    return Asked(
        state=values.get("state", ""),
        edition=editions.stored(values.get("edition")),
        section=values.get("section"),
        mine=request.user if values.get("work") == "mine" else None,
        is_assigned=values.get("work") == "desk",
        among=few_with(values["q"]) if values.get("q") else None,
    )


def key_in(text):
    """Return the key (time, id) that stands in an address as «microseconds-id»; None if it is none."""
    found = KEY.fullmatch(text)
    return found and (EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))


def text_of_key(key):
    moment, pk = key
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}-{pk}"


def stories_beside(asked, values):
    """Return the stories that meet the conditions without an index in the order of the board; None if all do."""
    has_words = bool(values.get("q")) and asked.among is None
    stories = with_words(values["q"]) if has_words else Article.objects.all()
    if asked.of_works and asked.section is not None:
        return stories.filter(category=asked.section)
    return stories if has_words else None


def filter_links(query):
    """Return the links above the board as dictionaries. They keep the edition, the section and the words."""
    kept = {name: value for name, value in query.items() if name not in ("work", "state")}
    now = query.get("work", ""), query.get("state", "")
    choices = [(_("all"), "", ""), *((label, name, "") for name, label in NAMES_OF_WORK.items())]
    choices += [(label, "", name) for name, label in NAMES_OF_STATES.items()]
    return [
        {
            "label": label,
            "query": urlencode(kept | {name: value for name, value in [("work", work), ("state", state)] if value}),
            "is_current": (work, state) == now,
        }
        for label, work, state in choices
    ]


class EditionsBoard:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.editions_board)
        return [path("editions/", view, name="articles_article_editions"), *super().get_urls()]

    def editions_board(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self.decide_on_board(request) if request.method == "POST" else self.show_board(request)

    def show_board(self, request):
        form = BoardForm(request.GET)
        form.is_valid()
        values = form.cleaned_data
        asked, after = asked_by(request, values), key_in(request.GET.get("after", ""))
        recount_some()
        found = page_of(asked, stories_beside(asked, values), after, PAGE)
        recount_some([pk for _moment, pk in found.keys])
        query = {name: value for name, value in values.items() if value}
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Editions"), "form": form, "editions": editions.STORED,
            "rows": self.board_rows(request, found.keys, shows_parts=asked.state == "stale"),
            "older": found.next_key and urlencode(query | {"after": text_of_key(found.next_key)}),
            "newest": urlencode(query) if after else None, "is_cut": found.is_cut, "is_filtered": bool(query),
            "filters": filter_links(query), "back": request.get_full_path(),
            "is_recounting": StoryToRecount.objects.exists(),
            "may": {"change": self.has_change_permission(request), "decide": request.user.has_perm(ASSIGN)},
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def board_rows(self, request, keys, shows_parts):
        """Return (story, its cells) for each of the stories of a page."""
        drafts = Draft.objects.all() if shows_parts else Draft.objects.only("article", "language", "title")
        works = EditionWork.objects.select_related("assignee")
        stories = Article.objects.select_related("category").prefetch_related(
            Prefetch("drafts", drafts), Prefetch("edition_works", works), unresolved_notes()
        )
        if shows_parts:
            stories = stories.prefetch_related("translated_blocks")
        else:
            stories = stories.only(*columns("title"), "key", "category", "original_language", "updated_at")
        stories = stories.in_bulk([pk for _moment, pk in keys])
        found = [stories[pk] for _moment, pk in keys if pk in stories]
        return [(story, self.cells_of(story, shows_parts)) for story in found]

    def cells_of(self, story, shows_parts):
        rows = {row.language: row for row in story.edition_works.all()}
        parts = stale_parts(story) if shows_parts else {}
        notes = counts_of(story)
        change, sides, assignment = (
            reverse(f"admin:articles_article_{name}", args=[story.pk])
            for name in ("change", "side_by_side", "assignment")
        )
        return [
            Cell(
                edition=edition,
                row=rows[edition.code],
                story_address=f"{change}?edition={edition.code}",
                sides_address=f"{sides}?edition={edition.code}",
                assignment_address=f"{assignment}?edition={edition.code}",
                is_source=edition.code == story.original_language,
                parts=tuple(parts.get(edition.code, ())),
                notes=notes.get(edition.code, 0),
            )
            for edition in editions.STORED
            if edition.code in rows
        ]

    # Acts

    def decide_on_board(self, request):
        """Carry out the act of a button: «not-needed 17 en»."""
        name, pk, code = [*request.POST.get("decision", "").split(" "), "", ""][:3]
        article, edition = self.get_object(request, pk), editions.stored(code)
        if article is None or edition is None or name not in DECISIONS:
            raise BadRequest
        self.decide_or_explain(request, article, edition, name)
        place = f"#story-{article.pk}"
        return HttpResponseRedirect(f"{request.get_full_path()}{place}")

    def decide_or_explain(self, request, article, edition, name):
        act, said = DECISIONS[name]
        try:
            with transaction.atomic():
                if act(article, edition, by=request.user):
                    self.log_change(request, article, f"{edition.code}: {name.replace('-', '_')}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return
        messages.success(request, said % {"edition": edition.autonym, "story": article})


def not_needed(article, edition, *, by):
    return assigning.decide(article, edition, by=by, is_needed=False)


def needed(article, edition, *, by):
    return assigning.decide(article, edition, by=by, is_needed=True)


DECISIONS = {
    "not-needed": (not_needed, gettext_lazy("The edition “%(edition)s” is not needed: %(story)s")),
    "needed": (needed, gettext_lazy("The edition “%(edition)s” is needed again: %(story)s")),
    "seen": (assigning.acknowledge, gettext_lazy("Nothing is to be done in the edition “%(edition)s”: %(story)s")),
}
"""{name of a button: (act, what is said then)}"""
