"""The forms of the edit page: the words of one edition, and the fields that all editions share.

They read and write drafts instead of rows of a model, so they are not model forms. Some of their fields are made from
the fields of the models.
"""

import json
from functools import partial

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, AdminTextInputWidget
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.admin.row_field import RowIdField
from articles.editorial import shared_fields
from articles.editorial.blocks import blocks_of, html_with_ids
from articles.editorial.clean_change import MOST_IN_FIELDS, one_line
from articles.editorial.draft_versions import NOTHING, WORDS, content_of, known_content
from articles.editorial.merge import Content, changes_between
from articles.models import Article, Byline, RelatedArticle
from newsroom.content.clean_html import EXTENSIONS_OF_DRAFTS, in_textarea
from newsroom.desk.local_times import LocalTimeField
from newsroom.desk.times import ComingTimeField

# {kind of row: (model, field that refers to the other row, {field of the row: prefix of its key in the draft})}
ROWS = {
    "byline": (Byline, "author", {"position": "byline"}),
    "related": (RelatedArticle, "related", {"position": "related"}),
}
MOST_ROWS = 200
LAST_PLACE = 32_767
"""PostgreSQL's limit for these columns. Forms don't check it, and the database refuses it without a message."""

ON_SHEET = {"rows": 2, "class": "sheet-text", "placeholder": " "}
"""The stylesheet frames such a field while it is empty, as its placeholder is shown then."""


class ShortEditor(AdminProseEditorWidget):
    """The editor of the library. It escapes only what it must: long texts and its words are a third shorter."""

    def format_value(self, value):
        return in_textarea(value or "")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        config = json.dumps(self.get_config(), separators=(",", ":"), cls=DjangoJSONEncoder, ensure_ascii=False)
        context["widget"]["attrs"][f"data-django-prose-editor-{self.preset}"] = config
        return context


class WordsForm(forms.Form):
    """The words of one edition. It takes whatever a draft takes, also a headline that is too long to be published."""

    title = forms.CharField(label=_("headline"), required=False, strip=False, widget=AdminTextareaWidget(ON_SHEET))
    lead = forms.CharField(label=_("lead"), required=False, strip=False, widget=AdminTextareaWidget(ON_SHEET))
    body = ProseEditorFormField(
        label=_("text"),
        required=False,
        extensions=EXTENSIONS_OF_DRAFTS,
        widget=ShortEditor,
        help_text=_(
            "A quotation's last line names the speaker if it begins with a dash. "
            "In an interview, a paragraph in bold is a question."
        ),
    )
    slug = forms.CharField(
        label=_("address"),
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("Leave empty to make it from the headline."),
    )
    source_name = forms.CharField(label=_("source"), required=False, widget=AdminTextInputWidget)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*WORDS, "body"):
            self.fields[name].widget.attrs |= {"lang": edition.tag, "dir": edition.direction}
        for name, most in MOST_IN_FIELDS.items():
            self.fields[name].validators.append(MaxLengthValidator(most))
        self.fields["slug"].widget.attrs["dir"] = "ltr"

    @staticmethod
    def values_of(draft):
        """Return the initial values that show a draft."""
        content = content_of(draft)
        return content.fields | {"body": html_with_ids(content.blocks), "version": draft.version}

    def change(self, draft, base):
        """Return what was changed since the version `base`; everything typed, if that isn't known any more."""
        before = known_content(draft, base)
        if before is None:
            return changes_between(NOTHING, self.content(Content(content_of(draft).fields, {})))
        return changes_between(before, self.content(before))

    def content(self, before):
        """Return the typed content. `before` is the content that the form was opened with."""
        fields = {name: typed(name, self.cleaned_data[name], before.fields[name]) for name in WORDS}
        return Content(fields, blocks_of(self.cleaned_data["body"], before.blocks))


def typed(name, text, before):
    """Return what was typed into a field, or its text before if only the ends of the lines differ."""
    text = one_line(name, text)
    return before if text == one_line(name, before) else text


class SharedForm(forms.Form):
    """The fields that all editions share. `make_shared_form` adds them."""

    gone = []
    """Names of rows in the draft that somebody has deleted. Its fields can't show them."""

    shared_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


SHOWN = ["category", "tags", "lead_photo", "kind", *shared_fields.LABELS, "video_url", "source_url",
         "original_language", "has_assumed_time", "comments_are_open", "embargo_until"]  # fmt: skip


def shared_form(model_admin, request, draft, data=None):
    """Return the form of the shared fields, and the formset of each kind of rows as {kind: formset}."""
    shown = shared_fields.without_deleted(draft.values) if draft.is_changed else draft.values
    fields = {name: model_admin.formfield_for_dbfield(Article._meta.get_field(name), request=request) for name in SHOWN}
    fields |= {name: local_time_field(name) for name in shared_fields.TIMES}
    form = type("SharedForm", (SharedForm,), fields)(data, initial=shared_initial(shown, draft.version))
    form.gone = shared_fields.names_of_deleted(draft.values) if shown != draft.values else []
    name_parts(form.fields["tags"], "tag")
    # A form that was sent is compared with nothing. Otherwise a row that the page has added, and the draft has by now,
    # would count as an empty row that nobody has changed, and it would be removed.
    initial = {kind: [] if data is not None else row_initial(shown, kind) for kind in ROWS}
    formsets = {kind: formset_of(kind, model_admin, request, initial[kind])(data) for kind in ROWS}
    return form, formsets


def local_time_field(name):
    field = Article._meta.get_field(name)
    return LocalTimeField(label=field.verbose_name, help_text=field.help_text, required=False)


def name_parts(field, prefix):
    """Tell the scripts what the rows of a field are called in the draft: `tag:4`."""
    field.widget.widget.attrs["data-part"] = prefix  # within the wrapper with links to add a row


def shared_initial(shown, version):
    values = {name: shown.get(name) for name in SHOWN}
    return values | {"tags": [*shared_fields.rows_in(shown, "tag")], "shared_version": version}


def row_initial(values, kind):
    _model, target, names = ROWS[kind]
    rows = {pk: {target: pk} for pk in shared_fields.rows_in(values, kind)}
    for field, prefix in names.items():
        for pk, value in shared_fields.rows_in(values, prefix).items():
            rows[pk][field] = value
    first = next(iter(names))
    return sorted(rows.values(), key=lambda row: (row[first], row[target]))


def formset_of(kind, model_admin, request, initial):
    """Return the class of a formset with the rows in `initial`: its constructor takes only the data."""
    model, target, names = ROWS[kind]
    relation = model._meta.get_field(target)
    fields = {target: RowIdField(relation, model_admin.admin_site, request, [row[target] for row in initial])}
    fields |= {name: model_admin.formfield_for_dbfield(model._meta.get_field(name), request=request) for name in names}
    for field in fields.values():
        field.required = False
    for name in names:
        fields[name].validators.append(MaxValueValidator(LAST_PLACE))
    form = type(f"{model.__name__}Form", (forms.Form,), fields)
    limits = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}
    formset = forms.formset_factory(form, extra=1, can_delete=True, **limits)
    formset.target, formset.parts = target, json.dumps(names)  # for the scripts
    return partial(formset, prefix=kind, initial=initial)


def posted_values(values):
    """Return what the form of the page would send, if it showed the values."""
    posted = {name: value for name, value in values.items() if ":" not in name}
    posted["tags"] = [pk for pk, is_chosen in shared_fields.rows_in(values, "tag").items() if is_chosen]
    for kind, (_model, target, names) in ROWS.items():
        fields = {field: shared_fields.rows_in(values, prefix) for field, prefix in names.items()}
        first = next(iter(names))
        rows = [pk for pk, value in fields[first].items() if value is not None]
        posted |= {f"{kind}-TOTAL_FORMS": len(rows), f"{kind}-INITIAL_FORMS": len(rows)}
        for number, pk in enumerate(rows):
            row = {target: pk} | {field: found.get(pk) for field, found in fields.items()}
            posted |= {f"{kind}-{number}-{field}": value for field, value in row.items()}
    return posted


def shared_values(form, formsets):
    """Return the values of valid forms, as they are kept in a draft."""
    data = form.cleaned_data
    values = {name: data[name] for name in [*shared_fields.PLAIN, *shared_fields.TIMES]}
    values |= {name: data[name].pk for name in shared_fields.ONE_ROW if data[name]}
    values |= {f"tag:{tag.pk}": True for tag in data["tags"]}
    for kind, formset in formsets.items():
        _model, target, names = ROWS[kind]
        for row in formset.cleaned_data:
            if row.get(target) and not row.get("DELETE"):
                values |= values_of_row(row, row[target], names)
    return values


def deleted_rows(form, formsets):
    """Return an error that names the chosen rows which somebody has deleted since the page was opened; "" if none."""
    chosen = {name: int(form[name].data) for name in shared_fields.ONE_ROW if is_id(form[name].data)}
    if not form.has_error("tags", "too_many"):
        chosen |= {f"tag:{pk}": True for pk in form["tags"].data or [] if is_id(pk)}
    for kind, formset in formsets.items():
        rows = [getattr(row, "cleaned_data", {}) for row in formset.forms]
        ids = [row.get(ROWS[kind][1]) for row in rows if not row.get("DELETE")]
        chosen |= {f"{kind}:{pk}": 0 for pk in ids if pk}
    names = ", ".join(shared_fields.names_of_deleted(chosen))
    return (
        gettext("Somebody has deleted this meanwhile: %(names)s. Choose something else.") % {"names": names}
        if names
        else ""
    )


def is_id(value):
    return shared_fields.is_name(f"tag:{value}")


def values_of_row(row, pk, names):
    first = next(iter(names))
    found = {f"{prefix}:{pk}": row[field] for field, prefix in names.items() if row[field] is not None}
    return {f"{names[first]}:{pk}": 0} | found  # a row is in the draft by its first field


class TimeForm(forms.Form):
    """When an edition is to be published. Empty means now."""

    # What it was opened with is sent, too: a time that a colleague has chosen since then is kept.
    publish_at = ComingTimeField(required=False, widget=AdminSplitDateTime, show_hidden_initial=True)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Django's widget prints these words beside its fields, but not as their labels.
        day, time = self.fields["publish_at"].widget.widgets
        day.attrs["aria-label"], time.attrs["aria-label"] = _("Day of publication"), _("Time of publication")


def messages_in(form):
    if hasattr(form, "forms"):
        return [fault for row in form.forms for fault in messages_in(row)] + [*form.non_form_errors()]
    named = [(form.fields.get(name), fault) for name, faults in form.errors.items() for fault in faults]
    return [f"{capfirst(field.label)}: {fault}" if field and field.label else fault for field, fault in named]
