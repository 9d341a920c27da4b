"""A newsroom that has something on each page of the desk: in lists, in panels, beside texts."""

from datetime import time, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from articles.comments import moderation
from articles.comments.desk import own_stories
from articles.comments.models import Comment, RejectionReason, Report, State
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.editorial import (
    breaking,
    drafts,
    front_slots,
    notes,
    preview_links,
    reminders,
    reported_mistakes,
    workflow,
)
from articles.editorial.packages import acts as packages
from articles.editorial.packages import composing
from articles.models import Article, Check, Correction, LegacyAddress, Level
from articles.tests.desk import KK, RU
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_event,
    make_law_day,
    make_photo,
    set_level,
)
from articles.tests.packages import full_package
from newsroom.editions.columns import in_all_columns
from newsroom.outbox.models import Effect

HOUR = timedelta(hours=1)
BODY = "<p>Бірінші үлгі абзац.</p><p>Екінші үлгі абзац.</p><p>Үшінші.</p>"


def fill_desk(chief, colleague):
    """Return {name: row} of what is on the pages about one row."""
    photo = make_photo(**in_all_columns(alt="Үлгі", caption="Үлгі", credit="Үлгі"))
    story = make_article("ru", "kk", title="Үлгі", lead="Үлгі", body=BODY, category=make_category("sample"),
                         lead_photo=photo)  # fmt: skip
    change_after_publication(story, chief, colleague)
    note_and_suggest(story, chief, colleague)
    fill_front(chief)
    fill_calendar(chief, colleague, story)
    discuss(story, chief)
    preview_links.make_link(story, RU, 1, by=chief)
    LegacyAddress.objects.create(path="/kk/old/", article=story, language="kk")
    set_level(Level.WARN, Check.LEAD)
    Group.objects.get_or_create(name="Үлгі")
    Effect.objects.create(act="act 1", channel="share cards", kind="repeatable", payload={"story": 1}, state="failed")
    waiting = composing.create("Үлгі", by=chief)
    composing.add_edition(waiting, story, RU, by=chief)
    out, _changed, _first = full_package(chief)
    packages.publish_now(out, by=chief)
    Correction.objects.filter(text__startswith="After").update(text="Үлгі")
    opened, changed, first = full_package(chief)
    return {"story": story, "package": opened, "changed": changed, "first": first, "out": out}


def change_after_publication(story, chief, colleague):
    """Publish other words twice, so that the translation is stale and publications can be compared."""
    block = [*dict(drafts.draft_of(story, RU).blocks)][2]
    for words in ("Үшінші жаңа.", "Үшінші ең жаңа."):
        change = {"blocks": {block: f"<p>{words}</p>"}}
        drafts.save_draft(story, RU, drafts.draft_of(story, RU).version, change, by=colleague)
        workflow.publish(story, RU, by=chief, note="Үлгі", correction="Үлгі", kind="correction")
    for words in ("Үлгі бір", "Үлгі екі"):  # two people at once
        drafts.save_draft(story, KK, 0, {"fields": {"title": words}}, by=chief if words.endswith("екі") else colleague)


def note_and_suggest(story, chief, colleague):
    blocks = dict(drafts.draft_of(story, RU).blocks)
    first, second, _third = blocks
    note = notes.add(story, RU, by=colleague, text="Үлгі?", block=first, quotation="үлгі", to=chief)
    notes.answer(note, by=chief, text="Үлгі.")
    notes.resolve(notes.add(story, RU, by=chief, text="Үлгі"), by=colleague)
    reported_mistakes.report(story, RU, words="Екінші", comment="Үлгі")
    mark = f"aaaaaaaa-{colleague.pk}-1764345600"
    html = f'<p>Екінші <ins data-suggestion="{mark}">үлгі</ins><del data-suggestion="{mark}">үлгі</del> абзац.</p>'
    change = {
        "fields": {"lead": "Үлгі жаңа"},
        "blocks": {second: html, "proposed": f'<p data-inserted="{mark}">Үлгі</p>'},
    }
    drafts.save_draft(story, RU, drafts.draft_of(story, RU).version, change, by=colleague)


def discuss(story, chief):
    """Let comments wait, one of them with everything that the queue can say about it, and the author answer."""
    person, public = make_person("Үлгі"), make_comment(story, "Үлгі пікір", name="Үлгі")
    rejected = make_comment(story, "Үлгі", name="Үлгі", person=person, state=State.WAITING)
    moderation.reject(Comment.objects.filter(pk=rejected.pk), by=chief, reason=RejectionReason.INSULT)
    found = {"words": {"reason": "banned word", "found": [["text", 0, 4, "үлгі", 1]]}}
    waiting = {"name": "Үлгі", "person": person, "state": State.WAITING, "verdicts": found, "urgency": 90}
    long = make_comment(story, "Үлгі " * 60 + "үлгі" * 40, public, is_of_unknown_origin=True, **waiting)
    make_comment(story, "Үлгі", name="Үлгі", state=State.WAITING)
    free = make_article("ru", title="Үлгі")  # no day of silence concerns it
    make_author("chief", story, free, account=chief, **in_all_columns(name="Үлгі"))
    own_stories.answer(make_comment(free, "Үлгі", name="Үлгі").pk, "Үлгі", by=chief)
    Report.objects.create(
        comment=long, reason=RejectionReason.INSULT, note="Үлгі", reported_at=timezone.now(), reporter="a"
    )


def fill_front(chief):
    now = timezone.now()
    later, *others = (make_article("ru", title=f"Үлгі {n}", published_at=now + (1 - n) * HOUR) for n in range(4))
    front_slots.place(RU, 2, later, by=chief, until=now + 5 * HOUR)
    front_slots.place(RU, 3, others[2], by=chief)
    breaking.run(others[1], RU, by=chief, until=now + HOUR)


def fill_calendar(chief, colleague, story):
    event = make_event([colleague], what="Үлгі", where="Үлгі", note="Үлгі", starts=time(10), needs_photo=True)
    make_event(what="Үлгі екі", starts=time(10), ends=time(11), photographer=colleague)
    event.stories.add(story)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR, **in_all_columns(name="Үлгі"))
    Article.objects.filter(pk=story.pk).update(has_agitation=True)
    reminders.remind(story, RU, by=chief, days=1, note="Үлгі")
