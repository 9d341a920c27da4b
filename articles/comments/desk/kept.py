"""What somebody has typed into a panel of the queue, if the act is refused. The page that says why has it again."""

from articles.comments.desk.forms import AnswerForm, BanForm, NoteForm, WarnForm, tickets_in

PANELS = {"answer": AnswerForm, "warn": WarnForm, "ban": BanForm}
TEXTS = ["text", "warn-text"]
CHOICES = ["warn-reason", "ban-reason", "look_on"]


class Kept:
    """`panel` is the name of the act, such as "answer", or "note"."""

    def __init__(self, posted, panel):
        self.posted, self.panel = posted, panel
        self.comment = posted.get("comment", "").partition(":")[0]
        self.ticked = tickets_in(posted) if posted.getlist("ticked") else {}
        self.texts = [text for text in map(posted.get, TEXTS) if text]

    def __bool__(self):
        return bool(self.texts or any(map(self.posted.get, CHOICES)))

    def belongs_to(self, comment):
        return self.comment == str(comment.pk)

    def form_of(self, panel):
        """Return the form of a panel with what was typed into it."""
        is_note = panel == "note"
        form = new_form(panel)
        if is_note == (self.panel == "note"):
            form.initial = {name: self.posted.get(form.add_prefix(name), "") for name in form.fields}
        return form


def new_form(panel):
    return NoteForm(auto_id=False) if panel == "note" else PANELS[panel]()
