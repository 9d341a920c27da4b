from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.assignment_page import PersonField
from articles.admin.logged_rows import LoggedRows
from articles.admin.named_form import NamedForm
from articles.admin.of_story import OfStory
from articles.admin.placed_form import PlacedForm
from articles.models import Author, Category, LegacyAddress, PopularPlace, Tag
from newsroom.desk.edition_admin import EditionAdmin
from newsroom.staff.models import User


class NamedAdmin(EditionAdmin):
    """Rows with translated names.

    The key can't be changed, because it is part of a URL. Other untranslated fields can be changed by users who may
    add such rows. Names and texts that readers see can be changed by users who may publish.
    """

    form = NamedForm
    search_fields = ["name", "key"]

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.has_perm("articles.publish_article"):
            return True
        return not obj.is_name_public(self.edition_of(request, obj))

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        shared = [field for field in self.fields if field not in self.translated]
        return ["key"] if self.has_add_permission(request) else shared


@admin.register(Category)
class CategoryAdmin(NamedAdmin):
    fields = ["name", "parent", "position", "key"]
    list_display = ["__str__", "parent", "position"]

    def get_ordering(self, request):
        """List sections as a tree; the filter of stories by section does so too. A site has a few dozen."""
        places = [When(pk=section.pk, then=place) for place, section in enumerate(Category.objects.as_tree())]
        return [Case(*places)] if places else super().get_ordering(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = Category.objects.as_tree()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    fields = ["name", "key"]


class AuthorForm(NamedForm):
    account = PersonField(
        User.objects.none(),
        required=False,
        label=capfirst(Author._meta.get_field("account").verbose_name),
        help_text=Author._meta.get_field("account").help_text,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "account" in self.fields:
            staff = User.objects.filter(Q(is_staff=True, is_active=True) | Q(pk=self.instance.account_id))
            self.fields["account"].queryset = staff.order_by("first_name", "last_name", "username")

    def clean_photo(self):
        """Refuse another portrait that can't be used. One that can't be used any more stays."""
        photo = self.cleaned_data["photo"]
        if photo and photo.pk != self.initial.get("photo") and photo.obstacle():
            message = _("This photo cannot be used: %(reason)s.")
            raise ValidationError(message % {"reason": photo.obstacle()})
        return photo


@admin.register(Author)
class AuthorAdmin(NamedAdmin):
    form = AuthorForm
    fields = ["name", "role", "note", "photo", "account", "key"]
    autocomplete_fields = ["photo"]


@admin.register(PopularPlace)
class PopularPlaceAdmin(LoggedRows, admin.ModelAdmin):
    form = PlacedForm
    list_display = ["position", "article"]
    list_display_links = ["article"]
    autocomplete_fields = ["article"]


@admin.register(LegacyAddress)
class LegacyAddressAdmin(OfStory, admin.ModelAdmin):
    list_display = ["path", "language", "article"]
    list_filter = ["language"]
    search_fields = ["path"]
    autocomplete_fields = ["article"]
