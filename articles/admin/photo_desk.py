"""The list of photos, whose words and rights are edited in their rows. Files are uploaded on the same page.

`GET rows/?edition=ru&id=3&id=4` answers with the rows of these photos, which a script adds to the table.
"""

from dataclasses import dataclass

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.admin.photo_filters import EditionOfRows, ShownPhotosFilter
from articles.admin.photo_marks import Mark, marks_of
from articles.admin.photo_rows import RIGHTS, WORDS, row_formset
from articles.admin.photo_upload import MOST_STATES
from articles.admin.photo_uses import Uses, uses_of
from articles.admin.thumbnails import thumbnail_of
from articles.editorial.photo_removal import REMOVE
from articles.models import Article, Photo, PhotoRights
from articles.models.photo_rights import REQUIRED
from articles.pictures.failures import DUPLICATE
from newsroom.desk.ids import is_possible
from newsroom.desk.merging_admin import opened_page
from newsroom.desk.paginator import NearbyPages
from newsroom.editions.columns import column

MOST_NAMED = 5
"""How many stories a row names. The page of the photo's uses names more."""
MOST_ON_PAGE = 500

NEEDING = {name: " ".join(kind for kind in REQUIRED if name in REQUIRED[kind]) for name in RIGHTS}
"""{field: the rights that need it, as scripts read them}."""


@dataclass
class Cell:
    """A value of a photo: a field if it can be written, else its words."""

    name: str
    label: str
    field: object
    words: str


@dataclass
class Row:
    photo: Photo
    number: int
    form: object
    cells: dict[str, Cell]
    marks: list[Mark]
    uses: Uses
    thumbnail: str
    address: str
    same: Photo | None
    """That shows the same picture, if this is why the photo has none."""
    is_ticked: bool

    @property
    def lacks_terms(self):
        """Whether it has no terms or no source, and its rights need them."""
        return bool({"terms", "source_url"} & {*self.photo.missing()})


class PhotoDesk(NearbyPages):
    """Mixin for the admin class of photos."""

    list_display = ["picture", *WORDS, *RIGHTS]
    list_display_links = ["picture"]
    list_editable = [*WORDS, *RIGHTS]
    list_filter = [EditionOfRows, ShownPhotosFilter, "rights"]
    list_per_page = 50

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("rows/", view(never_cache(require_GET(self.rows_page))), name="articles_photo_rows"),
            path("<int:pk>/uses/", view(require_GET(self.uses_page)), name="articles_photo_uses"),
            *super().get_urls(),
        ]

    def get_changelist_formset(self, request, **options):
        return row_formset(self, request, self.edition_of(request), **options)

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        changelist = getattr(response, "context_data", None) and response.context_data.get("cl")
        if changelist:
            response.context_data |= self.context_of_rows(request, changelist.formset, changelist.result_list)
            response.context_data |= self.context_above_rows(request, changelist)
        return response

    def context_above_rows(self, request, changelist):
        _edition, *filters = changelist.filter_specs
        return {
            "edition_tabs": self.tabs(request, None),
            "filters": [(one.title, list(one.choices(changelist))) for one in filters],
            "may_upload": self.has_add_permission(request) and not changelist.is_popup,
            "rights": {"choices": PhotoRights.choices, "needing": NEEDING},
        }

    def context_of_rows(self, request, formset, photos):
        forms = forms_in_order(formset, photos) if formset else [None] * len(photos)
        photos = [form.instance for form in forms] if formset else photos
        edition = self.edition_of(request)
        labels = {name: self.label_of(name) for name in [*WORDS, *RIGHTS, "state"]}
        return {
            "rows": self.rows(request, edition, photos, forms),
            "table": {
                "edition": edition,
                "labels": labels | {"photo": capfirst(self.opts.verbose_name)},
                "needing": NEEDING,
                "columns": {name: self.shown_as(name, edition) for name in WORDS},
                "may_bring_back": request.user.has_perm(REMOVE),
                "has_actions": bool(self.get_actions(request)),
                "is_popup": IS_POPUP_VAR in request.GET,
            },
        }

    def label_of(self, name):
        return capfirst(self.opts.get_field(name).verbose_name)

    def rows(self, request, edition, photos, forms):
        prefetch_related_objects(photos, "added_by")
        pks, ticked = [photo.pk for photo in photos], request.POST.getlist(ACTION_CHECKBOX_NAME)
        uses, same = self.uses_in(request, pks, MOST_NAMED), same_pictures(photos)
        return [
            Row(
                photo, number, form, self.cells(photo, form, edition), marks_of(photo), uses[photo.pk],
                thumbnail_of(photo), self.address_of(request, photo, edition), same.get(photo.pk),
                str(photo.pk) in ticked,
            )
            for number, (photo, form) in enumerate(zip(photos, forms, strict=True))
        ]  # fmt: skip

    def cells(self, photo, form, edition):
        cells = {}
        for name in [*WORDS, *RIGHTS]:
            own = column(name, edition) if name in WORDS else name
            is_open = form is not None and own in form.fields
            words = photo.get_rights_display() if name == "rights" else getattr(photo, own)
            cells[name] = Cell(name, self.label_of(name), form[own] if is_open else None, words)
        return cells

    def address_of(self, request, photo, edition):
        address = f"{reverse('admin:articles_photo_change', args=[photo.pk])}?edition={edition.code}"
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return add_preserved_filters(filters, address)

    def uses_in(self, request, pks, most):
        may_see_stories = self.admin_site._registry[Article].has_view_permission(request)
        return uses_of(pks, may_see_stories=may_see_stories, most=most)

    # Pages

    def rows_page(self, request):
        """Answer with the rows of some photos, and with the values that their forms are opened with."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        ids = [pk for pk in request.GET.getlist("id")[:MOST_STATES] if is_possible(self.opts.pk, pk)]
        photos = self.get_queryset(request).filter(pk__in=ids)
        formset = None
        if self.has_change_permission(request):
            formset = self.get_changelist_formset(request)(queryset=photos)
        context = self.context_of_rows(request, formset, list(photos))
        context |= {"opened": opened_page(None, [formset]) if formset else None}
        return TemplateResponse(request, "admin/articles/photo/rows.html", context)

    def uses_page(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Where used"),
            "subtitle": str(photo),
            "opts": self.opts,
            "photo": photo,
            "uses": self.uses_in(request, [photo.pk], MOST_ON_PAGE)[photo.pk],
        }
        return TemplateResponse(request, "admin/articles/photo/uses_page.html", context)


def forms_in_order(formset, photos):
    """Return the forms of rows in the order of `photos`.

    A script gives rows that it adds the last numbers, but shows them first: a refused form must not move them.
    """
    places = {photo.pk: place for place, photo in enumerate(photos)}
    forms = [form for form in formset.forms if not form.is_new]
    return sorted(forms, key=lambda form: places.get(form.instance.pk, len(places)))


def same_pictures(photos):
    """Return {duplicate that was refused: the oldest photo that shows the same picture}."""
    refused = {photo.pk: photo.fingerprint for photo in photos if photo.failure == DUPLICATE and photo.fingerprint}
    shown = Photo.objects.ready().filter(fingerprint__in=refused.values()).order_by("-pk") if refused else []
    oldest = {photo.fingerprint: photo for photo in shown}
    return {pk: oldest[fingerprint] for pk, fingerprint in refused.items() if fingerprint in oldest}
