"""Forms that write only what the editor changed, and refuse what a colleague has changed differently in the meantime.

Three values of each field decide: the one that the form was opened with, the one that is stored, and the one posted.
"""

from django.db.models import FileField
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from newsroom.desk.colleagues import as_logged, signature, who_changed
from newsroom.desk.opened_values import as_stored, opened_in, part_of, text_of, value_of
from newsroom.desk.value_words import words_of
from newsroom.editions.untranslated import UntranslatedColumn

TAKE = "_take"
"""Name of the checkboxes beside contested fields: the editor takes the stored value."""


class OpenedField(BoundField):
    def value(self):
        """Show a field that the editor did not touch as it is stored, also in a form that was refused."""
        return self.field.prepare_value(self.initial) if self.name in self.form.kept else super().value()


class OpenedForm:
    """Mixin for a ModelForm. A form for a new row stays as it is."""

    bound_field_class = OpenedField
    formset = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_new = self.instance._state.adding
        self.kept = set()
        """Names of the fields that the editor did not touch, after cleaning."""
        self.contested = []
        self.written = not self.is_new and self.is_bound and self.columns()
        self.stored = {} if self.is_new else {name: self.stored_text(field) for name, field in self.compared.items()}

    @property
    def part(self):
        return self.formset.part if self.formset else part_of(self._meta.model)

    @cached_property
    def opened(self):
        return self.formset.opened if self.formset else opened_in(self.data)

    @cached_property
    def compared(self):
        """{name: field of the model} of the fields that the editor could change."""
        options = self._meta.model._meta
        fields = {field.name: field for field in [*options.concrete_fields, *options.many_to_many]}
        return {name: fields[name] for name, shown in self.fields.items() if name in fields and not shown.disabled}

    def stored_text(self, field):
        # `initial` has been read already. It is a list, and does not change when the row is saved.
        value = self.initial.get(field.name) if field.many_to_many else field.value_from_object(self.instance)
        return text_of(field, value)

    # What the editor did

    def differs(self, name, text):
        """Whether what was posted differs from a value of the field."""
        field = self.compared[name]
        if not self.fields[name].has_changed(value_of(field, text), self[name].data):
            return False
        if isinstance(field, FileField) or name not in getattr(self, "cleaned_data", {}):
            return True
        return text_of(field, as_stored(field, self.cleaned_data[name])) != text

    def is_touched(self, name):
        if self.key_of(name) in taken(self.data):
            return False
        return self.differs(name, self.base().get(name, self.stored.get(name)))

    def base(self):
        return self.opened.row(self.part, self.instance.pk)

    def is_overtaken(self):
        """Whether the form is refused because of a change that was made after it was opened."""
        return any(name in self.base() for name in self.contested)

    def has_moved(self, name):
        """Whether the stored value is another than the form was opened with, as far as is known."""
        base = self.base()
        return name not in base or base[name] != self.stored[name]

    def key_of(self, name):
        """The value of the checkbox that takes the stored value. Indices of rows can change, primary keys don't."""
        return f"{self.part} {self.instance.pk} {name}"

    # Cleaning

    def _clean_fields(self):
        super()._clean_fields()
        if self.is_new:
            return
        self.kept = {name for name in self.compared if not self.is_touched(name)}
        self.contested = [
            name
            for name in self.compared
            if name not in self.kept and self.has_moved(name) and self.differs(name, self.stored[name])
        ]
        for name in self.kept:
            self.keep(name)
        for name in self.contested:
            self.add_error(name, self.refusal(name))
        for label in self.withheld():
            self.add_error(None, _("You may not change this field any more: %(label)s.") % {"label": label})

    def withheld(self):
        """Yield the labels of fields that the editor changed, but may not change since the row is public, for example.

        The form does not have them any more, so only what the browser sent can be compared.
        """
        for name, text in self.base().items():
            key = self.add_prefix(name)
            if name not in self.fields and (key in self.files or self.typed(key, text) != (text or "")):
                yield self.instance._meta.get_field(name).verbose_name

    def typed(self, key, text):
        """Return what the browser sent for a value that was opened as `text`, or that if it sent nothing."""
        if isinstance(text, list):
            return self.data.getlist(key) or text
        return self.data.get(key, text or "").replace("\r\n", "\n")

    def keep(self, name):
        """Take the stored value of a field. What a colleague has stored is no fault of the editor."""
        if name in self._errors and not self.has_moved(name) and self.key_of(name) not in taken(self.data):
            return
        self._errors.pop(name, None)
        value = getattr(self.instance, name)
        self.cleaned_data[name] = value.all() if self.compared[name].many_to_many else value

    def refusal(self, name):
        field, base = self.compared[name], self.base()
        context = {
            "by": signature(self.who_changed(name)),
            "is_known": name in base,
            "stored": words_of(field, self.stored[name], base.get(name)),
            "lang": self.fields[name].widget.attrs.get("lang"),
            "take": TAKE,
            "key": self.key_of(name),
        }
        return render_to_string("admin/conflicts/field.html", context)

    def who_changed(self, name):
        return who_changed(self.instance, as_logged(self.fields[name].label or name), self.opened.at)

    @cached_property
    def changed_data(self):
        _errors = self.errors  # cleans the form
        names = super().changed_data
        if self.is_new:
            return names
        return [
            name
            for name in names
            if name not in self.compared or (name not in self.kept and self.differs(name, self.stored[name]))
        ]

    # Saving

    def columns(self):
        """{name: text} of all columns of the row that can be edited somewhere."""
        return {
            field.name: text_of(field, field.value_from_object(self.instance))
            for field in self.instance._meta.concrete_fields
            if field.editable and not field.primary_key and not isinstance(field, UntranslatedColumn)
        }

    def columns_to_write(self):
        """Names of the columns that differ from the stored row, and of those that are computed from others."""
        changed = [name for name, text in self.columns().items() if text != self.written[name]]
        computed = [
            field.name
            for field in self.instance._meta.concrete_fields
            if not field.editable and not field.primary_key and not isinstance(field, UntranslatedColumn)
        ]
        return [*changed, *computed] if changed else []

    def save(self, commit=True):
        if self.is_new or not commit:
            return super().save(commit)
        super().save(commit=False)
        self.instance.save(update_fields=self.columns_to_write())
        self.save_m2m()
        return self.instance

    def _save_m2m(self):
        self.cleaned_data = {name: value for name, value in self.cleaned_data.items() if name not in self.kept}
        super()._save_m2m()


def taken(data):
    return data.getlist(TAKE) if hasattr(data, "getlist") else []
