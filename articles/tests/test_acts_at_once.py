"""Two or three people save, publish and discard one edition at the same moment: nobody's words vanish unseen."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from articles.editorial import decisions, discarding, draft_versions, drafts, due, killing, workflow
from articles.editorial.blocks import html_of
from articles.editorial.silence import LAW_DAYS
from articles.models import Article, Draft, DraftConflict, LawDay, Revision
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from newsroom import editions
from newsroom.database.locks import lock_until_commit
from newsroom.database.tests.waiting import wait_for_a_lock

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

KK, RU = editions.BY_CODE["kk"], editions.BY_CODE["ru"]
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


def decide_a_mark(story, by):
    values = {"article": story, "part": "has_agitation", "base": False, "mine": True, "theirs": False}
    conflict = DraftConflict.objects.create(**values, by=by, at=timezone.now())
    decisions.decide_shared(story, conflict, "mine", drafts.shared_draft_of(story).version, by=by)


ACTS = {
    "flash": lambda story, by: workflow.publish_flash(story, RU, by=by),
    "withdraw": lambda story, by: workflow.withdraw(story, KK, by=by, reason="Wrong."),
    "kill": lambda story, by: killing.kill(story, by=by, reason="Wrong."),
    "publish shared": lambda story, by: workflow.publish_shared(story, by=by),
    "decide": decide_a_mark,
    "planned": lambda story, by: due.apply_due(),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_waits_for_the_calendar_of_days_of_silence_before_it_locks_its_story(staff, clock, act):
    """Whoever changes the calendar locks stories after it. In another order, each would wait for the other."""
    chief, at = staff("chief editor"), timezone.now() + timedelta(hours=1)
    story = make_article("kk", category=make_category())
    write(story, chief, RU, title="Новость")
    write(story, chief, KK, title="Жаңа")
    workflow.publish(story, KK, by=chief, at=at)
    clock(at)
    done = []
    thread = Thread(target=lambda: done.extend(at_once(lambda: ACTS[act](Article.objects.get(pk=story.pk), chief))))
    with transaction.atomic():
        lock_until_commit(LawDay, LAW_DAYS)
        thread.start()
        wait_for_a_lock()
        Article.objects.select_for_update(nowait=True).get(pk=story.pk)
    thread.join()
    assert done == [True]
