"""Remove photos at the desk, and bring back photos and former pictures."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.thumbnails import thumbnail_of
from articles.editorial import photo_removal
from articles.models import FormerPicture, Photo

DONE = {
    "bring_back": gettext_lazy("The photo is back."),
    "bring_back_picture": gettext_lazy("The former picture is back."),
    "erase_picture": gettext_lazy("The former picture is deleted for good."),
}


class PhotoRemoval:
    """Mixin for the admin class of photos. To delete a photo is to remove it, unless it is to be erased at once."""

    delete_confirmation_template = "admin/articles/photo/delete_confirmation.html"

    def get_urls(self):
        return [
            path("<int:pk>/bring-back/", self.act("bring_back", Photo), name="articles_photo_bring_back"),
            path(
                "former/<int:pk>/bring-back/",
                self.act("bring_back_picture", FormerPicture),
                name="articles_photo_bring_back_picture",
            ),
            path("former/<int:pk>/erase/", self.act("erase_picture", FormerPicture), name="articles_photo_erase"),
            *super().get_urls(),
        ]

    def act(self, name, model):
        """Return the view that does an act of `photo_removal` with a row of `model`."""

        def view(request, pk):
            row = get_object_or_404(model, pk=pk)
            photo = row if model is Photo else row.photo
            try:
                getattr(photo_removal, name)(row, by=request.user)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                self.log_change(request, photo, str(DONE[name]))
                messages.success(request, DONE[name])
            return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[photo.pk]))

        return self.admin_site.admin_view(require_POST(view))

    def has_delete_permission(self, request, obj=None):
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or not obj.removed_at or request.user.has_perm(photo_removal.ERASE))

    def delete_model(self, request, obj):
        if obj.removed_at or "at_once" in request.POST:
            photo_removal.erase(obj, by=request.user)
        else:
            photo_removal.remove(obj, by=request.user, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for photo in queryset:
            try:
                self.delete_model(request, photo)
            except ValidationError as error:  # somebody has used it since the question was asked
                messages.error(request, f"{photo}: {' '.join(error.messages)}")

    def delete_view(self, request, object_id, extra_context=None):
        may_erase = request.user.has_perm(photo_removal.ERASE)
        more = {"may_erase": may_erase, "days_kept": settings.REMOVED_PHOTOS_KEPT_FOR.days}
        try:
            return super().delete_view(request, object_id, (extra_context or {}) | more)
        except ValidationError as error:  # somebody has used the photo since the page was opened
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[object_id]))

    def response_delete(self, request, obj_display, obj_id):
        """Say that a removed photo can be brought back, and where. Django says that it was deleted."""
        if not Photo.objects.filter(pk=obj_id).exists():
            return super().response_delete(request, obj_display, obj_id)
        photos = reverse("admin:articles_photo_changelist")
        words = gettext("The photo “%(name)s” is removed. For %(days)s days it is among the removed photos.")
        words %= {"name": obj_display, "days": settings.REMOVED_PHOTOS_KEPT_FOR.days}
        link = format_html('<a href="{}?shown=removed">{}</a>', photos, gettext("Show removed photos"))
        messages.success(request, format_html("{} {}", words, link))
        return HttpResponseRedirect(photos)

    def get_deleted_objects(self, objs, request):
        """Rows that only belong to a photo go with it, and nobody may delete them by themselves."""
        tree, counts, needed, protected = super().get_deleted_objects(objs, request)
        own = {relation.related_model._meta.verbose_name for relation in Photo._meta.related_objects}
        return tree, counts, needed - own, protected

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        former = obj.former_pictures.select_related("by") if obj and obj.pk else []
        context["former_pictures"] = [(one, thumbnail_of(one)) for one in former]
        context["may_bring_back"] = request.user.has_perm(photo_removal.REMOVE)
        context["may_erase"] = request.user.has_perm(photo_removal.ERASE)
        return super().render_change_form(request, context, add, change, form_url, obj)


def keeping_former(request, photo, form, change):
    """Keep the picture of a photo that a form replaces."""
    if change and "file" in form.changed_data:
        photo_removal.keep_former(photo, by=request.user)
