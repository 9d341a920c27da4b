"""The page on which somebody decides what stays of the parts that two people have changed at once."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.page_of_edition import page_of_edition
from articles.editorial import conflicts, draft_versions, drafts
from articles.editorial.clean_change import storable
from articles.editorial.decisions import NEW, decide, decide_shared, own_words, reopen_unless_done
from articles.editorial.differences import word_differences
from articles.editorial.node_words import in_words
from articles.editorial.shared_fields import name_of_field, words_for
from articles.models import DraftConflict
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in
from newsroom.content.suggestions import accepted
from newsroom.desk.short_times import with_zone

TEMPLATE = "admin/articles/article/conflicts.html"
CHOICES = [
    ("mine", gettext_lazy("mine")),
    ("theirs", gettext_lazy("theirs")),
    ("mine_first", gettext_lazy("both: mine, then theirs")),
    ("theirs_first", gettext_lazy("both: theirs, then mine")),
    (NEW, gettext_lazy("a new text")),
]


class DecisionForm(forms.Form):
    """What stays of one part."""

    choice = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, label=gettext_lazy("What stays"))
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 4}),
        label=gettext_lazy("a new text"),
    )

    def clean(self):
        data = super().clean()
        written, given = data.get("text", "").split(), (self.initial["text"] or "").split()
        if data.get("choice") == NEW and not written:
            self.add_error("text", _("Write the text that shall stay, or take one of the versions."))
        if data.get("choice") not in (NEW, None) and written and written != given:
            self.add_error("choice", _("You have written a new text. Take it, or undo your changes to it."))
        return data


class ConflictPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.conflicts_view)
        return [path("<int:pk>/conflicts/", view, name="articles_article_conflicts"), *super().get_urls()]

    @page_of_edition()
    def conflicts_view(self, request, article, edition):
        undecided = undecided_in(article, edition, request.user)
        if request.method == "POST":
            undecided += reopened(request, article, edition)
        forms_ = {one.pk: decision_form(one, request.POST or None) for one in undecided}
        if request.method == "POST" and self.decided_all(request, article, edition, undecided, forms_):
            messages.success(request, _("What you chose is in the draft."))
            return HttpResponseRedirect(self.address_of(article, edition))
        draft, shared = drafts.draft_of(article, edition), drafts.shared_draft_of(article)
        contents = draft_versions.content_of(draft), draft_versions.content_of(shared)
        parts = [
            shown(one, forms_.get(one.pk) or decision_form(one, None), edition, *contents)
            for one in undecided_in(article, edition, request.user)
        ]
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Two people have changed the same part"), "subtitle": str(article),
            "article": article, "edition": edition, "parts": parts, "back": self.address_of(article, edition),
            "version": draft.version, "shared_version": shared.version,
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def decided_all(self, request, article, edition, undecided, decision_forms):
        """Carry out the decisions of valid forms. Return whether none is left."""
        done = [
            decision_forms[one.pk].is_valid() and carry_out(request, article, edition, one, decision_forms[one.pk])
            for one in undecided
        ]
        return all(done)


def undecided_in(article, edition, user):
    """Return the open conflicts of `user` in an edition, in the order of its text, and in the shared fields."""
    found = []
    for draft in (drafts.draft_of(article, edition), drafts.shared_draft_of(article)):
        content = draft_versions.content_of(draft)
        places = {part: place for place, part in enumerate([*content.fields, *content.blocks])}
        own = conflicts.open_in(draft_versions.about(draft)).filter(by=user)
        found += sorted(own, key=lambda one: places.get(one.part, len(places)))
    return found


def reopened(request, article, edition):
    """Return conflicts of the posted page that were decided on another one, otherwise than here.

    They are open again: a text that was typed here must not be lost without a word.
    """
    about = {"article": article.pk, "language": edition.code, "by": request.user}
    posted = [one for one in DraftConflict.objects.filter(**about).exclude(decided_at=None)
              if f"conflict-{one.pk}-choice" in request.POST]  # fmt: skip
    forms_ = {one: decision_form(one, request.POST) for one in posted}
    chosen = {one: form.cleaned_data for one, form in forms_.items() if form.is_valid()}
    return [
        one
        for one, data in chosen.items()
        if reopen_unless_done(article, edition, one, data["choice"], storable(data["text"]))
    ]


def decision_form(conflict, data):
    form = DecisionForm(data, prefix=f"conflict-{conflict.pk}", initial={"text": own_words(conflict)})
    if conflict.language == draft_versions.SHARED:
        form.fields["choice"].choices = CHOICES[:2]
        del form.fields["text"]
    return form


def carry_out(request, article, edition, conflict, form):
    """Return whether the decision is in the draft. If not, a message says why."""
    base = request.POST.get("shared_version" if conflict.language == draft_versions.SHARED else "version", "")
    base = int(base) if base.isascii() and base.isdecimal() and len(base) < 10 else -1
    choice, text = form.cleaned_data["choice"], storable(form.cleaned_data.get("text", ""))
    try:
        if conflict.language == draft_versions.SHARED:
            saved = decide_shared(article, conflict, choice, base, by=request.user)
        else:
            saved = decide(article, edition, conflict, choice, text, base, by=request.user)
    except draft_versions.UnknownVersionError:
        messages.error(request, _("This page was too old. Nothing is lost: choose once more."))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if saved.conflicts:
        messages.error(request, _("Somebody has changed this part again. Choose once more."))
    return not saved.conflicts


def shown(conflict, form, edition, content, shared_content):
    """Return what the page shows of a conflict. Theirs is what the draft has now."""
    is_shared = conflict.language == draft_versions.SHARED
    theirs = (shared_content if is_shared else content).part(conflict.part)
    texts = {"base": conflict.base, "mine": conflict.mine, "theirs": theirs}
    if is_shared:
        texts = {name: words_for(conflict.part, value) for name, value in texts.items()}
    else:
        if conflict.part not in draft_versions.WORDS:  # what is struck out in a paragraph is not there
            texts = {name: html and accepted(html) for name, html in texts.items()}
        words = in_words(texts.values())
        texts = {name: words.get(html, html) for name, html in texts.items()}
    return {
        "conflict": conflict,
        "at": with_zone(conflict.at),
        "form": form,
        "name": name_of_part(conflict),
        "base": texts["base"] and plain_text(texts["base"]),
        "mine": compared(texts["base"], texts["mine"]),
        "theirs": compared(texts["base"], texts["theirs"]),
        "edition": None if is_shared else edition,
    }


def compared(base, text):
    """Return the differences from `base`; None if the part was removed."""
    return None if text is None else word_differences(base or "", text)


def name_of_part(conflict):
    names = {"title": _("headline"), "lead": _("lead"), "slug": _("address"), "source_name": _("source")}
    if conflict.language == draft_versions.SHARED:
        return name_of_field(conflict.part)
    is_node = any(html and node_in(html) for html in (conflict.mine, conflict.theirs))
    return names.get(conflict.part) or (_("photo or recalled story") if is_node else _("paragraph"))
