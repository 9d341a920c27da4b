"""The form of photos. Only some roles may change a photo that readers see."""

import logging
from functools import partial

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from articles.admin.focal_point import focal_point
from articles.admin.photo_desk import PhotoDesk
from articles.admin.photo_picker import PhotoPicker
from articles.admin.photo_removal import PhotoRemoval, keeping_former
from articles.admin.photo_rows import may_change_public_photos
from articles.admin.photo_upload import PhotoUploads
from articles.admin.pictures_ahead import picture_ahead
from articles.admin.publish_checks import BACK
from articles.admin.thumbnails import thumbnail_of
from articles.models import Photo, PhotoState
from articles.models.photo_rights import Licensed
from articles.pictures.decoding import RefusedPictureError
from articles.pictures.failures import DUPLICATE, FAILURES
from articles.pictures.processing import make_renditions
from articles.pictures.renditions import are_made
from articles.pictures.turns import BusyError
from newsroom.desk.edition_admin import EditionAdmin

logger = logging.getLogger(__name__)

RIGHTS = [field.name for field in Licensed._meta.fields]
LONG = ("alt", "caption", "credit", "caution", "terms")
"""Beginnings of the names of fields that hold a sentence."""
NO_RENDITIONS = _("The photo is saved, but its smaller sizes could not be made. Save it once more in a minute.")


@admin.register(Photo)
class PhotoAdmin(PhotoDesk, PhotoPicker, PhotoUploads, PhotoRemoval, EditionAdmin):
    change_form_template = "admin/articles/photo/change_form.html"
    fields = ["focus", "remark", "file", "alt", "caption", "credit", *RIGHTS, ("focal_x", "focal_y")]
    readonly_fields = ["focus", "remark"]
    search_fields = [
        "alt", "caption", "credit", "key", "sent_as",
        "added_by__first_name", "added_by__last_name", "added_by__username",
    ]  # fmt: skip

    # Once a photo is public, only users who may publish, and photo editors, can change it.

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj) or (obj and obj.removed_at):
            return False
        return (
            obj is None or may_change_public_photos(request.user) or not obj.is_public_in(self.edition_of(request, obj))
        )

    def get_queryset(self, request):
        photos = super().get_queryset(request)
        is_choice = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return photos.usable() if is_choice else photos

    def get_fields(self, request, obj=None):
        """Leave out what there is nothing to say of, and the file while it is processed: a form would replace it."""
        left_out = {
            "focus": obj is None,
            "remark": obj is None or not obj.obstacle(),
            "file": obj is not None and obj.state == PhotoState.PROCESSING,
        }
        return [name for name in self.fields if not left_out.get(name)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name.startswith(LONG):
            field.widget.attrs["class"] = "vLargeTextField"
        return field

    def get_readonly_fields(self, request, obj=None):
        if obj is None or may_change_public_photos(request.user) or not obj.public_editions():
            return self.readonly_fields
        return [*self.readonly_fields, "file", *RIGHTS, "focal_x", "focal_y"]

    # The picture is processed before the transaction in which Django's admin handles a form.

    def add_view(self, request, form_url="", extra_context=None):
        with picture_ahead(request, self.has_add_permission(request)):
            return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        with picture_ahead(request, self.has_change_permission(request)):
            return super().change_view(request, object_id, form_url, extra_context)

    def response_post_save_change(self, request, obj):
        """Return to the story whose checks have led here."""
        back = request.GET.get(BACK, "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back) if is_ours else super().response_post_save_change(request, obj)

    def save_model(self, request, obj, form, change):
        keeping_former(request, obj, form, change)
        obj.added_by = obj.added_by if change else request.user
        obj.sent_as = name_in(form) or obj.sent_as
        super().save_model(request, obj, form, change)
        if "file" in form.changed_data:
            warn_of_duplicate(request, obj)
        if obj.file and "file" in form.fields and not are_made(obj):
            transaction.on_commit(partial(make_renditions_or_warn, request, obj))

    def picture_address(self, photo):
        """Tell pickers the address of its picture: people don't know photos by their names."""
        return thumbnail_of(photo)

    @admin.display(description=_("picture"))
    def picture(self, photo):
        address = photo and thumbnail_of(photo)
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', address) if address else "–"

    @admin.display(description=_("picture"))
    def focus(self, photo):
        return focal_point(photo)

    @admin.display(description=_("state"))
    def remark(self, photo):
        """Why a photo can't be used, and what editors must know."""
        return " · ".join(filter(None, [str(photo.obstacle()), photo.caution]))


def name_in(form):
    """Return how the file of a form was called; "" if it has no new one."""
    return getattr(form.cleaned_data.get("file"), "sent_as", "")


def warn_of_duplicate(request, photo):
    """Warn that another photo shows the same picture. The form has saved this one all the same."""
    if same := Photo.objects.showing(photo.fingerprint).exclude(pk=photo.pk).first():
        address = reverse("admin:articles_photo_change", args=[same.pk])
        messages.warning(request, format_html('{} <a href="{}">{}</a>', FAILURES[DUPLICATE], address, same))


def make_renditions_or_warn(request, photo):
    """Make a saved photo's renditions. If they can't be made now, say so: until they are, readers get the photo."""
    try:
        make_renditions(photo)
    except (BusyError, OSError, RefusedPictureError) as error:
        logger.warning("No renditions of %s, %s: %s", photo, photo.file.name, error)
        messages.warning(request, NO_RENDITIONS)
