"""The site's name, links and standing pages, and how pages look without them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from newsroom import editions
from newsroom.identity.models import Link, Page, Place, SiteIdentity, validate_address
from newsroom.serving.site_context import SiteContext
from newsroom.tests.html_tree import parse


def make_link(key, place=Place.MENU, position=0, address="archive/", **labels):
    return Link.objects.create(
        key=key, place=place, position=position, address=address, **labels or {"label_kk": key, "label_ru": key}
    )


def tree(response):
    return parse(response.content.decode())


def words(element):
    return " ".join("".join(element.itertext()).split())


def nameplate(response):
    (plate,) = [found for found in tree(response).iter() if found.get("class") == "nameplate"]
    return words(plate), [dict(bdi.attrib) for bdi in plate.iter("bdi")]


def menu(response):
    (sections,) = [nav for nav in tree(response).iter("nav") if nav.get("class") == "sections"]
    return [(words(link), link.get("href")) for link in sections.findall("./ul/li/a")]


def printed(link, code="ru", **context):
    """What the list item of a link contains."""
    with override(code):
        html = " ".join(render_to_string("components/links.html", {"links": [link]} | context).split())
    return html.removeprefix("<li>").removesuffix("</li>").strip()


# One row


@pytest.mark.django_db
def test_the_database_refuses_a_second_identity():
    SiteIdentity.objects.create(name_ru="Аймақ")

    for second in (SiteIdentity(name_ru="Аймақ 2"), SiteIdentity(key="other", name_ru="Аймақ 2")):
        with pytest.raises(IntegrityError), transaction.atomic():
            SiteIdentity.objects.bulk_create([second])
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteIdentity.objects.update(key="other")
    assert [identity.name_ru for identity in SiteIdentity.objects.all()] == ["Аймақ"]


@pytest.mark.django_db
def test_the_desk_offers_no_second_identity_and_no_way_to_delete_it(signed_in):
    chief = signed_in("chief editor")
    assert chief.get("/admin/identity/siteidentity/add/").status_code == 200
    identity = SiteIdentity.objects.create(name_ru="Аймақ")

    assert chief.get("/admin/identity/siteidentity/add/").status_code == 403
    assert chief.post(f"/admin/identity/siteidentity/{identity.pk}/delete/", {"post": "yes"}).status_code == 403
    assert SiteIdentity.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_without_a_row_pages_have_the_name_of_the_settings(client, settings, edition):
    settings.SITE_NAME = "Безымянная"

    response = client.get(f"/{edition.code}/archive/")

    plate, marks = nameplate(response)
    assert marks == []
    if edition.code != "kk-latn" and edition.code != "kk-arab":  # these convert it
        assert plate == "Безымянная"
    assert plate != ""


@pytest.mark.django_db
def test_the_row_overrides_the_settings(client, settings):
    settings.SITE_NAME = "Безымянная"
    SiteIdentity.objects.create(name_ru="Степь", tagline_ru="Новости", imprint_ru="Выходные данные")

    response = client.get("/ru/")

    assert nameplate(response) == ("Степь", [])
    assert tree(response).find(".//title").text == "Степь – Новости"
    assert "Выходные данные" in words(tree(response).find(".//footer"))


@pytest.mark.django_db
@pytest.mark.parametrize("code", editions.BY_CODE)
def test_the_foot_links_to_every_other_edition(client, code):
    links = tree(client.get(f"/{code}/")).findall(".//nav[@aria-labelledby='foot-editions']//a")
    assert [link.get("href") for link in links] == [f"/{other}/" for other in editions.BY_CODE if other != code]


@pytest.mark.django_db
def test_a_fallback_name_is_marked(client):
    SiteIdentity.objects.create(name_ru="Степь")

    response = client.get("/en/")

    assert nameplate(response) == ("Степь", [{"lang": "ru", "translate": "no"}])
    assert tree(response).find(".//title").text == "Степь"


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("+7 701 759 90 19", "+77017599019"), ("8 (7172) 12-34-56", "87172123456"), ("", "")],
)
def test_a_phone_number_is_dialled_by_its_digits(phone, dialled):
    assert SiteIdentity(phone=phone).dialled_phone == dialled


@pytest.mark.parametrize("mark", ["", "0+", "6+", "16+"])
def test_an_age_mark_is_a_number_and_a_plus(mark):
    SiteIdentity(name="Аймақ", age_mark=mark).clean_fields()


@pytest.mark.parametrize("mark", ["16", "+16", "1 6+", "116+", "a+"])
def test_any_other_age_mark_is_refused(mark):
    with pytest.raises(ValidationError) as refused:
        SiteIdentity(name="Аймақ", age_mark=mark).clean_fields()

    assert [*refused.value.message_dict] == ["age_mark"]


# Links


@pytest.mark.django_db
def test_the_menu_is_ordered_by_position_and_then_by_key(client):
    make_link("zebra", position=1, address="page/zebra/")
    make_link("second", position=2, address="page/second/")
    make_link("apple", position=2, address="page/apple/")
    make_link("elsewhere", place=Place.FOOTER, position=0)

    assert menu(client.get("/ru/")) == [
        ("zebra", "/ru/page/zebra/"),
        ("apple", "/ru/page/apple/"),
        ("second", "/ru/page/second/"),
    ]


@pytest.mark.django_db
def test_without_links_there_is_no_menu_and_no_list_of_partners(client):
    def is_there():
        page = tree(client.get("/ru/archive/"))
        return [
            bool(page.findall(f".//{tag}[@class='{name}']"))
            for tag, name in [("nav", "sections"), ("section", "block partners")]
        ]

    assert is_there() == [False, False]

    make_link("news")
    make_link("partner", place=Place.PARTNER, address="https://partner.example/")
    assert is_there() == [True, True]


@pytest.mark.django_db
def test_every_place_has_its_own_links(client):
    for place in Place:
        make_link(f"in-{place}", place=place, address=f"https://example.kz/{place}/")

    page = tree(client.get("/ru/archive/"))

    def keys(path):
        return [words(link) for link in page.findall(path)]

    assert keys(".//nav[@class='sections']/ul/li/a") == ["in-menu"]
    assert keys(".//nav[@aria-labelledby='foot-paper']//a") == ["in-footer", "in-social"]
    assert keys(".//section[@aria-labelledby='partners']//a") == ["in-partner"]


def test_a_link_without_an_address_is_a_name_only():
    assert printed(Link(label_ru="Qazaq TV", address="archive/")) == '<a href="/ru/archive/">Qazaq TV</a>'

    assert printed(Link(label_ru="Qazaq TV", address="")) == "<span>Qazaq TV</span>"


def test_our_own_address_is_below_the_edition():
    link = Link(label_kk="Мұрағат", label_ru="Архив", address="archive/")

    assert printed(link, "kk") == '<a href="/kk/archive/">Мұрағат</a>'
    assert printed(link, "ru") == '<a href="/ru/archive/">Архив</a>'


def test_a_foreign_address_is_the_same_in_every_edition():
    link = Link(label_kk="Ақорда", label_ru="Акорда", address="https://akorda.example/?a=1&b=2")

    assert printed(link, "ru") == '<a href="https://akorda.example/?a=1&amp;b=2" rel="noopener">Акорда</a>'


def test_the_menu_marks_the_current_page():
    link = Link(label_ru="Архив", address="archive/")

    assert printed(link, path="/ru/archive/") == '<a href="/ru/archive/" aria-current="page">Архив</a>'
    assert printed(link, path="/ru/") == '<a href="/ru/archive/">Архив</a>'


def test_a_fallback_label_is_marked():
    link = Link(label_ru="Архив", address="")

    assert printed(link, "kk") == '<span><bdi lang="ru" translate="no">Архив</bdi></span>'


@pytest.mark.parametrize(
    "address",
    [
        "section/news/",
        "archive/?tag=senate",
        "page/about/#team",
        "https://example.kz/",
        "https://example.kz:8443/path?a=b",
        "http://example.kz/",
        "search/?q=a:b",
    ],
)
def test_an_address_below_the_edition_or_a_full_one_is_accepted(address):
    validate_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "/ru/section/news/",
        "/",
        "//evil.example/",
        "javascript:alert(1)",
        "JavaScript:alert(1)//",
        "javascript://example.kz/%0Aalert(1)",
        "data:text/html,x",
        "mailto:desk@example.kz",
        "ftp://example.kz/",
        "https://",
        "https:example.kz",
        "http:// example.kz/",
    ],
)
def test_any_other_address_is_refused(address):
    with pytest.raises(ValidationError):
        validate_address(address)


def test_the_field_uses_the_validator():
    with pytest.raises(ValidationError) as refused:
        Link(key="x", place=Place.MENU, label="x", address="javascript:alert(1)").clean_fields()

    assert [*refused.value.message_dict] == ["address"]


# Standing pages


def text_of(response):
    (text,) = [found for found in tree(response).iter("div") if found.get("class") == "story-text"]
    return words(text), {name: value for name, value in text.attrib.items() if name != "class"}


def heading_of(response):
    (heading,) = tree(response).findall(".//article//h1")
    return words(heading), [dict(bdi.attrib) for bdi in heading.iter("bdi")]


@pytest.mark.django_db
def test_a_standing_page_is_in_the_language_of_its_edition(client):
    Page.objects.create(
        key="rules", title_ru="Правила", body_ru="<p>Текст</p>", title_en="Rules", body_en="<p>Text</p>"
    )

    for code, title, text in [("ru", "Правила", "Текст"), ("en", "Rules", "Text")]:
        response = client.get(f"/{code}/page/rules/")
        assert (heading_of(response), text_of(response)) == ((title, []), (text, {}))


@pytest.mark.django_db
def test_an_untranslated_standing_page_is_shown_in_another_language_and_marked(client):
    Page.objects.create(key="rules", title_ru="Правила", body_ru="<p>Текст</p>")
    mark = {"lang": "ru", "translate": "no"}

    for code in ("kk", "kk-arab", "en", "zh-hans", "uz-cyrl"):
        response = client.get(f"/{code}/page/rules/")
        assert heading_of(response) == ("Правила", [mark])
        assert text_of(response) == ("Текст", mark | {"dir": "ltr"})
        assert tree(response).find(".//title").text.strip("\u2068").replace("\u2069", "").startswith("Правила – ")


@pytest.mark.django_db
def test_the_first_fallback_with_a_text_is_used(client):
    Page.objects.create(
        key="rules", title_ru="Правила", title_en="Rules", body_en="<p>Text</p>", body_ru="<p>&nbsp;</p>"
    )

    response = client.get("/kk/page/rules/")

    assert heading_of(response) == ("Правила", [{"lang": "ru", "translate": "no"}])
    assert text_of(response) == ("Text", {"lang": "en", "dir": "ltr", "translate": "no"})


@pytest.mark.django_db
def test_a_standing_page_without_any_text_opens(client):
    Page.objects.create(key="rules")

    assert client.get("/ru/page/rules/").status_code == 200


@pytest.mark.django_db
def test_the_list_of_standing_pages_marks_fallback_names(client):
    Page.objects.create(key="b", title_ru="Правила", title_kk="Ережелер")
    Page.objects.create(key="a", title_ru="О газете")

    links = tree(client.get("/kk/page/")).findall(".//main//ul[@class='index']/li/a")

    assert [(link.get("href"), words(link), [bdi.get("lang") for bdi in link.iter("bdi")]) for link in links] == [
        ("/kk/page/b/", "Ережелер", []),
        ("/kk/page/a/", "О газете", ["ru"]),
        ("/kk/corrections/", "Түзетулер мен нақтылаулар", []),
    ]


# Queries


@pytest.mark.django_db
def test_all_links_are_read_with_one_query_and_cached(rf, django_assert_num_queries):
    SiteIdentity.objects.create(name_ru="Аймақ")
    for number in range(5):
        for place in Place:
            make_link(f"{place}-{number}", place=place)

    for queries in (1 + 2, 1):  # the versions of the tables; at first the identity and the links as well
        with django_assert_num_queries(queries):
            site = SiteContext(request=rf.get("/"))
            lists = [site.menu, site.footer, site.social, site.partners, site.menu]
            assert (site.identity.name_ru, [len(links) for links in lists]) == ("Аймақ", [5] * 5)
