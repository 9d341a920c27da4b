"""Which parts of a translation wait for a translator, from the first change of its source on."""

import pytest

from articles.editorial import discarding, draft_versions, drafts, translations, workflow
from articles.models import Article, TranslatedBlock
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article

pytestmark = pytest.mark.django_db

TEXTS = {"body_kk": "<p>Бір</p><p>Екі</p>", "body_ru": "<p>Один</p><p>Два</p>"}


@pytest.fixture
def story(db):
    """A story in two editions which nobody has compared. The Kazakh one is the original."""
    return make_article("kk", "ru", **TEXTS)


@pytest.fixture
def editor(staff):
    return staff("editor")


def stale(story):
    return translations.stale_counts(Article.objects.get(pk=story.pk))


def ids(story, edition):
    return [*dict(drafts.draft_of(story, edition).blocks)]


def write(story, edition, by, **change):
    version = drafts.draft_of(story, edition).version
    drafts.save_draft(story, edition, version, change, by=by)


def rewrite(story, edition, number, html, by):
    write(story, edition, by, blocks={ids(story, edition)[number]: html})


def check(story, *keys, by, edition=RU, source=KK):
    seen = drafts.draft_of(story, source).version
    translations.check(story, edition, source, keys, seen=seen, by=by)


def test_nothing_is_stale_before_the_source_changes(story, editor):
    assert stale(story) == {}
    rewrite(story, RU, 0, "<p>Раз</p>", editor)
    assert stale(story) == {}
    assert not TranslatedBlock.objects.exists()


def test_a_translation_is_stale_from_the_first_change_of_its_source_on(story, editor):
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    assert stale(story) == {"ru": 1}
    workflow.publish(story, KK, by=editor)
    assert stale(story) == {"ru": 1}
    rewrite(story, RU, 1, "<p>Иначе</p>", editor)
    workflow.publish(story, RU, by=editor)
    assert stale(story) == {"ru": 1}  # that it was published does not say that it was checked


def test_a_discarded_change_of_the_source_makes_nothing_stale(story, editor):
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    discarding.discard(story, KK, by=editor)
    assert stale(story) == {}


def test_what_was_checked_is_not_stale_until_the_source_changes_again(story, editor):
    first, second = ids(story, KK)
    for number, html in enumerate(["<p>Бірінші</p>", "<p>Екінші</p>"]):
        rewrite(story, KK, number, html, editor)
    check(story, first, by=editor)
    assert stale(story) == {"ru": 1}
    check(story, second, by=editor)
    assert stale(story) == {}
    rewrite(story, KK, 1, "<p>Екінші рет</p>", editor)
    assert stale(story) == {"ru": 1}
    row = TranslatedBlock.objects.get(source_part=second)
    assert (row.part, row.source_html, row.checked_by) == (ids(story, RU)[1], "<p>Екінші</p>", editor)


def test_a_tick_counts_for_the_version_that_was_seen(story, editor):
    first, _second = ids(story, KK)
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    rewrite(story, KK, 0, "<p>Ең бірінші</p>", editor)
    translations.check(story, RU, KK, [first], seen=1, by=editor)
    assert stale(story) == {"ru": 1}
    assert TranslatedBlock.objects.get(source_part=first).source_html == "<p>Бірінші</p>"
    with pytest.raises(draft_versions.UnknownVersionError):
        translations.check(story, RU, KK, [first], seen=99, by=editor)


def test_inserted_and_deleted_blocks_of_the_source_are_stale_until_ticked(story, editor):
    first, second = ids(story, KK)
    write(story, KK, editor, blocks={"newblock": "<p>Үш</p>"}, order=[first, "newblock"])
    assert stale(story) == {"ru": 2}
    check(story, "newblock", by=editor)
    assert stale(story) == {"ru": 1}
    check(story, second, by=editor)
    assert stale(story) == {}
    assert not TranslatedBlock.objects.filter(source_part=second).exists()


def test_a_translation_can_follow_another_edition_than_the_original(editor):
    story = make_article("kk", "ru", "en", **TEXTS, body_en="<p>One</p><p>Two</p>")
    EN = next(here.edition for here in story.editions() if here.edition.code == "en")
    check(story, *ids(story, RU), by=editor, edition=EN, source=RU)
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    assert stale(story) == {"ru": 1}
    rewrite(story, RU, 0, "<p>Первый</p>", editor)
    assert stale(story) == {"ru": 1, "en": 1}


def test_a_translation_is_compared_from_its_publication_on(editor):
    story = make_article("kk", body_kk=TEXTS["body_kk"])
    blocks = {"ru000001": "<p>Один</p>", "ru000002": "<p>Два</p>"}
    write(story, RU, editor, fields={"title": "Заголовок"}, blocks=blocks, order=[*blocks])
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    assert stale(story) == {}  # it is still being written
    workflow.publish(story, RU, by=editor)
    assert stale(story) == {}
    rewrite(story, KK, 1, "<p>Екінші</p>", editor)
    assert stale(story) == {"ru": 1}


def test_a_new_block_is_tied_to_what_it_translates(story, editor):
    first, second = ids(story, KK)
    write(story, KK, editor, blocks={"newblock": "<p>Үш</p>"}, order=[first, "newblock", second])
    order = ids(story, RU)
    change = {"blocks": {"own00000": "<p>Три</p>"}, "order": [order[0], "own00000", order[1]]}
    translations.save_translation(story, RU, KK, 0, change, {"newblock": "own00000"}, by=editor)
    assert stale(story) == {"ru": 1}  # written, but not checked
    write(story, KK, editor, order=["newblock", first, second])
    check(story, "newblock", by=editor)
    assert stale(story) == {}
    assert TranslatedBlock.objects.get(source_part="newblock").part == "own00000"


def test_stories_of_a_list_need_no_query_of_their_own(story, editor, django_assert_num_queries):
    check(story, *ids(story, KK), by=editor)
    for _number in range(3):
        other = make_article("kk", "ru", **TEXTS)
        rewrite(other, KK, 0, "<p>Бірінші</p>", editor)
    rewrite(story, KK, 0, "<p>Бірінші</p>", editor)
    with django_assert_num_queries(3):
        found = Article.objects.prefetch_related("drafts", "translated_blocks")
        assert [translations.stale_counts(one) for one in found] == [{"ru": 1}] * 4
