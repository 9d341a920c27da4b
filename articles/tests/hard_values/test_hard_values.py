"""No value in an address, a parameter, a header, a cookie or a form makes the server fail.

The places come from the URL configuration and from the pages, so that later ones join by themselves. A new parameter of
an address needs a sample in `addresses.py`.
"""

import json
import re
from collections import Counter, defaultdict
from itertools import chain, cycle
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.comments.models import Comment
from articles.comments.tests.makers import make_comment
from articles.models import Article, DraftConflict, LegacyAddress, Package
from articles.tests.hard_values.addresses import all_addresses, sample_story
from articles.tests.hard_values.pages import APART, fields_with_errors, forms_of, parameters_of
from articles.tests.hard_values.sending import Request, failures
from articles.tests.hard_values.values import HARD, escaped, in_turn
from articles.tests.makers import picture_bytes
from articles.tests.page_content import page_of
from newsroom import editions
from newsroom.outbox.models import Effect
from newsroom.staff.models import SecondFactorRule

pytestmark = pytest.mark.django_db

EDITION = editions.BY_CODE["en"]
COOKIES = ["sessionid", "csrftoken", "messages", "language"]
HEADERS = [
    "Accept", "Accept-Encoding", "Accept-Language", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
    "If-Unmodified-Since", "Origin", "Range", "Referer", "Save-Data", "Sec-Fetch-Site", "User-Agent", "X-CSRFToken",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Requested-With",
]  # fmt: skip
# Parameters that Django's lists and forms read. Those in one list are read apart from each other, and tried together.
OPTIONS = {
    "changelist": [["q", "o", "all", "_facets"], ["p"], ["e"], ["_popup", "_to_field"], ["unknown", "a[]"]],
    "add": [["_popup", "_to_field"], ["_changelist_filters", "edition"]],
    "change": [["_popup", "_to_field"], ["_changelist_filters", "edition"]],
    "login": [["next"]],
}
QUERIES = {"report_comment": "?comment={comment}"}
"""Of pages that are found only with one."""
BUTTONS = ["_save", "_continue", "_addanother", "to", "_popup", "confirmed"]


@pytest.fixture
def session(demo, superuser, settings):
    """The Cookie header of somebody who may do everything, on a site that has a row of every model of the desk."""
    settings.COMMENTER_IDENTITY, settings.SMS_BACKEND = "sms", "console"  # the pages of commenters are there
    SecondFactorRule.objects.create(role=Group.objects.create(name="a group"))
    Effect.objects.create(act="act 1", channel="share cards", kind="repeatable", payload={"story": 1})
    article = Article.objects.first()
    Package.objects.create(name="Election")
    LegacyAddress.objects.create(path="/kk/old/", article=article, language="kk")
    DraftConflict.objects.create(article=article, language="kk", part="title", mine="a", theirs="b", at=timezone.now())
    Comment.objects.all().delete()
    with override(EDITION.code):
        make_comment(sample_story(), language=EDITION.code)
    return {"Cookie": f"sessionid={superuser().cookies['sessionid'].value}"}


def grouped(places):
    """Return the lists of places of each kind, from pairs of a kind and a place."""
    groups = defaultdict(list)
    for kind, place in places:
        groups[kind].append(place)
    return groups


def assert_none_fails(requests):
    sent, failed = failures(requests)
    assert sent > 20
    assert failed == {}


# Addresses


def test_parameters_of_addresses(session):
    assert_none_fails(in_addresses(all_addresses(EDITION), session))


def in_addresses(addresses, session):
    parameters = grouped(
        ((name, converter, address.is_of_desk and address.route.rsplit("/", 2)[1]), (address, name))
        for address in addresses
        for name, converter in address.parameters
    )
    refused = set()
    for places in parameters.values():
        for (address, name), value in in_turn(places):
            url = address.url(**{name: escaped(value)})
            if not address.is_at(url):  # no pattern has this value: all such addresses get the same answer
                if (value, address.is_of_desk) in refused:
                    continue
                refused.add((value, address.is_of_desk))
            yield Request(f"{name} in {address.route}", url, headers=session)
    for address, value in in_turn(address for address in addresses if not address.is_of_desk):
        yield Request(f"after {address.route}", address.url() + escaped(value))
        yield Request(f"before {address.route}", f"/{escaped(value)}{address.url()}", "POST")


# Headers and cookies


def test_headers_and_cookies(session, settings):
    settings.BEHIND_PROXY = True  # so that X-Forwarded-For is read
    assert_none_fails(in_headers(all_addresses(EDITION), session))
    assert_none_fails(in_failed_attempts_to_sign_in())


def in_headers(addresses, session):
    chosen = [address for address in addresses if not address.is_of_desk or address.kind in ("login", "autocomplete")]
    for address, value in in_turn(chosen):
        headers = session | dict.fromkeys(HEADERS, value.decode("latin-1"))
        yield Request(f"headers of {address.route}", address.url(), "GET", headers=headers)
        yield Request(f"headers of {address.route}", address.url(), "POST", headers=headers)
        for name in ("Host", "Content-Length"):
            yield Request(f"{name} of {address.route}", address.url(), "POST", headers={name: headers["Accept"]})
    for address in addresses:
        if address.kind in ("index", "login", "front"):
            for written in chain.from_iterable(map(in_cookie, HARD)):
                cookies = "; ".join(f"{name}={written}" for name in COOKIES)
                yield Request(f"cookies of {address.route}", address.url(), headers={"Cookie": cookies})


def in_failed_attempts_to_sign_in():
    """What is stored of an attempt: the name, the address of the visitor, the browser, the query string."""
    for value in HARD:
        form, text = f"username={escaped(value)[:100]}&password=wrong", value.decode("latin-1")
        for name in ("User-Agent", "X-Forwarded-For", "Accept") if b"\0" not in value else ():  # servers refuse it
            yield Request(
                f"{name} of an attempt", "/admin/login/", "POST", "username=a&password=b", headers={name: text}
            )
        yield Request("query of an attempt", f"/admin/login/?a={escaped(value)}", "POST", "username=a&password=b")
        yield Request("name of an attempt", "/admin/login/", "POST", form)


def in_cookie(value):
    """Return a value as it is, and with each byte escaped. Keys of sessions have at least eight characters."""
    return value.decode("latin-1"), '"{}"'.format("".join(f"\\{byte:03o}" for byte in value.ljust(8, b"a")))


# Parameters in a query string


@pytest.mark.slow
def test_query_strings_and_forms(session):
    """Together, because it takes seconds to open all pages."""
    pages = [*opened(all_addresses(EDITION), session)]
    assert_none_fails(in_queries(pages, session))
    assert_none_fails(in_forms(pages, session))


@pytest.mark.slow
def test_uploads(session):
    assert_none_fails(in_uploads(session))


def opened(addresses, session):
    """Yield (address, URL, page) of the pages that have parameters or forms."""
    for address in addresses:
        if address.name and address.kind != "history":
            url = address.url() + QUERIES.get(address.name, "").format(comment=Comment.objects.last().pk)
            response = Client(headers={} if address.kind == "login" else session).get(url)
            assert response.status_code != 404, f"{address.route} needs other samples"
            if response.headers.get("Content-Type", "").startswith("text/html"):
                yield address, address.url(), page_of(response)


def in_queries(pages, session):
    parameters = grouped(
        ((address.is_of_desk, name.rpartition("__")[2]), (url, name, known))
        for address, url, page in pages
        for known in [parameters_of(page, url)]
        for name in known.keys() - options_of(address)
    )
    for places in parameters.values():
        for (url, name, known), value in in_turn(places):
            # Django reads a month or a day only if there is a year.
            years = {other: known[other] for other in known if other.endswith("__year") and "__" in name}
            yield Request(f"?{name}= of {url}", f"{url}?{in_query(years | {name: escaped(value)})}", headers=session)
    places = grouped(
        ((*options, address.kind if address.is_of_desk else ""), (url, options))
        for address, url, page in pages
        for options in OPTIONS.get(address.kind, [] if address.is_of_desk else [["unknown", "a[]"]])
    )
    for (url, options), value in chain.from_iterable(map(in_turn, places.values())):
        query = in_query(dict.fromkeys(options, escaped(value)))
        name = f"{escaped(value)}=1&{escaped(value)}" if "unknown" in options else ""
        yield Request(f"{options} of {url}", f"{url}?{query}&{query}&{name}", headers=session)
    yield from in_proposals(pages, session)
    yield from in_autocomplete(session)


def options_of(address):
    return {*chain.from_iterable(OPTIONS.get(address.kind, []))}


def in_query(values):
    return "&".join(f"{name}={value}" for name, value in values.items())


def in_proposals(pages, session):
    """Links to forms for new rows, which propose values. The fields take turns with the values."""
    for turn, (address, url, page) in enumerate(pages):
        if address.kind == "add":
            names = [name for form in forms_of(page, url) for name in form.kinds]
            for shift in range(turn % 8, len(HARD), 8):
                query = {name: escaped(HARD[(number + shift) % len(HARD)]) for number, name in enumerate(names)}
                yield Request(f"proposals of {url}", f"{url}?{in_query(query)}", headers=session)


def in_autocomplete(session):
    known = {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "a", "page": "1"}
    for name, value in chain.from_iterable(in_turn([name]) for name in known):
        query = in_query(known | {name: escaped(value)})
        yield Request(f"?{name}= of autocomplete", f"/admin/autocomplete/?{query}", headers=session)


# Forms


def in_forms(pages, session):
    """Try every kind of field with every value, and every form with some values at once.

    Each form takes the next values of its kinds. The forms with the fewest fields then take what is left.
    """
    forms = {form_key(form): form for _address, url, page in pages for form in forms_of(page, url)}
    in_order = sorted(forms.values(), key=lambda form: len(form.kinds))
    tried, button = Counter(), cycle(BUTTONS)
    for form in in_order:
        yield from sent_twice(form, next_values(kinds_apart(form), tried), session, next(button))
    for form in in_order:
        kinds = kinds_apart(form)
        while any(tried[kind] < len(HARD) for kind in kinds.values()):
            yield from sent_twice(form, next_values(kinds, tried), session, next(button))
    for kind in APART:
        yield from in_numbers(kind, forms.values(), session)


def kinds_apart(form):
    return {name: kind for name, kind in form.kinds.items() if kind not in APART and "__prefix__" not in name}


def next_values(kinds, tried):
    """Return a value for each field, the next one for its kind. `tried` counts them."""
    values = {}
    for name, kind in kinds.items():
        values[name] = HARD[tried[kind] % len(HARD)]
        tried[kind] += 1
    return values


def sent_twice(form, hard, session, button):
    """Send the fields that the form marks as wrong a second time as they were, so that the others are saved."""
    first = Request(f"fields of {form.url}", form.url, "POST", f"{form_data(form, hard)}&{button}=1", headers=session)
    yield first
    wrong = fields_with_errors(first.response) if first.response.status_code == 200 else hard
    accepted = {name: value for name, value in hard.items() if name not in wrong}
    if accepted and accepted != hard:
        body = f"{form_data(form, accepted)}&{button}=1"
        yield Request(f"accepted fields of {form.url}", form.url, "POST", body, headers=session)


def in_numbers(kind, forms, session):
    """Nothing else is read if the number of rows, or an id, is wrong."""
    places = [(form, name) for form in forms for name in form.kinds if form.kinds[name] == kind]
    for (form, name), value in in_turn(places):
        yield Request(f"{name} of {form.url}", form.url, "POST", form_data(form, {name: value}), headers=session)


# Autosave


def test_bodies_of_the_autosave(session):
    assert_none_fails(in_autosave(session))


def in_autosave(session):
    """The change of a draft with each value at each of its places, as text, as a number if it is one, and in lists."""
    story, block = Article.objects.published().first(), "k3j9x0a1"
    parts = ["base", "fields", "blocks", "order", "held", "request", "key"]
    addresses = [f"/admin/articles/article/{story.pk}/draft/ru/", "/admin/articles/article/new/ru/"]
    for value in [*(value.decode("utf-8", "replace") for value in HARD), "\ud800", None, True, 1e999, -1, {}, [], [[]]]:
        nested = [{"fields": {"title": value, "slug": value}}, {"blocks": {block: value}, "order": [block]}]
        nested += [{"fields": {"title": "a"}, "held": {"title": value}}]
        nested += [{"fields": {str(value): "a"}}, {"blocks": {str(value): "<p>a</p>"}}, {"order": [value, value]}]
        for change in [*nested, *({part: value} for part in parts), value]:
            sent = {"base": 0, "key": "abcdefghij"} | change if isinstance(change, dict) else change
            for address in addresses:
                yield Request(f"{change!r:.60}", address, "POST", json.dumps(sent), "application/json", session)
    for body in HARD:
        yield Request("body", addresses[0], "POST", body, "application/json", session)


def in_uploads(session):
    """Names and types of files, and headers of a form's parts."""
    fields = b"".join(part(name, b"50") for name in (b"focal_x", b"focal_y"))
    for value in HARD:
        for header in (b'; filename="%b"', b"; filename*=%b''a", b'; filename="a"\r\nContent-Type: %b'):
            headers = header % value
            body = fields + part(b"file", picture_bytes(), headers) + b"--a--\r\n"
            url, kind = "/admin/articles/photo/add/", "multipart/form-data; boundary=a"
            yield Request(f"upload with {header}", url, "POST", body, kind, session)


def part(name, value, headers=b""):
    return b'--a\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n' % (name, headers, value)


def form_data(form, hard):
    """Return the data of a form, with some values replaced."""
    kept = [f"{quote(name)}={quote(value)}" for name, value in form.values if name not in hard]
    return "&".join(kept + [f"{quote(name)}={escaped(value)}" for name, value in hard.items()])


def form_key(form):
    """Forms for a new row and for an old one have the same fields, except for those of accounts."""
    return re.sub(r"(\d+/change|add)/", "form/", form.url), "password1" in form.kinds
