"""Suggestions in drafts: who decides them, and that readers get nothing of them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from articles.editorial import draft_versions, drafts, preview, suggestions, translations, unpublished, workflow
from articles.editorial.checks.rules import RULES
from articles.editorial.suggestions import pending
from articles.models import Act, Article, Check, Level, PublishRule, Revision, StoryAct
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
BODY = "<p>One <strong>two</strong> three</p><p>Four</p>"


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def reporter(staff):
    return staff("reporter")


@pytest.fixture
def article():
    return make_article("ru", body=BODY)


def draft_of(article):
    return drafts.draft_of(article, RU)


def save(article, by, blocks, order=None):
    change = {"blocks": blocks} | ({"order": order} if order else {})
    return drafts.save_draft(article, RU, draft_of(article).version, change, by=by)


def suggest(article, by):
    """Suggest in the first block a word instead of another, and a third block. Return their ids."""
    one, two = dict(draft_of(article).blocks)
    mark, other = f"aaaaaaaa-{by.pk}-1764345600", f"bbbbbbbb-{by.pk}-1764345601"
    html = (
        f'<p>One <strong><del data-suggestion="{mark}">two</del><ins data-suggestion="{mark}">canary</ins></strong>'
        " three</p>"
    )
    save(article, by, {one: html, "newblock": f'<p data-inserted="{other}">canary</p>'}, [one, two, "newblock"])
    return mark[:8], other[:8]


def texts(article):
    return [html for _id, html in draft_of(article).blocks]


def test_all_are_refused_or_accepted(article, editor, reporter):
    suggest(article, editor)
    assert suggestions.refuse(article, RU, by=reporter) == 2
    assert "".join(texts(article)) == BODY
    suggest(article, editor)
    assert suggestions.accept(article, RU, by=reporter) == 2
    assert texts(article) == ["<p>One <strong>canary</strong> three</p>", "<p>Four</p>", "<p>canary</p>"]


def test_one_is_accepted_and_it_is_logged(article, editor, reporter):
    first, second = suggest(article, editor)
    suggestions.accept(article, RU, first, by=reporter)
    assert [(one.id, one.by, one.inserted) for one in pending(draft_of(article))] == [(second, editor.pk, "canary")]
    with pytest.raises(ValidationError):
        suggestions.refuse(article, RU, first, by=reporter)
    [act] = StoryAct.objects.filter(article=article)
    assert (act.act, act.by, act.language, act.details) == (Act.ACCEPT, reporter, "ru", {"suggestions": 1})


def test_somebody_who_may_not_change_stories_decides_nothing(article, editor, staff):
    suggest(article, editor)
    with pytest.raises(PermissionDenied):
        suggestions.accept(article, RU, by=staff("moderator"))
    assert len(pending(draft_of(article))) == 2


def test_publication_waits_until_they_are_decided(article, editor):
    suggest(article, editor)
    with pytest.raises(ValidationError) as refusal:
        workflow.publish(article, RU, by=editor)
    assert [*{fault.code for fault in refusal.value.error_list}] == ["check"]
    assert len(refusal.value.messages) == 2
    assert RULES[Check.SUGGESTIONS][1] == Level.BLOCK


def test_what_goes_out_nevertheless_is_the_text_without_them(article, editor):
    PublishRule.objects.update_or_create(rule=Check.SUGGESTIONS, defaults={"level": Level.WARN})
    suggest(article, editor)
    fields = drafts.save_draft(article, RU, draft_of(article).version, {"fields": {"title": "New"}}, by=editor)
    workflow.publish(article, RU, by=editor)
    row = Article.objects.rewrite(False).get(pk=article.pk)
    assert (row.title_ru, row.body_ru) == ("New", BODY)
    revision = Revision.objects.get(article=article, language="ru")
    assert "".join(html for _id, html in revision.blocks) == BODY
    assert len(pending(draft_of(article))) == 2, "they still wait"
    assert fields.version <= draft_of(article).version


def test_with_nothing_but_suggestions_there_is_nothing_to_publish(article, editor):
    PublishRule.objects.update_or_create(rule=Check.SUGGESTIONS, defaults={"level": Level.OFF})
    suggest(article, editor)
    workflow.publish(article, RU, by=editor)
    assert not Revision.objects.filter(article=article, language="ru").exists()


def test_the_columns_never_have_marks(article, editor):
    suggest(article, editor)
    html = "".join(texts(article))
    Article.objects.filter(pk=article.pk).update(body_ru=html)
    article.refresh_from_db()
    assert article.body_ru == BODY
    article.body_ru = html
    article.save()
    assert Article.objects.rewrite(False).get(pk=article.pk).body_ru == BODY


def test_what_looks_at_a_draft_sees_it_without_them(article, editor):
    suggest(article, editor)
    draft = draft_of(article)
    assert drafts.words_of(draft)[-1] == BODY
    assert unpublished.unpublished_blocks(draft) == []
    assert "canary" not in "".join(translations.parts_of(draft_versions.content_of(draft)).values())
    with override("ru"):
        row = preview.story_to_preview(article.pk)
        story, _parts = preview.drafted(row, draft, drafts.shared_draft_of(article).values)
        assert story.body == BODY


# Two people at once


def test_work_on_other_blocks_merges_with_them(article, editor, reporter):
    base = draft_of(article)
    _one, two = dict(base.blocks)
    suggest(article, editor)
    saved = drafts.save_draft(article, RU, base.version, {"blocks": {two: "<p>Five</p>"}}, by=reporter)
    assert saved.conflicts == []
    assert len(pending(draft_of(article))) == 2
    assert dict(draft_of(article).blocks)[two] == "<p>Five</p>"


def test_the_same_block_changed_at_once_is_a_conflict(article, editor, reporter):
    base = draft_of(article)
    one, _two = dict(base.blocks)
    suggest(article, editor)
    saved = drafts.save_draft(article, RU, base.version, {"blocks": {one: "<p>Mine</p>"}}, by=reporter)
    [conflict] = saved.conflicts
    assert (conflict.part, conflict.mine) == (one, "<p>Mine</p>")
    assert "canary" in conflict.theirs


# Whose they are


def test_nobody_suggests_in_the_name_of_another(article, editor, reporter):
    suggest(article, reporter)
    one, *_others = dict(draft_of(article).blocks)
    forged = f'<p><ins data-suggestion="cccccccc-{reporter.pk}-1764345600">forged</ins></p>'
    save(article, editor, {one: forged})
    assert pending(draft_of(article))[0].by == editor.pk


def test_somebody_who_brings_a_refused_one_back_does_not_become_its_author(article, editor, reporter):
    suggest(article, editor)
    marked = dict(draft_of(article).blocks)
    suggestions.refuse(article, RU, by=reporter)
    save(article, reporter, marked, [*marked])  # as undo does
    assert {one.by for one in pending(draft_of(article))} == {editor.pk}
