"""One act takes a story from every edition at once, and its addresses say so. The newsroom keeps it."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.editorial import killing, workflow
from articles.editorial.preview_links import make_link, open_link
from articles.models import Article, LegacyAddress, PlannedChange, Status, StoryAct
from articles.tests.desk import FORM, KK, RU, act_address, acts_on, open_form, press, told, words_in_draft
from articles.tests.draft_rows import row_of, write
from articles.tests.makers import make_article
from articles.tests.page_content import form_values, page_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

CODES = [edition.code for edition in editions.STORED]
WHY = "Судебный запрет."
TITLES = {
    "ru": "Материал снят", "kk": "Материал сайттан алынды", "kk-latn": "Material saittan alyndy",
    "en": "Story withdrawn", "zh-hans": "报道已撤下", "uz-cyrl": "Материал сайтдан олинди",
}  # fmt: skip


def addresses(article):
    """Return {code: address} of all seven editions, whether readers find them or not."""
    slug = article.edition(RU).path.split("/", 2)[2]
    return {edition.code: f"/{edition.code}/{slug}" for edition in editions.EDITIONS}


def statuses(client, article):
    return {client.get(address).status_code for address in addresses(article).values()}


def test_all_editions_are_gone_in_one_act_and_say_so_in_their_language(client, staff):
    editor, article = staff("editor"), make_article(*CODES, title="Заголовок", slug="story")
    other = make_article("ru", slug="other")
    LegacyAddress.objects.create(article=article, path="/kk/2020/01/02/old/", language="kk")
    write(article, editor, title="Новый")
    later = timezone.now() + datetime.timedelta(hours=1)
    workflow.publish(article, RU, by=editor, at=later)
    _link, secret = make_link(article, KK, 1, by=editor)
    words = {edition.code: words_in_draft(article, edition) for edition in editions.STORED}
    assert (statuses(client, article), client.get("/kk/2020/01/02/old/").status_code) == ({200}, 302)

    killing.kill(article, by=editor, reason=WHY)
    assert {article.edition(edition).status for edition in editions.STORED} == {Status.WITHDRAWN}
    pages = {code: client.get(address) for code, address in addresses(article).items()}
    assert {page.status_code for page in pages.values()} == {410}
    headings = {code: words_of(next(page_of(page).iter("h1"))) for code, page in pages.items()}
    arabic = headings.pop("kk-arab")
    assert (headings, "سايتتان" in arabic) == (TITLES, True)
    assert not any("Заголовок" in page.content.decode() for page in pages.values())
    assert client.get("/kk/2020/01/02/old/").status_code == client.get("/kk-latn/2020/01/02/old/").status_code == 410
    assert client.get(addresses(article)["ru"].replace("/story/", "/nothing/")).status_code == 404
    assert client.get(other.address_in(RU)).status_code == 200

    kept = json.dumps([*addresses(article).values(), other.address_in(RU)])
    answer = client.post("/kept.json", kept, content_type="application/json")
    assert answer.json() == dict.fromkeys(addresses(article).values())  # offline copies are deleted
    assert (PlannedChange.objects.count(), open_link(secret, KK)) == (0, None)
    assert {edition.code: words_in_draft(article, edition) for edition in editions.STORED} == words
    acts = StoryAct.objects.order_by("pk")
    assert [(act.act, act.reason) for act in acts][1:] == [
        ("cancel_plan", "The story was killed."), ("kill", WHY)]  # fmt: skip
    assert acts.last().details == {"editions": CODES}


def test_nothing_of_it_is_published_until_the_kill_is_lifted(client, staff):
    editor, article = staff("editor"), make_article("ru", slug="story")
    write(article, editor, KK, title="Тақырып", body="<p>Мәтін</p>")
    killing.kill(article, by=editor, reason=WHY)
    for edition in (RU, KK):
        with pytest.raises(ValidationError, match="Lift the kill"):
            workflow.publish(article, edition, by=editor)
    killing.lift_kill(article, by=editor, reason="Ошибка.")
    assert client.get(addresses(article)["ru"]).status_code == 404
    workflow.publish(article, RU, by=editor)
    assert client.get(addresses(article)["ru"]).status_code == 200


def test_what_readers_never_had_is_not_admitted(client, staff):
    later = timezone.now() + datetime.timedelta(hours=1)
    article = make_article("ru", published_at=later, slug="story")
    killing.kill(article, by=staff("editor"), reason=WHY)
    assert (row_of(article)["status_ru"], statuses(client, article)) == (Status.WITHDRAWN, {404})


def test_it_needs_the_permission_and_a_reason(staff):
    article = make_article("ru")
    before = row_of(article)
    for act in (killing.kill, killing.lift_kill):
        with pytest.raises(PermissionDenied):
            act(article, by=staff("reporter"), reason=WHY)
    with pytest.raises(ValidationError, match="Say why"):
        killing.kill(article, by=staff("editor"))
    with pytest.raises(ValidationError, match="not killed"):
        killing.lift_kill(article, by=staff("editor"), reason=WHY)
    assert (row_of(article), StoryAct.objects.count()) == (before, 0)


def test_the_edit_page_kills_and_lifts(signed_in):
    article, desk = make_article("ru", "kk"), signed_in("editor")
    assert "kill" not in acts_on(open_form(signed_in("reporter"), article, RU))
    said = told(desk, press(desk, open_form(desk, article, RU), "kill"))
    assert said == ["The story is killed: no edition of it is public, and its addresses say that it was withdrawn."]
    address = act_address("lift-kill", article, RU)
    reporter = signed_in("reporter")
    assert reporter.post(address, form_values(open_form(reporter, article, RU), FORM)).status_code == 403  # not asked
    page = open_form(desk, article, KK)
    assert words_in(page, "acts-told").startswith("Killed editor-")
    assert {"kill", "lift-kill"} & acts_on(page).keys() == {"lift-kill"}
    assert told(desk, press(desk, page, "lift-kill")) == ["The kill is lifted. Each edition can be published again."]
    assert Article.objects.get().killed_at is None
