"""Bans at the desk: a list, a form that bans, and a button that lifts. The row is the log."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.comments import banning
from articles.comments.log_admin import number_of
from articles.comments.models import Ban


class BanForm(forms.ModelForm):
    hours = forms.IntegerField(
        label=_("Hours"), min_value=1, max_value=banning.LONGEST, required=False, help_text=_("Empty: for good.")
    )
    hides = forms.BooleanField(
        label=_("Hide all comments of this person or from these addresses"),
        required=False,
        help_text=_(
            "From addresses: the comments of the last 30 days by readers who have not signed in. Addresses themselves"
            " are not kept, so parts of a network narrower than /64 of IPv6 are not known."
        ),
    )

    class Meta:
        model = Ban
        fields = ["person", "addresses", "reason"]

    def clean_addresses(self):
        typed = self.cleaned_data["addresses"]
        return banning.normalised(typed) if typed else ""

    def clean(self):
        values = super().clean()
        if values.get("hides") and values.get("addresses"):
            try:
                banning.writers_from(values["addresses"])
            except forms.ValidationError as error:
                self.add_error("hides", error)
        return values


@admin.register(Ban)
class BanAdmin(admin.ModelAdmin):
    form = BanForm
    list_display = ["__str__", "reason", "at", "until", "by", "holds", "lifted_by", "lifted_at"]
    list_filter = ["reason"]
    list_select_related = ["person", "by", "lifted_by"]
    list_per_page = 50
    autocomplete_fields = ["person"]
    actions = ["lift"]
    shown = ["at", "until", "by", "lifted_at", "lifted_by"]
    readonly_fields = shown

    def get_fields(self, request, obj=None):
        return ["person", "addresses", "reason", *(self.shown if obj else ["hours", "hides"])]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_lift_permission(self, request):
        return request.user.has_perm("comments.change_ban")

    @admin.display(description=_("in force"), boolean=True)
    def holds(self, row):
        return row.holds_at(timezone.now())

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in ("person", "addresses", "reason", "hours", "hides")}
        made = banning.ban(**values, by=request.user)
        obj.pk, obj.at, obj.by = made.pk, made.at, made.by
        if values["hides"]:
            count = number_of(made.act)
            messages.success(request, ngettext("%d comment is hidden.", "%d comments are hidden.", count) % count)

    @admin.action(description=_("Lift the selected bans"), permissions=["lift"])
    def lift(self, request, queryset):
        count = banning.lift(queryset, by=request.user)
        messages.success(request, ngettext("%d ban lifted.", "%d bans lifted.", count) % count)
