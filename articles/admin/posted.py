"""The forms of the edit page together: filled from the drafts, or from what was posted."""

from functools import cached_property

from django.utils import timezone

from articles.admin.edit_forms import TimeForm, WordsForm, deleted_rows, messages_in, shared_form, shared_values
from articles.admin.linked_faults import said_of
from articles.admin.picked_photos import unusable_photos
from articles.editorial import drafts
from newsroom.content.natural_keys import new_key


class Posted:
    """The forms of the page, filled from the drafts or from a POST, and what saving them gave."""

    def __init__(self, model_admin, request, article, edition, is_new=False):
        data = None if is_new else request.POST
        self.article, self.edition, self.user, self.conflicts = article, edition, request.user, []
        self.has_unseen_words = self.has_unseen_values = False
        self.is_bound = data is not None
        self.draft = drafts.draft_of(article, edition) if article.pk else drafts.new_draft(article, edition)
        self.shared_draft = drafts.shared_draft_of(article)
        self.words = WordsForm(data, initial=WordsForm.values_of(self.draft), edition=edition)
        self.shared, self.formsets = shared_form(model_admin, request, self.shared_draft, data)
        self.time = time_form(article.edition(edition), self.draft, data)
        self.key = new_key() if is_new else request.POST.get("key", "")

    @property
    def forms(self):
        return [self.words, self.shared, self.time, *self.formsets.values()]

    @property
    def is_valid(self):
        checked = [form.is_valid() for form in self.forms]  # all of them, so that each shows its errors
        return all(checked) and not self.deleted and not self.unusable

    @cached_property
    def deleted(self):
        return deleted_rows(self.shared, self.formsets) if self.is_bound else ""

    @cached_property
    def unusable(self):
        if not all(form.is_valid() for form in [self.shared, *self.formsets.values()]):
            return None
        return unusable_photos(shared_values(self.shared, self.formsets), self.shared_draft.values, self.edition)

    @property
    def errors(self):
        own = [self.deleted] if self.deleted else []
        own += [said_of(self.unusable, self.user)] if self.unusable else []
        return own + [fault for form in self.forms if form.is_bound for fault in messages_in(form)]

    @property
    def media(self):
        first, *others = [form.media for form in self.forms]
        return sum(others, first)

    @property
    def has_words(self):
        return any(self.words.cleaned_data[name] for name in ("title", "lead", "body"))

    def save(self, user):
        if self.article.pk is None:
            self.article = drafts.new_story(self.key, self.edition)
        self.save_words(user)
        self.save_shared(user)

    def save_words(self, user):
        base = self.words.cleaned_data["version"]
        change = self.words.change(drafts.draft_of(self.article, self.edition), base)
        saved = drafts.save_draft(self.article, self.edition, base, change, by=user)
        self.version, self.conflicts = saved.draft.version, [*self.conflicts, *saved.conflicts]
        self.has_unseen_words = any(saved.news.values())
        if self.time.has_changed() and user.has_perm("articles.publish_article"):
            drafts.plan(self.article, self.edition, self.time.cleaned_data["publish_at"])

    def save_shared(self, user):
        base, values = self.shared.cleaned_data["shared_version"], shared_values(self.shared, self.formsets)
        saved = drafts.save_shared(self.article, base, values, by=user)
        self.shared_version, self.conflicts = saved.draft.version, [*self.conflicts, *saved.conflicts]
        self.has_unseen_values = any(saved.news.values())

    @property
    def publish_at(self):
        """Return the chosen time; now, if the time was emptied; None, if there was none.

        A live edition keeps its time of publication: only a later time means something, that of the change.
        """
        here = self.article.edition(self.edition)
        chosen = self.chosen_time
        return None if here.is_live and chosen and chosen <= timezone.now() else chosen

    @property
    def chosen_time(self):
        here = self.article.edition(self.edition)
        if not self.time.has_changed():  # a colleague may have chosen another one meanwhile, or a script has saved it
            planned = planned_time(here, drafts.draft_of(self.article, self.edition))
            return max(planned, timezone.now()) if planned and is_scheduled(here) else planned
        return self.time.cleaned_data["publish_at"] or timezone.now()


def time_form(here, draft, data=None):
    return TimeForm(data, initial={"publish_at": planned_time(here, draft)})


def planned_time(here, draft):
    """Return the time at which an edition that readers don't have yet is to be published, if one was chosen.

    Another one than that of its schedule waits in the draft until somebody publishes.
    """
    return draft.publish_at or (here.published_at if is_scheduled(here) else None)


def is_scheduled(here):
    return here.is_published and not here.is_live
