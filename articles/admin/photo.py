from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Photo
from newsroom.edition_admin import EditionAdmin


@admin.register(Photo)
class PhotoAdmin(EditionAdmin):
    fields = ["picture", "file", "alt", "caption", "credit", "focal_x", "focal_y"]
    readonly_fields = ["picture"]
    list_display = ["picture", "__str__", "width", "height", "added_at"]
    list_display_links = ["picture", "__str__"]
    list_per_page = 50
    search_fields = ["alt", "caption", "credit", "key"]

    @admin.display(description=_("picture"))
    def picture(self, photo):
        if not photo or not photo.file:
            return "–"
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', photo.file.url)
