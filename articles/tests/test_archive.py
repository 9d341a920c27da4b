"""The archive's filters find exactly their stories. Invalid values show an error."""

import pytest
from django.utils.translation import gettext, override

from articles.models import Status
from articles.tests.archive_pages import archive, period, story, utc
from articles.tests.makers import make_article, make_author, make_category, make_tag
from articles.tests.page_content import elements, headlines, parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

in_each_stored_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


# The form

ALL = ["In none", "In sport", "In rural", "In elections", "In news"]


@pytest.fixture
def stories_in_sections():
    """Stories in a section, its subsection and the subsection of that, and one in another section."""
    news = make_category("news")
    elections = make_category("elections", parent=news)
    rural = make_category("rural", parent=elections)
    sport = make_category("sport")
    stories = {
        "In news": story("In news", "2025-11-20T07:00", category=news),
        "In elections": story("In elections", "2025-11-21T07:00", category=elections),
        "In rural": story("In rural", "2025-11-22T07:00", category=rural),
        "In sport": story("In sport", "2025-11-23T07:00", category=sport),
        "In none": story("In none", "2025-11-24T07:00"),
    }
    tag, other = make_tag("akims"), make_tag("senate")
    for title in ("In news", "In rural", "In sport"):
        stories[title].tags.add(tag, other)
    make_author("asel", stories["In rural"], stories["In none"])
    make_author("bolat", stories["In rural"], stories["In sport"])


@pytest.mark.usefixtures("stories_in_sections")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ALL),
        ({"section": "news"}, ["In rural", "In elections", "In news"]),
        ({"section": "elections"}, ["In rural", "In elections"]),
        ({"section": "rural"}, ["In rural"]),
        ({"section": "sport"}, ["In sport"]),
        ({"tag": "akims"}, ["In sport", "In rural", "In news"]),
        ({"author": "asel"}, ["In none", "In rural"]),
        ({"author": "bolat"}, ["In sport", "In rural"]),
        ({"since": "2025-11-22"}, ["In none", "In sport", "In rural"]),
        ({"until": "2025-11-22"}, ["In rural", "In elections", "In news"]),
        ({"since": "2025-11-21", "until": "2025-11-22"}, ["In rural", "In elections"]),
        ({"since": "2025-11-22", "until": "2025-11-22"}, ["In rural"]),
        ({"since": "2025-11-23", "until": "2025-11-22"}, []),
        ({"section": "news", "tag": "akims"}, ["In rural", "In news"]),
        ({"section": "news", "tag": "akims", "author": "asel"}, ["In rural"]),
        ({"section": "news", "tag": "senate", "author": "bolat", "since": "2025-11-22"}, ["In rural"]),
        ({"section": "news", "tag": "akims", "since": "2025-11-20", "until": "2025-11-21"}, ["In news"]),
        ({"section": "sport", "author": "asel"}, []),
        ({"section": "", "tag": "", "author": "", "since": "", "until": ""}, ALL),
        ({"unknown": "value", "title": "x", "status": "draft"}, ALL),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ALL),
        ({"until": "0001-01-01"}, []),
        ({"since": "9999-12-31"}, []),
    ],
)  # fmt: skip
def test_the_filters_find_exactly_the_matching_stories(client, query, found):
    assert archive(client, **query) == found


@pytest.mark.usefixtures("stories_in_sections")
def test_the_form_keeps_the_chosen_values(client):
    chosen = {"section": "news", "tag": "akims", "author": "asel", "since": "2025-11-22", "until": "2025-11-30"}
    response = client.get("/ru/archive/", chosen)
    (form,) = parts_of(response, "archive-form")
    selected = {
        select.get("name"): [option.get("value") for option in select.iter("option") if "selected" in option.attrib]
        for select in form.iter("select")
    }
    assert selected == {"section": ["news"]}
    assert {box.get("name"): box.get("value") for box in form.iter("input")} == {
        "tag": "Akims",
        "author": "Asel",
        "since": "2025-11-22",
        "until": "2025-11-30",
    }


@pytest.mark.usefixtures("stories_in_sections")
@in_each_stored_edition
def test_the_names_are_in_the_language_of_the_edition(client, edition):
    with_name = {f"name_{other.suffix}": f"Name in {other.english_name}" for other in editions.STORED}
    story = make_article(edition.code, category=make_category("named", **with_name))
    story.tags.add(make_tag("named", **with_name))
    make_author("named", story, **with_name)
    response = client.get(f"/{edition.code}/archive/", {"tag": "named", "author": "named"})
    name = f"Name in {edition.english_name}"
    assert [words_of(option) for option in elements(response, "option", value="named")] == [name]
    assert [elements(response, "input", name=field)[0].get("value") for field in ("tag", "author")] == [name] * 2


@pytest.fixture
def named_tags():
    names = ["Қазақстан Президенті", "Президент сайлауы", "Сайлау", "Алматы", "Астана қаласы"]
    for number, name in enumerate(names):
        tag = make_tag(f"tag-{number}", name_kk=name, name_ru="Имя")
        story(name, code="kk").tags.add(tag)
    make_tag("unused", name_kk="Тұтқындау")
    story("Draft", code="kk", status=Status.UNPUBLISHED).tags.add(make_tag("secret", name_kk="Құпия сайлау"))


@pytest.mark.usefixtures("named_tags")
@pytest.mark.parametrize(
    ("edition", "typed", "found"),
    [
        ("kk", "Сайлау", "Сайлау"),  # the whole name, although another one has the word, too
        ("kk", "президент сайлауы", "Президент сайлауы"),
        ("kk", " «Алматы», ", "Алматы"),
        ("kk", "астана", "Астана қаласы"),
        ("kk", "tag-3", "Алматы"),
        ("kk-latn", "Almaty", "Алматы"),
        ("kk-latn", "prezident sailauy", "Президент сайлауы"),
        ("kk-arab", "الماتى", "Алматы"),
    ],
)
def test_a_tag_is_found_by_its_name(client, edition, typed, found):
    response = client.get(f"/{edition}/archive/", {"tag": typed})
    title = headlines(client.get(f"/{edition}/archive/", {"q": ""}))
    assert len(title) == 5
    key = f"tag-{['Қазақстан Президенті', 'Президент сайлауы', 'Сайлау', 'Алматы', 'Астана қаласы'].index(found)}"
    assert headlines(response) == headlines(client.get(f"/{edition}/tag/{key}/"))
    assert elements(response, "link", rel="canonical")[0].get("href").endswith(f"/{edition}/archive/?tag={key}")


@pytest.mark.usefixtures("named_tags")
@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("Президент", "Бірнеше атау сәйкес келеді: Қазақстан Президенті; Президент сайлауы. Біреуін жазыңыз."),
        ("Имя", "Мұндай атаумен берілген материал жоқ."),
        ("Тұтқындау", "Мұндай атаумен берілген материал жоқ."),
        ("Құпия", "Мұндай атаумен берілген материал жоқ."),
        ("secret", "Мұндай атаумен берілген материал жоқ."),
        (".*", "Мұндай атаумен берілген материал жоқ."),
    ],
)
def test_a_name_that_fits_none_or_several_is_explained(client, typed, error):
    response = client.get("/kk/archive/", {"tag": typed})
    assert (words_in(response, "error"), headlines(response)) == (error, [])
    assert elements(response, "input", name="tag")[0].get("value") == typed


WRONG = {
    "since": ("24 ноября", "Enter a valid date."),
    "until": ("2025-02-30", "Enter a valid date."),
    "section": ("nowhere", "This edition has no stories in this section."),
    "tag": ("nothing", "No stories are listed under this name."),
    "author": ("nobody'; --", "No stories are listed under this name."),
}


def sentence(field, edition):
    with override(edition.code):
        return gettext(WRONG[field][1])


@pytest.mark.slow
@pytest.mark.parametrize("field", WRONG)
@in_each_stored_edition
def test_the_error_for_an_invalid_value_is_in_the_language_of_the_edition(client, edition, field):
    make_article(edition.code, title="There")
    assert archive(client, edition.code) == ["There"]
    response = client.get(f"/{edition.code}/archive/", {field: WRONG[field][0]})
    assert (response.status_code, headlines(response), parts_of(response, "nothing")) == (200, [], [])
    assert words_in(response, "errors").endswith(sentence(field, edition))
    assert words_in(response, "error") == sentence(field, edition)
    (box,) = elements(response, "select" if field == "section" else "input", name=field)
    assert box.get("aria-invalid") == "true"
    assert [error.get("id") for error in parts_of(response, "error")] == [box.get("aria-describedby")]


@pytest.mark.parametrize("field", WRONG)
def test_each_edition_has_its_own_error_for_an_invalid_value(field):
    assert len({sentence(field, edition) for edition in editions.STORED}) == len(editions.STORED)


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", ["\0", "a\0b", "x" * 10_000, "2025-11-24T00:00", "0000-00-00", "٢٠٢٥-١١-٢٤x", "'", "<b>"]
)
@pytest.mark.parametrize("field", WRONG)
def test_an_unexpected_value_finds_nothing_and_causes_no_error(client, field, value):
    story("There")
    assert archive(client) == ["There"]
    response = client.get("/ru/archive/", {field: value})
    assert (response.status_code, headlines(response)) == (200, [])
    assert len(parts_of(response, "error")) == 1
    assert elements(response, "b") == []


@in_each_stored_edition
def test_days_in_the_wrong_order_are_explained(client, edition):
    make_article(edition.code, title="There", published_at=utc("2025-11-24T07:00"))
    days = {"since": "2025-11-25", "until": "2025-11-24"}
    assert archive(client, edition.code, since=days["until"], until=days["since"]) == ["There"]
    response = client.get(f"/{edition.code}/archive/", days)
    with override(edition.code):
        reason = gettext("The last day is earlier than the first.")
    assert (headlines(response), parts_of(response, "nothing"), words_in(response, "error")) == ([], [], reason)
    (box,) = elements(response, "input", name="until")
    assert (box.get("aria-invalid"), box.get("value")) == ("true", days["until"])


def test_the_archive_follows_the_day_that_the_page_prints_and_a_day_page_follows_the_url(client):
    """The Russian edition has the day of its own publication, but the URL of the Kazakh one, which was earlier."""
    section, tag = make_category("news"), make_tag("akims")
    translated = story("Қазақша", "2025-11-20T07:00", code="kk", category=section)
    translated.tags.add(tag)
    make_author("asel", translated)
    translated.title_ru, translated.body_ru, translated.status_ru = "По-русски", "<p>…</p>", Status.PUBLISHED
    translated.published_at_ru = utc("2025-11-24T18:59")
    translated.save()
    address = translated.address_in(editions.BY_CODE["ru"])
    (printed, *_more) = [time.get("datetime") for time in elements(client.get(address), "time") if time.get("datetime")]
    assert (address.startswith("/ru/2025/11/20/"), printed[:10]) == (True, "2025-11-24")
    filters = [{}, {"section": "news"}, {"tag": "akims"}, {"author": "asel"}, {"tag": "akims", "author": "asel"}]
    for query in [*filters, {"section": "news", "tag": "akims", "author": "asel"}]:
        for day, code, found in (
            ("2025-11-24", "ru", ["По-русски"]),
            ("2025-11-20", "ru", []),
            ("2025-11-20", "kk", ["Қазақша"]),
            ("2025-11-24", "kk", []),
        ):
            assert archive(client, code, **query, since=day, until=day) == found
    assert period(client, "2025/11/20") == ["По-русски"]
    assert period(client, "2025/11/24") == []


# Pages of the list


def test_the_next_page_keeps_the_chosen_values(client):
    section = make_category("news")
    for number in range(45):
        story(f"Story {number:02}", f"2025-11-{number // 2 + 1:02}T{number % 2 + 5:02}:00", category=section)
    story("Elsewhere", "2025-11-30T07:00")
    seen, address = [], "/ru/archive/?section=news&since=2025-11-01&until=2025-11-30"
    for _ in range(3):
        response = client.get(address)
        seen += headlines(response)
        following = elements(response, "a", rel="next")
        address = "/ru/archive/" + following[0].get("href") if following else None
    assert (address, seen) == (None, [f"Story {number:02}" for number in reversed(range(45))])
    (back,) = elements(response, "a", rel="prev")
    assert headlines(client.get("/ru/archive/" + back.get("href"))) == seen[20:40]


def test_the_second_page_opens_without_any_filter(client):
    for number in range(21):
        story(f"Story {number}", f"2025-11-{number + 1:02}T07:00")
    assert archive(client, page=2) == ["Story 0"]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["archive/", "section/news/", "2025/", "search/?q=Story"])
def test_a_missing_page_is_not_found(client, path):
    section = make_category("news")
    for number in range(21):
        story(f"Story {number}", category=section)
    address = f"/ru/{path}{'&' if '?' in path else '?'}page="
    assert [client.get(f"{address}{number}").status_code for number in (1, 2)] == [200, 200]
    missing = ["0", "-1", "3", "x", "", "1.5", "9" * 5000, "\0"]
    assert [client.get(address + page).status_code for page in missing] == [404] * len(missing)
