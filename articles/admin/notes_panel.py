"""The notes of an edition beside its text. Scripts send what somebody decides as JSON, forms as any other act."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.draft_requests import gone, json_in
from articles.editorial import notes
from articles.editorial.clean_change import MalformedChangeError, expect
from articles.editorial.state_mark import mark_of
from articles.models import Note
from newsroom.desk import script_answers
from newsroom.desk.ids import is_possible
from newsroom.staff.models import User


class NotesPanel:
    """Mixin for the admin class of stories, beside `EditPage`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.notes)
        return [path("<int:pk>/notes/", view, name="articles_article_notes"), *super().get_urls()]

    def notes(self, request, pk):
        article = self.get_object(request, str(pk))
        is_from_script = script_answers.is_from_script(request) and request.method == "POST"
        if article is None:
            return gone() if is_from_script else self.without_story(request, pk)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        edition = self.edition_of(request, article)
        if is_from_script:
            return answer_to_script(request, article, edition)
        if request.method == "POST":
            return self.act_on_posted_note(request, article, edition)
        return HttpResponseRedirect(f"{self.address_of(article, edition)}#notes")

    def act_on_posted_note(self, request, article, edition):
        """Save the form around the notes, if there is one, so that nothing typed is lost, and then act."""
        if "version" in request.POST and self.has_change_permission(request, article):
            posted = self.save_posted(request, article, edition)
            if not posted.is_valid:
                return self.show(request, article, edition, posted)
            if posted.conflicts:
                act_or_explain(request, article, edition)
                return HttpResponseRedirect(self.conflicts_address(article, edition))
        note = act_or_explain(request, article, edition)
        place = f"note-{note.pk}" if note else "notes"
        return HttpResponseRedirect(f"{self.address_of(article, edition)}#{place}")


def answer_to_script(request, article, edition):
    try:
        sent = json_in(request)
        expect(all(isinstance(value, str) for value in sent.values()), "fields")
        note = act_on_note(sent, article, edition, request.user)
    except MalformedChangeError as error:
        return JsonResponse({"message": str(error)}, status=400)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)})
    except PermissionDenied:
        return JsonResponse({}, status=403)
    return JsonResponse({"note": note.pk, "mark": mark_of(article)})


def act_or_explain(request, article, edition):
    try:
        return act_on_note(request.POST, article, edition, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None


def act_on_note(sent, article, edition, user):
    """Carry out what `note_act` says: «add», «answer 7», «resolve 7» or «reopen 7». Return the note."""
    name, _blank, pk = sent.get("note_act", "").partition(" ")
    if name == "add":
        return notes.add(
            article,
            edition,
            by=user,
            text=sent.get("note_text", ""),
            block=sent.get("note_part", ""),
            quotation=sent.get("note_quotation", ""),
            before=sent.get("note_before", ""),
            to=colleague_in(sent.get("note_to", "")),
        )
    note = note_in(pk, article, edition)
    if name == "answer":
        notes.answer(note, by=user, text=sent.get(f"answer-{note.pk}", ""))
    elif name in ("resolve", "reopen"):
        {"resolve": notes.resolve, "reopen": notes.reopen}[name](note, by=user)
    else:
        raise Http404
    return note


def note_in(pk, article, edition):
    own = Note.objects.in_edition(article, edition)
    note = own.filter(pk=pk).first() if is_possible(Note._meta.pk, pk) else None
    if note is None:
        raise Http404
    return note


def colleague_in(pk):
    """Return whom a note names; None if nobody. ValidationError if that person can't be named any more."""
    if not pk:
        return None
    person = notes.colleagues().filter(pk=pk).first() if is_possible(User._meta.pk, pk) else None
    if person is None:
        raise ValidationError(_("This colleague can’t be named any more. Choose another one."))
    return person
