"""The list of stories at the desk. Their form is the edit page."""

from django.contrib import admin
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.assignment_page import AssignmentPage
from articles.admin.conflict_page import ConflictPage
from articles.admin.documents import Documents
from articles.admin.draft_requests import DraftRequests
from articles.admin.edit_acts import EditActs
from articles.admin.edit_page import EditPage
from articles.admin.editions_board import EditionsBoard
from articles.admin.embed_addresses import EmbedAddresses
from articles.admin.find_story import FindStory
from articles.admin.front_desk import FrontDesk
from articles.admin.list_filters import EditionFilter, StateFilter, WorkFilter
from articles.admin.name_hints import NameHints
from articles.admin.notes_panel import NotesPanel
from articles.admin.own_links import OwnLinks
from articles.admin.package_pages import PackagePages
from articles.admin.pair_choice import PairChoice
from articles.admin.preview_links_page import PreviewLinksPage
from articles.admin.publications_page import PublicationsPage
from articles.admin.publish_checks import PublishChecks
from articles.admin.reminders import ReminderPage
from articles.admin.shared_requests import SharedRequests
from articles.admin.shown_acts import ShownActs
from articles.admin.shown_notes import count_words, counts_of, page_with_notes, unresolved_notes
from articles.admin.side_by_side import SideBySide, checked_blocks
from articles.admin.story_history import StoryHistory
from articles.desk_search import few_with, first_with, patterns_of
from articles.editorial import effects
from articles.editorial.history import chain
from articles.editorial.shown_states import ShownState, state_of, time_of, work_of
from articles.editorial.similar import values_like
from articles.models import Article, DraftConflict
from newsroom import editions
from newsroom.desk.edition_admin import EditionAdmin
from newsroom.desk.ids import is_possible
from newsroom.desk.paginator import NearbyPages, most_counted
from newsroom.outbox import adding as outbox


@admin.register(Article)
class ArticleAdmin(
    EditPage,
    EditActs,
    ShownActs,
    NotesPanel,
    ConflictPage,
    SideBySide,
    PairChoice,
    PreviewLinksPage,
    PublicationsPage,
    PackagePages,
    PublishChecks,
    DraftRequests,
    SharedRequests,
    Documents,
    FindStory,
    OwnLinks,
    NameHints,
    EmbedAddresses,
    StoryHistory,
    NearbyPages,
    EditionsBoard,
    FrontDesk,
    AssignmentPage,
    ReminderPage,
    EditionAdmin,
):
    autocomplete_fields = ["category", "tags", "lead_photo"]
    fieldsets = [(None, {"fields": ["title"]})]  # the field whose name a new story may be proposed with; see EditPage
    list_display = ["__str__", "states", "category", "kind", "updated_at"]
    list_filter = ["kind", "category", WorkFilter, StateFilter, EditionFilter]
    list_select_related = ["category"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER  # they count all stories for each choice of each filter
    ordering = ["-updated_at", "-pk"]
    search_fields = ["title", "lead", "key"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("drafts", checked_blocks(), unresolved_notes())

    def get_search_results(self, request, queryset, search_term):
        """Look into drafts, too: an edition that was never published has no words anywhere else."""
        if not patterns_of(search_term):
            return queryset, False
        few = few_with(search_term)
        if few is not None:
            return queryset.filter(pk__in=few), False
        stories = queryset.order_by(*self.ordering)
        found, request.search_is_cut = first_with(search_term, stories, most_counted(request, self))
        return queryset.filter(pk__in=found), False

    @admin.display(description=_("editions"))
    def states(self, article):
        own = {draft.language: draft for draft in article.drafts.all()}
        pairs = [(here, own.get(here.edition.code)) for here in article.editions()]
        states = [(here.edition, state_of(here, draft), work_of(here, draft), time_of(here)) for here, draft in pairs]
        written = [state for state in states if state[1] != ShownState.EMPTY]
        shown = render_to_string("components/desk/edition_states.html", {"states": written})
        return shown + self.stale_marks(article) + note_marks(article)

    def get_deleted_objects(self, objs, request):
        """Conflicts are deleted with their story. Nobody may delete one by itself, and Django would refuse both."""
        tree, counts, needed, protected = super().get_deleted_objects(objs, request)
        return tree, counts, needed - {DraftConflict._meta.verbose_name}, protected

    @transaction.atomic
    def delete_model(self, request, obj):
        outbox.add(effects.CARDS, story=obj.pk)
        chain.note_deletion([obj.pk], request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        pks = [*queryset.values_list("pk", flat=True)]
        for pk in pks:
            outbox.add(effects.CARDS, story=pk)
        chain.note_deletion(pks, request.user)
        super().delete_queryset(request, queryset)

    def get_changeform_initial_data(self, request):
        edition, pk = self.edition_of(request), request.GET.get("like", "")
        like = self.get_queryset(request).filter(pk=pk).first() if is_possible(Article._meta.pk, pk) else None
        values = values_like(like, edition) if like else {}
        return values | {"original_language": edition.code} | super().get_changeform_initial_data(request)

    def edition_of(self, request, row=None):
        """As for other rows, but the words of an edition may be in its draft alone."""
        asked = editions.stored(request.POST.get("_edition", request.GET.get("edition")))
        if asked or row is None or "_popup" in request.GET:
            return super().edition_of(request, row)
        drafts = {draft.language: draft for draft in row.drafts.all()} if row.pk else {}
        states = {here.edition: state_of(here, drafts.get(here.edition.code)) for here in row.editions()}
        written = (edition for edition, state in states.items() if state != ShownState.EMPTY)
        return next(written, None) or super().edition_of(request, None)


def note_marks(article):
    """Return how many notes are unresolved in each edition, each number with the way to them."""
    counts = counts_of(article)
    noted = [here.edition for here in article.editions() if here.edition.code in counts]
    links = [(page_with_notes(article, one), one.code, count_words(counts[one.code])) for one in noted]
    return format_html_join("", ' <a class="state state-notes" href="{}">{}: {}</a>', links)
