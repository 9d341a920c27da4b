"""Which role may publish, withdraw and move drafts, and what each of these acts changes."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial import discarding, draft_versions, drafts, shared_fields, workflow
from articles.editorial.roles import ROLES
from articles.editorial.states import DRAFT_MOVES, MOVES, draft_moves_open_to, moves_open_to
from articles.models import Article, Correction, CorrectionKind, Kind, Revision, Status, StoryAct, Work
from articles.tests.draft_rows import all_of, row_of, write
from articles.tests.makers import make_article, make_category, make_photo
from newsroom import editions
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
PERMISSIONS = {
    role: {f"articles.{act}_article" for letter, act in [("C", "change"), ("P", "publish")] if letter in letters}
    for role, letters in ((role, models.get("articles.article", "")) for role, models in ROLES.items())
}
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
# {status: the act that gives an edition this status}. No act makes an edition unpublished again.
ACTS = {Status.PUBLISHED: workflow.publish, Status.WITHDRAWN: workflow.withdraw}


# Who may do what


def wanted(pair, moves, permissions):
    """Return the expected outcome: None, or the exception."""
    if pair not in moves:
        return ValidationError
    return None if moves[pair].permission in permissions else PermissionDenied


def outcome(act, *arguments, by, **more):
    try:
        act(*arguments, by=by, **more)
    except (PermissionDenied, ValidationError) as error:
        return type(error)
    return None


def why(pair, moves):
    return {"reason": "Because."} if pair in moves and moves[pair].needs_reason else {}


def people(staff):
    """Return [(user, permissions)]: one of each role, a superuser, and one of the staff without a role."""
    return [
        *((staff(role), permissions) for role, permissions in PERMISSIONS.items()),
        (
            User.objects.create_superuser("root"),
            {move.permission for moves in (MOVES, DRAFT_MOVES) for move in moves.values()},
        ),
        (User.objects.create_user("nobody", is_staff=True), set()),
    ]


@pytest.mark.parametrize(("origin", "to"), [*itertools.product(Status, ACTS)], ids=lambda state: state.value)
def test_exactly_the_moves_of_the_table_succeed(staff, origin, to):
    for user, permissions in people(staff):
        article = make_article("ru", status=origin)
        write(article, user, title="Другой")
        before, refusal = all_of(article), wanted((origin, to), MOVES, permissions)
        assert (user.username, outcome(ACTS[to], article, RU, by=user, **why((origin, to), MOVES))) == (
            user.username,
            refusal,
        )
        assert (to in moves_open_to(user, origin)) == (refusal is None)
        assert row_of(article)["status_ru"] == article.status_ru == (origin if refusal else to)
        assert not refusal or all_of(article) == before


@pytest.mark.parametrize(("origin", "to"), [*itertools.product(Work, Work)], ids=lambda state: state.value)
def test_exactly_the_moves_of_drafts_in_the_table_succeed(staff, origin, to):
    for user, permissions in people(staff):
        article = make_article("ru", status=Status.UNPUBLISHED)
        article.drafts.update(state=origin)
        before, refusal = all_of(article), wanted((origin, to), DRAFT_MOVES, permissions)
        assert (
            user.username,
            outcome(workflow.move_draft, article, RU, to, by=user, **why((origin, to), DRAFT_MOVES)),
        ) == (user.username, refusal)
        assert (to in draft_moves_open_to(user, origin)) == (refusal is None)
        assert article.drafts.get().state == (origin if refusal else to)
        assert row_of(article) == before[0]


def test_changing_what_is_public_needs_the_publish_permission(staff):
    publishers = {role for role, permissions in PERMISSIONS.items() if "articles.publish_article" in permissions}
    assert publishers == {"editor", "chief editor"}
    needed = {pair: move.permission for pair, move in [*MOVES.items(), *DRAFT_MOVES.items()]}
    of_drafts = {pair for pair in DRAFT_MOVES if needed[pair] == "articles.publish_article"}
    assert {needed[pair] for pair in MOVES} == {"articles.publish_article"}
    assert of_drafts == {(Work.IN_REVIEW, Work.READY)}


@pytest.mark.parametrize("to", ["live", "", "WRITING", "published", None])
def test_an_unknown_state_of_work_is_rejected_with_a_message(staff, to):
    article = make_article("ru", status=Status.UNPUBLISHED)
    before = all_of(article)
    with pytest.raises(ValidationError, match="The status cannot be changed"):
        workflow.move_draft(article, RU, to, by=staff("chief editor"))
    assert all_of(article) == before


def test_an_edition_without_words_does_not_go_to_review(staff):
    article = make_article("kk", status=Status.UNPUBLISHED)
    with pytest.raises(ValidationError, match="has no text"):
        workflow.move_draft(article, RU, Work.IN_REVIEW, by=staff("reporter"))
    write(article, staff("reporter"), title="Заголовок")
    workflow.move_draft(article, RU, Work.IN_REVIEW, by=staff("reporter"))
    assert article.drafts.get(language="ru").state == Work.IN_REVIEW


def test_the_draft_of_a_public_edition_is_moved_without_any_change_for_readers(staff):
    article, reporter, editor = make_article("ru"), staff("reporter"), staff("editor")
    before = row_of(article)
    write(article, editor, title="Новый заголовок")
    workflow.move_draft(article, RU, Work.IN_REVIEW, by=reporter)
    workflow.move_draft(article, RU, Work.READY, by=editor)
    assert row_of(article) == before
    workflow.publish(article, RU, by=editor)
    assert (article.title_ru, article.drafts.get().state) == ("Новый заголовок", Work.WRITING)


# What publishing changes


@in_each_edition
def test_publishing_sets_the_time_to_now(client, staff, edition):
    article = make_article(edition.code, status=Status.UNPUBLISHED, published_at=None)
    before = timezone.now()
    workflow.publish(article, edition, by=staff("editor"))
    assert before <= article.edition(edition).published_at <= timezone.now()
    assert article.first_published_at == article.edition(edition).published_at
    assert client.get(article.address_in(edition)).status_code == 200


def test_publishing_takes_the_later_time_that_the_draft_has_and_the_story_is_scheduled(staff):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    article = make_article("ru", status=Status.UNPUBLISHED, published_at=tomorrow)
    workflow.publish(article, RU, by=staff("editor"))
    assert (article.status_ru, article.published_at_ru, article.first_published_at) == ("published", tomorrow, tomorrow)
    assert (article.edition(RU).is_live, article.address_in(RU)) == (False, None)
    assert article.drafts.get().publish_at is None


@pytest.mark.parametrize("status", Status)
def test_publishing_at_a_given_time_sets_that_time(staff, status):
    """But a live edition does not go offline until then: its changes wait (`test_planned_changes.py`)."""
    old, asked = timezone.now() - timezone.timedelta(days=9), timezone.now() + timezone.timedelta(days=1)
    article, editor = make_article("ru", status=status, published_at=old), staff("editor")
    write(article, editor, title="Другой")
    workflow.publish(article, RU, by=editor, at=asked)
    assert article.published_at_ru == (old if status == Status.PUBLISHED else asked)


def test_publishing_again_keeps_the_first_time(staff):
    moment = timezone.now() - timezone.timedelta(days=9)
    article, editor = make_article("ru", published_at=moment), staff("editor")
    write(article, editor, title="Другой")
    workflow.publish(article, RU, by=editor)
    workflow.withdraw(article, RU, by=editor, reason="Wrong.")
    workflow.publish(article, RU, by=editor)
    assert (article.published_at_ru, article.first_published_at) == (moment, moment)


def test_publishing_makes_the_slug_and_the_draft_gets_it_as_a_change(staff):
    article, editor = make_article("ru", status=Status.UNPUBLISHED, title="Выборы"), staff("editor")
    opened = drafts.draft_of(article, RU)
    workflow.publish(article, RU, by=editor)
    assert (article.slug_ru, drafts.draft_of(article, RU).slug) == ("vybory", "vybory")
    # Somebody saves a form that was opened before the publication, with an empty field for the slug.
    old = draft_versions.content_at(drafts.draft_of(article, RU), opened.version)
    assert old == draft_versions.content_of(opened)
    typed = drafts.Content(old.fields | {"title": "Итоги выборов"}, old.blocks)
    change = drafts.changes_between(old, typed)
    saved = drafts.save_draft(article, RU, opened.version, change, by=editor)
    assert (saved.draft.title, saved.draft.slug) == ("Итоги выборов", "vybory")


@in_each_edition
@pytest.mark.parametrize("status", [Status.UNPUBLISHED, Status.PUBLISHED])
def test_an_act_leaves_the_other_editions_unchanged(staff, edition, status):
    others = [other for other in editions.STORED if other != edition]
    article = make_article(*(other.code for other in editions.STORED), status=status)
    editor = staff("editor")
    for other in editions.STORED:
        write(
            article, editor, other, title=f"Words of {other.code}", lead="New", body="<p>New</p>", source_name="Agency"
        )
    before, kept = row_of(article), {draft.pk: draft.version for draft in article.drafts.exclude(language=edition.code)}
    workflow.publish(article, edition, by=editor)
    changed = {name for name, value in row_of(article).items() if value != before[name]}
    columns = {f"{field}_{edition.suffix}" for field in ("title", "lead", "body", "source_name")} | {"updated_at"}
    if status == Status.UNPUBLISHED:
        columns |= {f"{field}_{edition.suffix}" for field in ("status", "slug", "published_at", "public_since")}
        columns |= {"first_published_at"}
    else:
        columns |= {f"revised_at_{edition.suffix}"}
    assert changed == columns
    assert [article.edition(other).title for other in others] == [before[f"title_{one.suffix}"] for one in others]
    workflow.withdraw(article, edition, by=editor, reason="Wrong.")
    discarding.discard(article, edition, by=editor)
    now = row_of(article)
    assert {name for name in now if now[name] != before[name]} == columns | {f"status_{edition.suffix}"}
    assert {draft.pk: draft.version for draft in article.drafts.exclude(language=edition.code)} == kept


def test_changes_are_published_at_once_and_not_before(client, staff):
    article, editor = make_article("ru", title="Старый", body="<p>Старый текст</p>", slug="spring"), staff("editor")
    address = article.address_in(RU)
    write(article, editor, title="Новый", lead="Лид", body="<p>Новый текст</p>")
    page = client.get(address).content.decode()
    assert ("Старый текст" in page, "Новый" in page) == (True, False)
    workflow.publish(article, RU, by=editor)
    page = client.get(address).content.decode()
    assert ("Старый" in page, "Новый текст" in page) == (False, True)
    assert "data-block" not in page
    assert not drafts.draft_of(article, RU).is_changed


def test_publishing_does_not_save_unsaved_changes_of_the_instance(staff):
    article = make_article("ru")
    editor = staff("editor")
    write(article, editor, lead="Лид")
    article.title_kk = article.title_ru = "Набранный"
    workflow.publish(article, RU, by=editor)
    stored = Article.objects.get()
    assert (stored.title_ru, stored.title_kk) == (article.title_ru, article.title_kk)
    assert "Набранный" not in (stored.title_ru, stored.title_kk)


def test_an_act_checks_the_status_in_the_database(staff):
    article, editor = make_article("ru"), staff("editor")
    stale = Article.objects.get(pk=article.pk)
    workflow.withdraw(article, RU, by=editor, reason="Wrong.")
    with pytest.raises(ValidationError):
        workflow.withdraw(stale, RU, by=editor, reason="Wrong.")


def test_a_correction_is_published_together_with_the_changed_text(client, staff):
    article, editor = make_article("ru", "kk", body="<p>Их два</p>"), staff("editor")
    write(article, editor, body="<p>Их три</p>")
    workflow.publish(article, RU, by=editor, correction="  \n ")
    assert not Correction.objects.exists()
    workflow.publish(article, RU, by=editor, correction="  Было два, а их три. ")
    assert [(one.language, one.text) for one in article.corrections.all()] == [("ru", "Было два, а их три.")]
    page = client.get(article.address_in(RU)).content.decode()
    assert ("Их три" in page, "Было два, а их три." in page) == (True, True)


def test_a_correction_is_of_a_kind_that_exists(staff):
    article, editor = make_article("ru"), staff("editor")
    for kind in CorrectionKind.values:
        workflow.publish(article, RU, by=editor, correction=f"A {kind}.", kind=kind)
    assert [one.kind for one in article.corrections.order_by("pk")] == CorrectionKind.values
    assert [act.details["kind"] for act in StoryAct.objects.order_by("pk")] == CorrectionKind.values
    with pytest.raises(ValidationError):
        workflow.publish(article, RU, by=editor, correction="Something else.", kind="something")
    with pytest.raises(IntegrityError), transaction.atomic():
        article.corrections.update(kind="something")


# Revisions


def test_each_publication_appends_a_revision_with_the_words_that_readers_get(staff):
    article, editor = make_article("ru", "kk", title="Первый", status=Status.UNPUBLISHED), staff("editor")
    workflow.publish(article, RU, by=editor)
    write(article, editor, title="Второй", lead="Лид", body="<p>Другой текст</p>")
    workflow.publish(article, RU, by=editor)
    workflow.withdraw(article, RU, by=editor, reason="Wrong.")
    workflow.publish(article, RU, by=editor)
    workflow.publish(article, KK, by=editor)
    rows = list(Revision.objects.order_by("language", "number"))
    assert [(row.language, row.number, row.title, row.lead, row.slug, row.by) for row in rows] == [
        ("kk", 1, "Первый", "", "pervyi", editor),
        ("ru", 1, "Первый", "", "pervyy", editor),
        ("ru", 2, "Второй", "Лид", "pervyy", editor),
        ("ru", 3, "Второй", "Лид", "pervyy", editor),
    ]
    assert rows[2].blocks == rows[3].blocks == [["written1", "<p>Другой текст</p>"]]
    assert [draft.revision for draft in article.drafts.order_by("language")] == [1, 3]


# Withdrawing and discarding


def test_withdrawing_hides_only_that_edition(client, staff):
    article = make_article("ru", "kk", slug="spring")
    address, kazakh = article.address_in(RU), article.address_in(KK)
    assert [client.get(path).status_code for path in (address, kazakh)] == [200, 200]
    assert "/spring/" in client.get("/ru/").content.decode()
    workflow.withdraw(article, RU, by=staff("editor"), reason="Wrong.")
    assert [client.get(path).status_code for path in (address, kazakh)] == [404, 200]
    assert "/spring/" not in client.get("/ru/").content.decode()
    assert "/spring/" in client.get("/kk/").content.decode()


def test_a_withdrawn_edition_is_published_again_at_its_url(client, staff):
    article, editor = make_article("ru", slug="spring"), staff("editor")
    address = article.address_in(RU)
    workflow.withdraw(article, RU, by=editor, reason="Wrong.")
    assert client.get(address).status_code == 404
    workflow.publish(article, RU, by=editor)
    assert (article.address_in(RU), client.get(address).status_code) == (address, 200)


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.WITHDRAWN])
def test_discarding_gives_the_draft_the_words_that_readers_have_or_had(staff, status):
    article, reporter = make_article("ru", title="Живой", body="<p>Раз</p><p>Два</p>", status=status), staff("reporter")
    opened = drafts.draft_of(article, RU)
    version = write(article, reporter, title="Другой", body="<p>Три</p>")
    before = row_of(article)
    discarding.discard(article, RU, by=reporter)
    draft = drafts.draft_of(article, RU)
    assert (draft.title, [html for _id, html in draft.blocks]) == ("Живой", ["<p>Раз</p>", "<p>Два</p>"])
    assert (draft.is_changed, draft.version > version, row_of(article)) == (False, True, before)
    assert draft_versions.content_at(draft, version).fields["title"] == "Другой"  # it can still be found
    assert draft_versions.content_at(draft, opened.version) == draft_versions.content_of(opened)


def test_a_draft_that_was_never_published_cannot_be_discarded(staff):
    article = make_article("ru", status=Status.UNPUBLISHED)
    before = all_of(article)
    with pytest.raises(ValidationError, match="has not been published yet"):
        discarding.discard(article, RU, by=staff("editor"))
    assert all_of(article) == before


# The fields that all editions share


def save_shared(article, by, **changes):
    draft = drafts.shared_draft_of(article)
    return drafts.save_shared(article, draft.version, draft.values | changes, by=by).draft.version


@pytest.mark.parametrize("role", ROLES)
def test_shared_fields_are_published_only_by_those_who_may_publish(staff, role):
    article, user, section = make_article("ru", "kk"), staff(role), make_category()
    save_shared(article, staff("reporter"), category=section.pk, kind=Kind.INTERVIEW)
    before, may = row_of(article), "articles.publish_article" in PERMISSIONS[role]
    assert outcome(workflow.publish_shared, article, by=user) == (None if may else PermissionDenied)
    changed = {name for name, value in row_of(article).items() if value != before[name]}
    assert changed == ({"category_id", "kind", "updated_at"} if may else set())
    assert drafts.shared_draft_of(article).is_changed != may


def test_publishing_an_edition_does_not_publish_shared_fields(staff):
    article, editor = make_article("ru"), staff("editor")
    save_shared(article, editor, kind=Kind.INTERVIEW)
    write(article, editor, title="Другой")
    workflow.publish(article, RU, by=editor)
    assert (article.kind, drafts.shared_draft_of(article).values["kind"]) == (Kind.NEWS, Kind.INTERVIEW)
    discarding.discard_shared(article, by=editor)
    assert drafts.shared_draft_of(article).values == shared_fields.values_of(article)


def test_shared_fields_are_refused_that_would_make_a_public_edition_incomplete(staff):
    article, editor = make_article("ru"), staff("editor")
    version = save_shared(article, editor, lead_photo=make_photo(alt_kk="Бекет").pk)
    before = row_of(article)
    with pytest.raises(ValidationError, match="This photo needs a description"):
        workflow.publish_shared(article, by=editor)
    newer = save_shared(article, staff("reporter"), lead_photo=make_photo(alt_ru="Станция").pk)
    with pytest.raises(ValidationError, match="has changed this text since you opened it"):
        workflow.publish_shared(article, by=editor, version=version)
    assert row_of(article) == before
    workflow.publish_shared(article, by=editor, version=newer)
    assert article.lead_photo.alt_ru == "Станция"
