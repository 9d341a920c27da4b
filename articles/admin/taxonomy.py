from django.contrib import admin

from articles.models import Author, Category, LegacyAddress, PopularPlace, Tag
from newsroom.edition_admin import EditionAdmin


@admin.register(Category)
class CategoryAdmin(EditionAdmin):
    fields = ["name", "parent", "position", "key"]
    list_display = ["__str__", "parent", "position"]
    search_fields = ["name", "key"]


@admin.register(Tag)
class TagAdmin(EditionAdmin):
    fields = ["name", "key"]
    search_fields = ["name", "key"]


@admin.register(Author)
class AuthorAdmin(EditionAdmin):
    fields = ["name", "note", "key"]
    search_fields = ["name", "key"]


@admin.register(PopularPlace)
class PopularPlaceAdmin(admin.ModelAdmin):
    list_display = ["position", "article"]
    list_display_links = ["article"]
    autocomplete_fields = ["article"]


@admin.register(LegacyAddress)
class LegacyAddressAdmin(admin.ModelAdmin):
    list_display = ["path", "language", "article"]
    list_filter = ["language"]
    search_fields = ["path"]
    autocomplete_fields = ["article"]
