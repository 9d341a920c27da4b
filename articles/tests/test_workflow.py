"""Which role may make which move between statuses, and what a move changes."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.editorial import workflow
from articles.editorial.roles import ROLES
from articles.editorial.states import MOVES, moves_open_to
from articles.models import Article, ArticlePhoto, Kind, Status
from articles.tests.makers import make_article, make_photo
from newsroom import editions
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
PERMISSIONS = {
    role: {f"articles.{act}_article" for letter, act in [("C", "change"), ("P", "publish")] if letter in letters}
    for role, letters in ((role, models.get("articles.article", "")) for role, models in ROLES.items())
}
PAIRS = list(itertools.product(Status.values, Status.values))
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def wanted(pair, permissions):
    """Return the expected outcome: None, or the exception."""
    if pair not in MOVES:
        return ValidationError
    return None if MOVES[pair] in permissions else PermissionDenied


def assert_moves(article, to, refusal, by):
    before = row_of(article)
    if refusal:
        with pytest.raises(refusal):
            workflow.move(article, RU, to, by=by)
        assert row_of(article) == before
        return
    workflow.move(article, RU, to, by=by)
    assert row_of(article)["status_ru"] == article.status_ru == to


@pytest.mark.parametrize(("origin", "to"), PAIRS, ids=lambda state: state)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_make_exactly_the_moves_of_the_table(staff, role, origin, to):
    assert_moves(make_article("ru", status=origin), to, wanted((origin, to), PERMISSIONS[role]), staff(role))


@pytest.mark.parametrize(("origin", "to"), PAIRS, ids=lambda state: state)
def test_a_superuser_can_make_exactly_the_moves_of_the_table(origin, to):
    superuser = User.objects.create_superuser("root", password="correct horse")
    assert_moves(make_article("ru", status=origin), to, wanted((origin, to), set(MOVES.values())), superuser)


@pytest.mark.parametrize(("origin", "to"), PAIRS, ids=lambda state: state)
def test_staff_without_a_role_can_make_no_move(origin, to):
    nobody = User.objects.create_user("nobody", password="correct horse", is_staff=True)
    assert_moves(make_article("ru", status=origin), to, wanted((origin, to), set()), nobody)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("origin", Status.values)
def test_the_buttons_offered_are_the_moves_that_succeed(staff, role, origin):
    user, succeeded = staff(role), []
    for to in Status.values:
        article = make_article("ru", status=origin)
        try:
            workflow.move(article, RU, to, by=user)
        except (PermissionDenied, ValidationError):
            continue
        succeeded.append(to)
    assert sorted(moves_open_to(user, origin)) == sorted(succeeded)


def test_changing_what_is_public_needs_the_publish_permission(staff):
    publishers = {role for role, permissions in PERMISSIONS.items() if "articles.publish_article" in permissions}
    assert publishers == {"editor", "chief editor"}
    touching_readers = {pair: permission for pair, permission in MOVES.items() if Status.PUBLISHED in pair}
    assert set(touching_readers.values()) == {"articles.publish_article"}


@pytest.mark.parametrize("to", ["live", "", "DRAFT", None])
def test_an_unknown_status_is_rejected_with_a_message(staff, to):
    article = make_article("ru", status=Status.UNPUBLISHED)
    before = row_of(article)
    with pytest.raises(ValidationError):
        workflow.move(article, RU, to, by=staff("chief editor"))
    assert row_of(article) == before


# Requirements for publishing


def refusal_of(article, edition, by):
    before = row_of(article)
    with pytest.raises(ValidationError) as refused:
        workflow.publish(article, edition, by=by)
    assert row_of(article) == before
    return refused.value.messages


@in_each_edition
@pytest.mark.parametrize("blank", [None, "", " \N{NO-BREAK SPACE}\t\n"], ids=["NULL", "empty", "blanks"])
def test_publishing_names_everything_that_is_missing(staff, edition, blank):
    editor = staff("editor")
    article = make_article(edition.code, status=Status.UNPUBLISHED, title=blank, body=blank, published_at=None)
    no_headline = f"The edition “{edition.autonym}” has no headline."
    no_text = f"The edition “{edition.autonym}” has no text."
    assert refusal_of(article, edition, editor) == [no_headline, no_text]
    Article.objects.filter(pk=article.pk).update(**{f"title_{edition.suffix}": "Headline"})
    assert refusal_of(article, edition, editor) == [no_text]
    Article.objects.filter(pk=article.pk).update(**{f"body_{edition.suffix}": "<p>Text</p>"})
    workflow.publish(article, edition, by=editor)
    assert article.edition(edition).is_live


def test_a_brief_is_published_without_text(staff):
    brief = make_article("ru", kind=Kind.BRIEF, status=Status.UNPUBLISHED, body="")
    workflow.publish(brief, RU, by=staff("editor"))
    assert brief.edition(RU).is_live


@in_each_edition
def test_publishing_names_the_photos_without_a_description(staff, edition):
    editor = staff("editor")
    lead, inside = make_photo(key="lead"), make_photo(key="inside")
    article = make_article(edition.code, status=Status.UNPUBLISHED, lead_photo=lead)
    ArticlePhoto.objects.create(article=article, photo=inside)
    names = f"photo No. {lead.pk} (lead), photo No. {inside.pk} (inside)"
    message = f"These photos need a description in the edition “{edition.autonym}”: {names}."
    assert refusal_of(article, edition, editor) == [message]
    for photo in (lead, inside):
        assert photo.key in refusal_of(article, edition, editor)[0]
        setattr(photo, f"alt_{edition.suffix}", "A station in the steppe")
        photo.save()
        article.refresh_from_db()
    workflow.publish(article, edition, by=editor)
    assert article.edition(edition).is_live


def test_a_description_in_another_edition_does_not_count(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, lead_photo=make_photo(alt_kk="Бекет", alt_en="A station"))
    assert refusal_of(article, RU, staff("editor")) == [
        "These photos need a description in the edition “Русский”: Бекет [kk]."
    ]


# Columns that publishing changes


@in_each_edition
def test_publishing_sets_the_time_to_now(client, staff, edition):
    article = make_article(edition.code, status=Status.UNPUBLISHED, published_at=None)
    before = timezone.now()
    workflow.publish(article, edition, by=staff("editor"))
    assert before <= article.edition(edition).published_at <= timezone.now()
    assert article.first_published_at == article.edition(edition).published_at
    assert client.get(article.address_in(edition)).status_code == 200


def test_publishing_keeps_a_later_time_and_the_story_is_scheduled(staff):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    article = make_article("ru", status=Status.UNPUBLISHED, published_at=tomorrow)
    workflow.publish(article, RU, by=staff("editor"))
    assert (article.status_ru, article.published_at_ru, article.first_published_at) == ("published", tomorrow, tomorrow)
    assert (article.edition(RU).is_live, article.address_in(RU)) == (False, None)


def test_publishing_at_a_given_time_sets_that_time(staff):
    old, asked = timezone.now() - timezone.timedelta(days=9), timezone.now() + timezone.timedelta(days=1)
    article = make_article("ru", status=Status.UNPUBLISHED, published_at=old)
    workflow.publish(article, RU, by=staff("editor"), at=asked)
    assert article.published_at_ru == asked


def test_publishing_again_keeps_the_first_time(staff):
    moment = timezone.now() - timezone.timedelta(days=9)
    article, editor = make_article("ru", published_at=moment), staff("editor")
    workflow.withdraw(article, RU, by=editor)
    workflow.publish(article, RU, by=editor)
    assert (article.published_at_ru, article.first_published_at) == (moment, moment)


def test_publishing_makes_the_slug(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, title="Выборы")
    Article.objects.filter(pk=article.pk).update(slug_ru=None)
    workflow.publish(article, RU, by=staff("editor"))
    assert article.slug_ru == "vybory"


@in_each_edition
@pytest.mark.parametrize("to", [Status.PUBLISHED, Status.UNPUBLISHED])
def test_a_move_leaves_the_other_editions_unchanged(staff, edition, to):
    article = make_article(*(other.code for other in editions.STORED), status=Status.UNPUBLISHED, published_at=None)
    before = row_of(article)
    workflow.move(article, edition, to, by=staff("editor"))
    changed = {name for name, value in row_of(article).items() if value != before[name]}
    moved = {f"status_{edition.suffix}", "updated_at"}
    if to == Status.PUBLISHED:
        moved |= {f"published_at_{edition.suffix}", f"slug_{edition.suffix}", "first_published_at"}
    # The untranslated columns are modeltranslation's own copy of the default edition.
    assert changed - {"status", "published_at", "slug"} == moved


def test_a_move_does_not_save_unsaved_changes_of_the_instance(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, title="Сохранённый")
    article.title_ru = "Набранный"
    workflow.publish(article, RU, by=staff("editor"))
    assert Article.objects.get().title_ru == "Сохранённый"


def test_a_move_checks_the_status_in_the_database(staff):
    article, editor = make_article("ru", status=Status.UNPUBLISHED), staff("editor")
    stale = Article.objects.get(pk=article.pk)
    workflow.publish(article, RU, by=editor)
    with pytest.raises(ValidationError):
        workflow.publish(stale, RU, by=editor)


def test_withdrawing_hides_only_that_edition(client, staff):
    article = make_article("ru", "kk", slug="spring")
    address, kazakh = article.address_in(RU), article.address_in(KK)
    assert [client.get(path).status_code for path in (address, kazakh)] == [200, 200]
    assert "/spring/" in client.get("/ru/").content.decode()
    workflow.withdraw(article, RU, by=staff("editor"))
    assert [client.get(path).status_code for path in (address, kazakh)] == [404, 200]
    assert "/spring/" not in client.get("/ru/").content.decode()
    assert "/spring/" in client.get("/kk/").content.decode()


def test_a_withdrawn_edition_is_published_again_at_its_url(client, staff):
    article, editor = make_article("ru", slug="spring"), staff("editor")
    address = article.address_in(RU)
    workflow.withdraw(article, RU, by=editor)
    assert client.get(address).status_code == 404
    workflow.publish(article, RU, by=editor)
    assert (article.address_in(RU), client.get(address).status_code) == (address, 200)


def test_the_error_is_in_the_language_of_the_admin(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, title="")
    said = set()
    for language in ("kk", "ru", "en"):
        with override(language):
            said.add(refusal_of(article, RU, staff("editor"))[0])
            assert gettext("The edition “%(edition)s” has no headline.") % {"edition": "Русский"} in said
    assert len(said) == 3
