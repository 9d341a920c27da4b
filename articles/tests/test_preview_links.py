"""A secret link shows one draft to people without an account, until it expires or is revoked, and nothing else."""

import re

import pytest
from django.utils import timezone

from articles.editorial import drafts, killing, preview_links
from articles.models import PreviewLink, RelatedArticle, Status
from articles.tests.desk import RU
from articles.tests.makers import add_node, make_article, make_author, make_category, make_photo, make_tag, recall_node
from articles.tests.page_content import elements, form_values, page_of, parts_of, submit, words_of
from newsroom import editions
from newsroom.editions.columns import in_all_columns
from newsroom.tests.policy import POLICY, directives
from newsroom.tests.snapshots import rows_of_all_tables

pytestmark = pytest.mark.django_db

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
DAY = timezone.timedelta(days=1)


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def link_to(chief):
    """link_to(story, edition) is a link with its address in an edition: (PreviewLink, {code: address})."""

    def make(story, edition=RU, days=3):
        link, secret = preview_links.make_link(story, edition, days, by=chief)
        return link, {other.code: f"/{other.code}/preview/{secret}/" for other in editions.EDITIONS}

    return make


def headline(page):
    return words_of(next(page_of(page).iter("h1")))


# What it shows


def test_it_shows_the_draft_of_its_edition_in_all_alphabets_and_no_other(client, link_to):
    story = make_article(
        "kk", "ru", "en", title_kk="Жаңа жол", title_ru="Черновик", title_en="Draft", status=Status.UNPUBLISHED
    )
    _link, addresses = link_to(story, editions.BY_CODE["kk"])

    pages = {code: client.get(address) for code, address in addresses.items()}

    assert {code: page.status_code for code, page in pages.items()} == {
        code: 200 if code in ("kk", "kk-latn", "kk-arab") else 404 for code in addresses
    }
    assert [headline(pages[code]) for code in ("kk", "kk-latn", "kk-arab")] == ["Жаңа жол", "Jaña jol", "جاڭا جول"]
    links = {link.get("hreflang"): link.get("href") for link in elements(pages["kk-arab"], "nav")[0].iter("a")}
    assert links == {
        edition.tag: addresses[edition.code] if edition.stored_in == "kk" else f"/{edition.code}/"
        for edition in editions.EDITIONS
    }


def test_the_draft_of_a_public_edition_is_shown_and_links_lead_to_public_editions(client, chief, link_to):
    story = make_article("ru", "en", title="Public")
    drafts.save_draft(story, RU, 0, {"fields": {"title": "Being written"}}, by=chief)
    _link, addresses = link_to(story)
    page = client.get(addresses["ru"])
    assert (headline(page), headline(client.get(story.address_in(RU)))) == ("Being written", "Public")
    links = {link.get("hreflang"): link.get("href") for link in elements(page, "nav")[0].iter("a")}
    assert (links["en"], links["kk"]) == (story.address_in(editions.BY_CODE["en"]), "/kk/")


CANARY = re.compile(r"7777\d\d")


def test_nothing_else_that_is_not_published_is_on_the_page(client, signed_in, chief, link_to):
    """Each canary is a number, so that it is the same in all letters. Staff can see each of them."""
    number = iter(range(777701, 777799))
    section = make_category("section", **in_all_columns(name=f"{next(number)}"))
    other_section = make_category("other", **in_all_columns(name=f"{next(number)}"))
    other = make_article("kk", title=f"{next(number)}", body=f"<p>{next(number)}</p>", status=Status.UNPUBLISHED)
    scheduled = make_article("kk", title=f"{next(number)}", published_at=timezone.now() + DAY, category=section)
    withdrawn = make_article("kk", title=f"{next(number)}", status=Status.WITHDRAWN)
    live = make_article("kk", title="live")
    drafts.save_draft(live, editions.BY_CODE["kk"], 0, {"fields": {"title": f"{next(number)}"}}, by=chief)
    other.tags.add(make_tag("other", **in_all_columns(name=f"{next(number)}")))
    make_author("other", other, **in_all_columns(name=f"{next(number)}"))
    other.category, other.lead_photo = other_section, make_photo(**in_all_columns(caption=f"{next(number)}"))
    other.save()
    own = make_article(
        "kk", "ru", title_kk="own", title_ru=f"{next(number)}", status=Status.UNPUBLISHED, category=section
    )
    for related in (other, withdrawn):
        RelatedArticle.objects.create(article=own, related=related)
    for recalled in (scheduled, live):
        add_node(own, recall_node(recalled))
    secret = {*map(str, range(777702, next(number)))}

    desk = signed_in("chief editor")
    of_staff = [f"/kk/preview/{story.pk}/" for story in (other, scheduled, withdrawn, live)] + [
        f"/ru/preview/{own.pk}/"
    ]
    seen = {canary for address in of_staff for canary in CANARY.findall(desk.get(address).content.decode())}
    assert seen - {"777701"} == secret  # the control: the desk shows them all

    _link, addresses = link_to(own, editions.BY_CODE["kk"])
    pages = [client.get(addresses[code]).content.decode() for code in ("kk", "kk-latn", "kk-arab")]
    assert [{*CANARY.findall(page)} for page in pages] == [{"777701"}] * 3  # the section of the draft itself


# Who can open it, and for how long


def test_expired_revoked_and_unknown_links_and_those_of_deleted_stories_are_not_found(client, link_to):
    story, deleted = make_article("ru"), make_article("ru")
    links = {name: link_to(story) for name in ("works", "expired", "revoked")} | {"deleted": link_to(deleted)}
    assert [client.get(addresses["ru"]).status_code for _link, addresses in links.values()] == [200] * 4
    PreviewLink.objects.filter(pk=links["expired"][0].pk).update(expires_at=timezone.now())
    preview_links.revoke_link(links["revoked"][0])
    deleted.delete()
    unknown = "/ru/preview/" + "a" * 32 + "/"
    addresses = {name: addresses["ru"] for name, (_link, addresses) in links.items()} | {"unknown": unknown}

    pages = {name: client.get(address) for name, address in addresses.items()}

    assert pages.pop("works").status_code == 200
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 404)
    texts = {page.content.decode().replace(addresses[name], "") for name, page in pages.items()}
    assert len(texts) == 1
    assert [{name: page.headers.get(name) for name in HEADERS} for page in pages.values()] == [HEADERS] * 4


def test_openings_are_counted(client, link_to):
    link, addresses = link_to(make_article("kk"), editions.BY_CODE["kk"])
    for code in ("kk", "kk-arab", "ru"):
        client.get(addresses[code])
    assert client.post(addresses["kk"]).status_code == 405
    link.refresh_from_db()
    assert (link.openings, link.last_opened_at is not None) == (2, True)


def test_the_secret_is_not_in_the_database(link_to):
    _link, addresses = link_to(make_article("ru"))
    secret = addresses["ru"].split("/")[3]
    assert re.fullmatch("[a-z2-7]{32}", secret)
    assert secret not in str(rows_of_all_tables())
    assert preview_links.hash_of(secret) in str(rows_of_all_tables())


# What keeps it


def test_no_cache_search_engine_or_other_site_learns_of_it(client, link_to):
    story = make_article(
        "ru", title="Secret headline", lead="Secret lead", body="<p>Secret <a href='https://a.kz/'>text</a></p>"
    )
    _link, addresses = link_to(story)
    page = client.get(addresses["ru"], headers={"Accept-Encoding": "br"})
    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    assert {"Set-Cookie", "ETag", "Last-Modified", "Content-Encoding"} & {*page.headers} == set()
    assert directives(page) == POLICY
    head = next(page_of(page).iter("head"))
    assert {link.get("rel") for link in head.iter("link")} & {"canonical", "alternate"} == set()
    assert [meta.get("property") for meta in head.iter("meta") if "property" in meta.attrib] == []
    assert [meta.get("content") for meta in elements(page, "meta", name="robots")] == ["noindex, nofollow, noarchive"]
    assert "Secret" not in "".join(head.itertext()) + str([meta.attrib for meta in head.iter("meta")])
    assert "Secret headline" in page.content.decode()
    # Its own address is only in the switch of editions.
    links = [link.get("href") for link in page_of(page).iter("a") if addresses["ru"] in link.get("href", "")]
    assert (links, page.content.decode().count(addresses["ru"])) == ([addresses["ru"]], 1)
    (form,) = elements(page, "form", id="comment-form")
    assert ("action" in form.attrib, [button.attrib.keys() for button in form.iter("button")]) == (
        False,
        [["disabled", "type"]],
    )


def test_the_service_worker_stores_no_preview(settings, link_to):
    scripts = [settings.BASE_DIR / f"newsroom/static/js/{name}.js" for name in ("sw", "readers")]
    stories = [re.search(r"/(\^.*\\d\{4\}.*\$)/", script.read_text(encoding="utf-8"))[1] for script in scripts]
    story = make_article("ru")
    paths = [story.address_in(RU), f"/ru/preview/{story.pk}/", link_to(story)[1]["ru"]]
    assert [[bool(re.search(pattern, path)) for path in paths] for pattern in stories] == [[True, False, False]] * 2


# The page at the desk


def lifetime(link):
    return round((link.expires_at - link.made_at) / DAY)


def page_at(story):
    return f"/admin/articles/article/{story.pk}/preview-links/"


def test_the_newsroom_makes_and_revokes_links(client, signed_in):
    story, desk = make_article("ru", "en", title="Headline"), signed_in("reporter")
    page = desk.get(f"{page_at(story)}?edition=en")
    values = form_values(page, "preview_link_form")
    assert (values["language"], values["days"]) == ("en", "3")

    made = submit(desk, page, "preview_link_form", days="7")

    (field,) = elements(made, "input", id="made_link")
    address = field.get("value")
    link = PreviewLink.objects.get()
    assert (link.made_by.username.split("-")[0], lifetime(link)) == ("reporter", 7)
    assert client.get(address).status_code == 200
    assert address.startswith("http://testserver/en/preview/")
    assert "no-store" in made.headers["Cache-Control"]
    assert address not in desk.get(page_at(story)).content.decode()

    revoked = desk.post(f"{page_at(story)}{link.pk}/revoke/", follow=True)

    assert client.get(address).status_code == 404
    assert "revoked" in words_of(elements(revoked, "tbody")[0])


@pytest.mark.parametrize(("role", "status"), [("reporter", 200), ("photo editor", 403), ("moderator", 403)])
def test_only_those_who_may_change_the_story_make_and_revoke_links(signed_in, link_to, role, status):
    story = make_article("ru")
    link, _addresses = link_to(story)
    client = signed_in(role)
    answers = [
        client.get(page_at(story)),
        client.post(page_at(story), {"language": "ru", "days": "1"}),
        client.post(f"{page_at(story)}{link.pk}/revoke/", follow=True),
    ]
    link.refresh_from_db()
    assert [answer.status_code for answer in answers] == [status] * 3
    assert (PreviewLink.objects.count(), link.is_working) == ((2, False) if status == 200 else (1, True))


def test_the_lifetimes_are_in_the_language_of_the_newsroom(signed_in):
    story = make_article("ru")
    offered = {
        language: [words_of(one) for one in elements(signed_in("reporter", language).get(page_at(story)), "option")][
            -3:
        ]
        for language in ("ru", "en")
    }
    assert offered == {"ru": ["1 день", "3 дня", "7 дней"], "en": ["1 day", "3 days", "7 days"]}


def test_a_link_lives_for_one_of_the_offered_times(signed_in):
    story, desk = make_article("ru"), signed_in("reporter")
    for days in ("1", "2", "3", "7", "365", "x"):
        desk.post(page_at(story), {"language": "ru", "days": days})
    assert [lifetime(link) for link in PreviewLink.objects.order_by("pk")] == [1, 3, 7]


def test_nobody_makes_a_link_to_a_killed_story(signed_in, staff):
    story, desk = make_article("ru"), signed_in("reporter")
    killing.kill(story, by=staff("editor"), reason="Wrong.")
    answer = desk.post(page_at(story), {"language": "ru", "days": "1"})
    assert "Lift the kill" in words_of(parts_of(answer, "errorlist")[0])
    assert PreviewLink.objects.count() == 0


def test_a_link_of_another_story_is_not_revoked(signed_in, link_to):
    story, other = make_article("ru"), make_article("ru")
    link, _addresses = link_to(other)
    assert signed_in("reporter").post(f"{page_at(story)}{link.pk}/revoke/").status_code == 404
    link.refresh_from_db()
    assert link.is_working
