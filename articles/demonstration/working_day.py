"""A working day for whoever tries out the desk: events, an assigned draft with a note, places on the front page.

All of it is relative to today, so it is made by acts of the demo staff and not loaded from fixtures.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from articles.editorial import assigning, daybook, drafts, front_slots, notes, reminders, reported_mistakes, workflow
from articles.models import Article, Work
from newsroom import editions
from newsroom.identity.models import LoadedFixtures
from newsroom.staff.demo_accounts import demo_username
from newsroom.staff.models import User

RECORD = "working day"
PLACED = {2: "unprecedented-reforms-tokayev", 4: "parties-with-high-responsibility"}
"""{position: the key of a story}"""
REPORTED, REMEMBERED = "demo-opinion", "almaty-region-new-constitution"
KK, RU = editions.BY_CODE["kk"], editions.BY_CODE["ru"]
DAY = timedelta(days=1)
# (days from today, from, to, what, where, note, whether a photo is needed)
EVENTS = [
    (0, time(10), time(12), "Облыстық мәслихаттың сессиясы", "Қонаев, облыс әкімдігі", "Бюджетке өзгерістер", True),
    (0, time(15), time(16), "Төтенше жағдайлар департаментінің брифингі", "онлайн", "", False),
    (1, time(11), None, "Жаңа мектептің ашылуы", "Талғар", "Байланысатын адам: мектеп директоры", True),
    (2, None, None, "Облыстық шахмат турнирі", "Есік, спорт мектебі", "", False),
]
WORDS = {
    "title": "Үлгі: мәслихат сессиясында бюджет нақтыланды",
    "lead": "Депутаттар мектептерді жөндеуге қосымша қаржы бөлді.",
}
BLOCKS = {
    "sampleaa": "<p>Облыстық мәслихаттың кезекті сессиясында биылғы бюджетке өзгерістер енгізілді.</p>",
    "samplebb": "<p>Қосымша қаржы бірнеше мектепті жөндеуге жұмсалады.</p>",
}
QUESTION = "Нақты санын және ауылдардың атын жазайық."
REPORT = "Менің ойымша, тақырыпта үтір жетіспейді."
REMINDER = "Жалғасын жазу: қоғамдық тыңдаулар қашан өтеді?"


@transaction.atomic
def add_working_day():
    """Make it once. Without the stories of the demonstration nothing is made. Return whether something was."""
    keys = [*PLACED.values(), REPORTED, REMEMBERED]
    stories = Article.objects.in_bulk(keys, field_name="key")
    if len(stories) < len(keys) or not LoadedFixtures.objects.get_or_create(name=RECORD)[1]:
        return False
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    session, *_others = fill_daybook(people)
    begin_draft(session, people)
    place_stories(stories, by=people["editor"])
    reported_mistakes.report(stories[REPORTED], KK, words=stories[REPORTED].edition(KK).title, comment=REPORT)
    reminders.remind(stories[REMEMBERED], KK, by=people["editor"], days=2, note=REMINDER)
    return True


def fill_daybook(people):
    today = timezone.localdate()
    events = []
    for days, starts, ends, what, where, note, needs_photo in EVENTS:
        values = {"what": what, "where": where, "note": note, "starts": starts, "ends": ends}
        event = daybook.add(by=people["editor"], day=today + days * DAY, needs_photo=needs_photo, **values)
        events.append(event)
    daybook.go(events[0], by=people["reporter"])
    return events


def begin_draft(event, people):
    """Let the reporter write about an event and send it to review, where the editor asks something."""
    reporter, editor, chief = (people[name] for name in ("reporter", "editor", demo_username("chief editor")))
    evening = timezone.make_aware(datetime.combine(event.day + DAY, time(18)))
    story = daybook.begin_story(event, KK, by=chief, assignee=reporter, deadline=evening)
    change = {"fields": WORDS, "blocks": BLOCKS, "order": [*BLOCKS]}
    drafts.save_draft(story, KK, drafts.draft_of(story, KK).version, change, by=reporter)
    workflow.move_draft(story, KK, Work.IN_REVIEW, by=reporter)
    notes.add(story, KK, by=editor, text=QUESTION, block="samplebb", quotation="бірнеше мектепті", to=reporter)
    assigning.assign(story, RU, by=editor, assignee=people["translator"], deadline=evening)


def place_stories(stories, by):
    for edition in (KK, RU):
        for position, key in PLACED.items():
            until = timezone.now() + DAY if position == max(PLACED) else None
            front_slots.place(edition, position, stories[key], by=by, until=until)
