"""Documents of Word as new stories, from the list; and as text for a story that is open, from its page.

They are read, and their pictures processed, before any transaction begins, so nobody waits for a long one.
"""

from hashlib import blake2b

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.imports.docx import read_document
from articles.imports.docx.photos import PhotosOfDocuments
from articles.imports.docx.storing import add_story, is_stored
from newsroom import editions
from newsroom.content.natural_keys import new_key
from newsroom.desk.sent_forms import mark_of

MOST_DOCUMENTS = 20
MOST_NAMED = 20


class Documents:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        def view(act):
            return self.admin_site.admin_view(require_POST(act))

        return [
            path("documents/", view(self.add_documents), name="articles_article_documents"),
            path("documents/read/", view(self.read_documents), name="articles_article_read_document"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        own = {"editions": editions.STORED, "edition": self.edition_of(request), "most": MOST_DOCUMENTS}
        return super().changelist_view(request, {"documents": own} | (extra_context or {}))

    def add_documents(self, request):
        """Make a story of each file. A refused file does not stop the others."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        files = request.FILES.getlist("documents")
        mark = mark_of(request) if "csrfmiddlewaretoken" in request.POST else new_key()
        keys = [blake2b(f"{mark} {number}".encode(), digest_size=5).hexdigest() for number in range(MOST_DOCUMENTS)]
        photos = PhotosOfDocuments(self.edition_of(request), request.user)
        stories = [self.add_document(request, file, key, photos) for file, key in zip(files, keys, strict=False)]
        added = [story for story in stories if story]
        if not files:
            messages.error(request, _("No file was chosen."))
        if len(files) > MOST_DOCUMENTS:
            left = ", ".join(file.name for file in files[MOST_DOCUMENTS:])
            messages.error(request, _("Too many files at once. These are not stories yet: %(names)s") % {"names": left})
        if len(files) == len(added) == 1:
            return HttpResponseRedirect(self.address_of(added[0], self.edition_of(request)))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    def add_document(self, request, file, key, photos):
        """Return the story that a file has become, or None with a message. A form sent again makes no second one."""
        try:
            document = read_document(file)
            taken = None if is_stored(photos.edition, key) else self.take_pictures(request, document, file, photos)
            article = add_story(document, photos.edition, key, by=request.user)
        except ValidationError as error:
            messages.error(request, f"{file.name}: {' '.join(error.messages)}")
            return None
        self.log_addition(request, article, [{"added": {}}])
        told = {"title": document.title, "name": file.name}
        messages.success(request, _("New draft: “%(title)s”, from %(name)s.") % told)
        for text, names in about_pictures(taken) if taken else ():
            messages.warning(request, " ".join([f"{file.name}: {text}", *names]))
        return article

    def take_pictures(self, request, document, file, photos):
        taken = photos.take(document, file)
        for photo in taken.added:
            self.log_addition(request, photo, [{"added": {}}])
        return taken

    def read_documents(self, request):
        """Return the text of a document as JSON, for the editor that is open. Only its photos are stored."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        file = request.FILES.get("document")
        try:
            if file is None:
                raise ValidationError(_("No file was chosen."))
            document = read_document(file)
        except ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)}, status=422)
        taken = self.take_pictures(request, document, file, PhotosOfDocuments(self.edition_of(request), request.user))
        answer = {name: getattr(document, name) for name in ("title", "lead", "html", "is_named_by_file")}
        return JsonResponse(
            answer | {"notes": [{"text": text, "names": names} for text, names in about_pictures(taken)]}
        )


def about_pictures(taken):
    """Return [(sentence, names)] about those that are not in the draft, and those that are not processed yet."""
    named = [": ".join(filter(None, one)) for one in taken.left_out[:MOST_NAMED]]
    counted = [
        (_("Pictures of the document that are not in the draft: %(count)s."), len(taken.left_out), named),
        (_("Photos that are still being processed: %(count)s."), taken.waiting, []),
    ]
    return [(text % {"count": number}, names) for text, number, names in counted if number]
