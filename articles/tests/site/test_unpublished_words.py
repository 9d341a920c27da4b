"""Words that only the newsroom has are at no public address: those of drafts, changes, conflicts and withdrawn texts.

The addresses come from the URL configuration, so a later feed or sitemap joins by itself.
"""

import re

import pytest
from django.utils import timezone

from articles.editorial import drafts, workflow
from articles.models import Byline, DraftChange, DraftConflict, FrontPick, PopularPlace, Revision, Status
from articles.tests.hard_values.addresses import public_addresses
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from articles.tests.page_content import headlines
from newsroom import editions
from newsroom.editions.columns import in_all_columns
from newsroom.identity.models import Page

pytestmark = pytest.mark.django_db

# Latin letters, which are not transliterated in any edition.
CANARY = "Zxqvleak"
ALL = [edition.code for edition in editions.STORED]
DAILY = {"ru", "kk-arab"}  # one stored and one derived edition
# `make test-fast` leaves out the others. To a database, they differ only in the names of columns.
RARELY = [pytest.mark.slow, pytest.mark.one_database]
in_each_edition = pytest.mark.parametrize(
    "edition",
    [
        pytest.param(edition, marks=[] if edition.code in DAILY else RARELY, id=edition.code)
        for edition in editions.EDITIONS
    ],
)


class Site:
    """A small site: one story that is live in all editions, and rows that no live story has."""

    def __init__(self, staff):
        self.editor, self.reporter = staff("editor"), staff("reporter")
        self.section, self.tag = make_category("society"), make_tag("elections")
        Page.objects.create(key="about", **in_all_columns(title="About"))
        self.live = make_article(*ALL, category=self.section, title="Live", slug="live", lead="Lead")
        self.live.tags.add(self.tag)
        make_author("asel", self.live)
        self.secret = {
            "category": make_category("secret", **in_all_columns(name=CANARY)),
            "tag": make_tag("secret", **in_all_columns(name=CANARY)),
            "byline": make_author("secret", **in_all_columns(name=CANARY, role=CANARY, note=CANARY)),
            "photo": make_photo(**in_all_columns(alt=CANARY, caption=CANARY, credit=CANARY)),
        }

    def write(self):
        """Write into every place that the newsroom has for words."""
        words = {"lead": CANARY, "body": f"<p>{CANARY}</p>"}
        self.new = make_article(*ALL, title=f"{CANARY} new", slug="zxqvleak-new", status=Status.UNPUBLISHED, **words)
        self.withdrawn = make_article(*ALL, title=f"{CANARY} withdrawn", slug="zxqvleak-withdrawn", **words)
        for story in (self.new, self.withdrawn):
            type(story).objects.filter(pk=story.pk).update(category=self.section)
            story.tags.add(self.tag)
            Byline.objects.create(article=story, author=self.live.authors.get())
            FrontPick.objects.create(article=story)
            PopularPlace.objects.create(article=story, position=story.pk)
        for edition in editions.STORED:
            self.write_in(edition)
            opened = drafts.draft_of(self.withdrawn, edition).version
            change = {"fields": {"lead": f"{CANARY} again"}}
            drafts.save_draft(self.withdrawn, edition, opened, change, by=self.editor)
            workflow.publish(self.withdrawn, edition, by=self.editor)
            workflow.withdraw(self.withdrawn, edition, by=self.editor, reason="Wrong.")
        draft = drafts.shared_draft_of(self.live)
        values = {kind: row.pk for kind, row in self.secret.items()}
        changes = {"category": values["category"], "lead_photo": values["photo"], f"tag:{values['tag']}": True}
        changes |= {f"byline:{values['byline']}": 0, f"photo:{values['photo']}": 0, f"related:{self.new.pk}": 0}
        drafts.save_shared(self.live, draft.version, draft.values | changes, by=self.editor)

    def write_in(self, edition):
        """Two people write the same parts at once, so one waits. What the first wrote stays in a change."""
        opened = drafts.draft_of(self.live, edition).version
        for person, base, number in (
            (self.editor, opened, 1),
            (self.reporter, opened, 2),
            (self.editor, opened + 1, 3),
        ):
            fields = dict.fromkeys(("title", "lead", "source_name"), f"{CANARY} {number}")
            change = {"fields": fields | {"slug": "zxqvleak"}, "blocks": {"addedone": f"<p>{CANARY} {number}</p>"}}
            drafts.save_draft(self.live, edition, base, change, by=person)

    def publish(self):
        for edition in editions.STORED:
            for story in (self.live, self.new, self.withdrawn):
                workflow.publish(story, edition, by=self.editor, at=timezone.now())
        workflow.publish_shared(self.live, by=self.editor)


@pytest.fixture
def site(staff):
    return Site(staff)


def leaks(client, edition, site):
    """Return the routes whose content or headers have the word, besides the route in which somebody asks for it."""
    found = set()
    # Who has a secret link may see its draft.
    addresses = [address for address in public_addresses(edition) if "<slug:secret>" not in address.route]
    asked = {address.route: address.url() for address in addresses}
    for kind in ("section", "tag", "author"):
        asked[f"{kind} of a draft"] = f"/{edition.code}/{kind}/secret/"
    asked["story"] = site.live.address_in(edition)
    for route, url in asked.items():
        response = client.get(url)
        if (CANARY.encode() in response.content) or (CANARY.lower() in str(response.headers).lower()):
            found.add(route.removeprefix(f"{edition.code}/"))
    searched = client.get(f"/{edition.code}/search/?q={CANARY}")  # the page repeats what was asked for
    return found | ({"search"} if headlines(searched) else set())


def card_of(client, edition, site):
    """Return the version in the address of a story's share card. It changes with the words on the card."""
    page = client.get(site.live.address_in(edition)).content.decode()
    return re.search(r"card/([0-9a-f]+)\.jpg", page)[1]


@in_each_edition
def test_they_are_at_no_address_before_they_are_published(client, site, edition):
    card = card_of(client, edition, site)
    site.write()
    texts = [str(change.undo) for change in DraftChange.objects.filter(article=site.live)]
    assert len([text for text in texts if CANARY in text]) == len(ALL)
    assert DraftConflict.objects.filter(decided_at=None).count() == 4 * len(ALL)
    assert Revision.objects.filter(article=site.withdrawn, title__contains=CANARY).count() == len(ALL)
    assert leaks(client, edition, site) == set()
    assert card_of(client, edition, site) == card

    site.publish()
    found = leaks(client, edition, site)
    lists = ["", "section/", "tag/", "author/", "archive/", "search", "story"]
    of_rows = ["section of a draft", "tag of a draft", "author of a draft", "section/<slug:key>/", "tag/<slug:key>/"]
    days = ["<year:year>/", "<month:month>/", "<day:day>/", "<day:day>/<slug:slug>/", "author/<slug:key>/"]
    assert {*lists, *of_rows, *days} - found == set()
    assert card_of(client, edition, site) != card
