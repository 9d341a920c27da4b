"""The rows of the photo desk that can be edited, and which fields a person may write in each of them."""

from functools import partial

from django import forms
from django.forms.models import modelformset_factory
from django.utils.functional import cached_property

from articles.models import PhotoState
from articles.models.photo_uses import public_editions
from newsroom.desk.merging_admin import opened
from newsroom.editions.columns import column

WORDS = ["alt", "caption", "credit"]
RIGHTS = ["rights", "leased_until", "terms", "source_url"]
LONG = ["alt", "caption"]


def may_change_public_photos(user):
    """Whether `user` may publish stories or is in charge of the photos."""
    return user.has_perm("articles.publish_article") or user.has_perm("articles.delete_photo")


class PhotoRow(forms.ModelForm):
    """Has only the fields that the person may write now.

    `OpenedForm` refuses a form that was opened when it had more of them, if one of these was changed.
    """

    def __init__(self, *args, open_fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.number, self.anchor = self.instance.pk, f"photo-{self.instance.pk}"
        names = open_fields(self.instance)
        self.fields = {name: field for name, field in self.fields.items() if name in names}
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {self.number}"

    def _post_clean(self):
        """Check the photo only if somebody has changed its row: another one may have had its fault for years."""
        if self.changed_data:
            super()._post_clean()


class PhotoRows:
    """Mixin for the formset."""

    user = edition = None
    words = []
    """The columns of the edition."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"open_fields": self.open_fields}

    def open_fields(self, photo):
        """Return the names of the fields that the person may write, by the rules of `PhotoAdmin` for one photo."""
        if photo.removed_at or photo.state == PhotoState.FAILED:
            return []
        public = self.public.get(photo.pk, ())
        return [*([] if self.edition.code in public else self.words), *([] if public else RIGHTS)]

    @cached_property
    def public(self):
        """{photo: codes of the editions in which it is public}, as far as that forbids something."""
        if may_change_public_photos(self.user):
            return {}
        return public_editions([photo.pk for photo in self.get_queryset()])


def row_formset(own, request, edition, **options):
    """Return the class of the formset. `own` is the admin class of photos."""
    words = [column(name, edition) for name in WORDS]
    widgets = {column(name, edition): forms.Textarea(attrs={"rows": 2}) for name in LONG}
    widgets["leased_until"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    widgets["source_url"] = forms.URLInput()  # Django's adds a paragraph with a link
    attributes = {"user": request.user, "edition": edition, "words": words}
    return modelformset_factory(
        own.model,
        form=opened(PhotoRow),
        widgets=widgets,
        formset=type("PhotoFormSet", (PhotoRows, options["formset"]), attributes),
        formfield_callback=partial(own.formfield_for_dbfield, request=request),
        fields=[*words, *RIGHTS],
        extra=0,
    )
