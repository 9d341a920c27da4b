"""The form and the list of stories at the desk."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles.editorial import workflow
from articles.editorial.saving import save_article
from articles.editorial.states import BUTTON_LABELS, moves_open_to
from articles.models import Article, ArticlePhoto, Byline, Correction, RelatedArticle, Status
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit
from newsroom.desk.edition_admin import EditionAdmin
from newsroom.desk.ids import PossibleIds
from newsroom.desk.paginator import NearbyPaginator
from newsroom.desk.times import SiteTimes
from newsroom.desk.visible_texts import VisibleTexts
from newsroom.editions.columns import column, columns


class ArticleForm(forms.ModelForm):
    def clean(self):
        if {*columns("slug")} & {*self.changed_data}:
            lock_until_commit(Article, SLUGS)  # or another story may get the slug after it was found to be free
        return super().clean()

    def _update_errors(self, errors):
        """Show errors of fields that the form lacks above the form.

        The model validates all editions, and the form has the fields of one.
        """
        if hasattr(errors, "error_dict"):
            elsewhere = [name for name in errors.error_dict if name not in self.fields and name != NON_FIELD_ERRORS]
            for name in elsewhere:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)


class DescribedPicturesFormSet(BaseInlineFormSet):
    """Rows that add a picture to the story: a photo in the text, or an author with a portrait."""

    def clean(self):
        """Require a description of each added picture in all published editions."""
        super().clean()
        for edition in [here.edition for here in self.instance.editions() if here.is_published]:
            # The `cleaned_data` of rows that the user may only view has ids instead of objects.
            for form in [form for form in self.forms if form.has_changed()]:
                field, photo = picture_in(getattr(form, "cleaned_data", {}))
                if photo and not form.cleaned_data.get("DELETE") and not photo.has_description_in(edition):
                    message = _("This photo has no description in the edition “%(edition)s”, which is published.")
                    form.add_error(field, message % {"edition": edition.autonym})


def picture_in(row):
    """Return (name of the field that refers to the picture, photo or None)."""
    author = row.get("author")
    return ("author", author.photo) if author else ("photo", row.get("photo"))


class EditionCorrectionsFormSet(BaseInlineFormSet):
    """The corrections of the edition that the form shows. New ones belong to that edition."""

    edition = None

    def get_queryset(self):
        return super().get_queryset().filter(language=self.edition.code)

    def save_new(self, form, commit=True):
        form.instance.language = self.edition.code
        return super().save_new(form, commit)


MOST_ROWS = 200
"""Of one kind in a story. Django would read and show 2,000, which takes half a minute."""


class SharedFieldsPermissions(VisibleTexts):
    """Inlines that may be edited by users who may change the fields that all editions share."""

    extra = 0
    max_num = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and may_change_shared(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_change_shared(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_change_shared(request.user, obj)


class BylineInline(SharedFieldsPermissions, PossibleIds, admin.TabularInline):
    model = Byline
    formset = DescribedPicturesFormSet
    autocomplete_fields = ["author"]


class ArticlePhotoInline(SharedFieldsPermissions, PossibleIds, admin.TabularInline):
    model = ArticlePhoto
    formset = DescribedPicturesFormSet
    autocomplete_fields = ["photo"]


class RelatedInline(SharedFieldsPermissions, PossibleIds, admin.StackedInline):
    model = RelatedArticle
    fk_name = "article"
    fields = ["related", ("position", "after_paragraph")]
    autocomplete_fields = ["related"]


class CorrectionInline(SharedFieldsPermissions, SiteTimes, admin.StackedInline):
    model = Correction
    formset = EditionCorrectionsFormSet
    fields = ["text", "corrected_at"]
    verbose_name_plural = _("Corrections in this edition")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.edition = self.admin_site.get_model_admin(Article).edition_of(request, obj)
        return formset


class StatusFilter(admin.SimpleListFilter):
    title = _("status in any edition")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        if self.value() not in Status.values:
            return queryset
        in_any_edition = dict.fromkeys(columns("status"), self.value())
        return queryset.filter(Q(**in_any_edition, _connector=Q.OR))


LABELS = ["paid", "is_official_answer", "machine_part", "age_mark"]
SHARED = ["kind", "category", "tags", "lead_photo", "video_url", "source_url", "original_language", "has_assumed_time",
          "comments_are_open", "key"]  # fmt: skip


@admin.register(Article)
class ArticleAdmin(EditionAdmin):
    form = ArticleForm
    view_on_site = False  # the template has a link to the edition that the form shows
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", "lead", "body"]}),
        (_("When and where"), {"fields": ["published_at", "slug", "source_name"]}),
        (_("In all editions"), {"fields": SHARED}),
        (_("Labels, in all editions"), {"fields": LABELS, "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["category", "tags", "lead_photo"]
    inlines = [BylineInline, ArticlePhotoInline, RelatedInline, CorrectionInline]
    list_display = ["__str__", "states", "category", "kind", "updated_at"]
    list_filter = [StatusFilter, "kind", "category"]
    list_select_related = ["category"]
    list_per_page = 50
    show_full_result_count = False
    actions_selection_counter = False  # it would offer to select all, with the total, which isn't counted
    ordering = ["-updated_at", "-pk"]
    search_fields = ["title", "lead", "key"]

    def get_paginator(self, request, queryset, per_page, **kwargs):
        page_asked = request.GET.get("p", "1")
        page_asked = int(page_asked) if page_asked.isascii() and page_asked.isdecimal() and len(page_asked) < 10 else 1
        return NearbyPaginator(queryset, per_page, page_asked=page_asked, **kwargs)

    @admin.display(description=_("editions"))
    def states(self, article):
        return format_html_join(
            " ",
            '<span class="edition-state edition-state-{}">{}: {}</span>',
            (
                (here.status, here.edition.code, self.note_on(article, here.edition))
                for here in article.editions()
                if here.title
            ),
        )

    def note_on(self, row, edition):
        here = row and row.edition(edition)
        if not (here and here.title):
            return _("empty")
        return _("scheduled") if here.is_published and not here.is_live else Status(here.status).label

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in columns("body"):
            field.help_text = _(
                "A quotation's last line names the speaker if it begins with a dash. "
                "In an interview, a paragraph in bold is a question."
            )
        return field

    def get_changeform_initial_data(self, request):
        return {"original_language": self.edition_of(request).code} | super().get_changeform_initial_data(request)

    # Permissions: only users who may publish can change what is public

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        live = obj and obj.edition(self.edition_of(request, obj)).is_published
        return not live or request.user.has_perm("articles.publish_article")

    def get_readonly_fields(self, request, obj=None):
        shared = [] if may_change_shared(request.user, obj) else [*SHARED, *LABELS]
        if request.user.has_perm("articles.publish_article"):
            return shared
        return [*shared, column("published_at", self.edition_of(request, obj))]  # a time means publication

    # Saving, and moving to another status

    def save_model(self, request, obj, form, change):
        if not change:
            save_article(obj)
            return
        own = {field.name for field in Article._meta.concrete_fields}
        fields = [name for name in form.changed_data if name in own]
        if {*fields} & {*columns("published_at")}:
            fields.append("first_published_at")
        save_article(obj, [*fields, "updated_at"])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if to := request.POST.get("_move"):
            self.move(request, form.instance, to)

    def move(self, request, article, to):
        """Move an edition to another status, or show what is missing. The form is saved already."""
        edition = self.edition_of(request, article)
        try:
            workflow.move(article, edition, to, by=request.user)
        except ValidationError as error:
            for fault in error.messages:
                messages.error(request, fault)
            return
        state = {"edition": edition.autonym, "state": self.note_on(article, edition)}
        self.log_change(request, article, f"{edition.code}: {to}")
        messages.success(request, _("The edition “%(edition)s” is now: %(state)s.") % state)

    def stays(self, request):
        return "_move" in request.POST or super().stays(request)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        edition = self.edition_of(request, obj)
        status = obj.edition(edition).status if obj else Status.DRAFT
        may_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context |= {
            "moves": [(to.value, BUTTON_LABELS[to]) for to in moves_open_to(request.user, status)] if may_save else [],
            "status": Status(status),
            "public_address": obj and obj.address_in(edition),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


def may_change_shared(user, article):
    """Whether `user` may change the shared fields. They are public as soon as one edition is."""
    if article is None or user.has_perm("articles.publish_article"):
        return True
    return not any(here.is_published for here in article.editions())
