"""A page with nothing but a rich-text editor, for tests of its extensions. It is not part of the site."""

from django.forms import Form
from django_prose_editor.fields import ProseEditorFormField

PAGE = """<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">{media}<script type="module">
import * as tiptap from "django-prose-editor/editor";
Object.assign(window, {{ tiptap }});
addEventListener("prose-editor:ready", (event) => Object.assign(window, {{ editor: event.detail.editor }}));
</script></head><body>{form}</body></html>"""


def open_editor(page, extensions, html):
    """Show an editor that contains `html`. The scripts of the page find it as `editor`."""

    class EditorForm(Form):
        body = ProseEditorFormField(config={"extensions": extensions})

    form = EditorForm({"body": html})
    document = PAGE.format(media=form.media, form=form["body"])
    page.route("**/an-editor/", lambda route: route.fulfill(body=document, content_type="text/html"))
    page.goto("/an-editor/")
    page.wait_for_function("window.editor?.isInitialized")
    # The font of the buttons above the text changes their height. A click must not come between.
    page.evaluate("async () => { document.body.getBoundingClientRect(); await document.fonts.ready; }")
