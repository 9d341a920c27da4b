"""Two or three people save, publish and discard one edition at the same moment: nobody's words vanish unseen."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles.editorial import discarding, draft_versions, drafts, workflow
from articles.editorial.blocks import html_of
from articles.models import Article, Draft, DraftConflict, Revision
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

RU = editions.BY_CODE["ru"]
ROUNDS = 8


def at_once(*acts):
    """Carry out the acts in threads that begin together. Return whether each was not refused."""
    barrier, done = Barrier(len(acts)), [False] * len(acts)

    def run(place, act):
        try:
            barrier.wait()
            act()
            done[place] = True
        except ValidationError:
            pass  # refused, as `done` says
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def test_what_is_saved_while_others_publish_and_discard_stays(staff):
    article = make_article("ru", title="Title", body="<p>One</p><p>Two</p>")
    writer, publisher, discarder = staff("reporter"), staff("chief editor"), staff("editor")
    refused = 0
    for number in range(ROUNDS):
        base = drafts.draft_of(article, RU)
        one, two = [*draft_versions.content_of(base).blocks][:2]
        change = {"blocks": {two: f"<p>Before {number}</p>"}}
        seen = drafts.save_draft(article, RU, base.version, change, by=discarder).version
        shown = html_of(dict(Draft.objects.get().blocks))
        revisions = Revision.objects.count()

        def save(seen=seen, one=one, number=number):
            drafts.save_draft(article, RU, seen, {"blocks": {one: f"<p>Saved {number}</p>"}}, by=writer)

        def publish(seen=seen):
            workflow.publish(Article.objects.get(pk=article.pk), RU, by=publisher, version=seen)

        def discard(seen=seen):
            discarding.discard(article, RU, by=discarder, version=seen)

        is_saved, is_published, _is_discarded = at_once(save, publish, discard)

        article.refresh_from_db()
        assert is_saved
        waiting = [conflict.mine for conflict in DraftConflict.objects.filter(decided_at=None)]
        assert f"<p>Saved {number}</p>" in [*dict(Draft.objects.get().blocks).values(), *waiting]
        assert Revision.objects.count() == revisions + is_published
        if is_published:
            assert article.body_ru == html_of(dict(Revision.objects.latest("number").blocks)) == shown
        refused += not is_published
    assert refused > 0
