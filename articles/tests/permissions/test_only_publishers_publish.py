"""Nobody without the permission makes anything public or withdraws it: by no address, field, bulk action or JSON.

Every address of the desk gets a valid form of a story together with all fields that somebody could think of.
"""

import pytest

from articles.models import Article, Status
from articles.tests.desk import FORM, KK, RU, open_form
from articles.tests.page_content import form_values
from articles.tests.permissions.calling import answer_and
from articles.tests.permissions.people import addresses_of_desk
from newsroom import editions
from newsroom.editions.columns import columns, in_all_columns

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

OTHERS = ["photo editor", "moderator", "no role", "reader", "anonymous"]
PUBLIC = [*columns("status"), *columns("published_at"), *columns("slug"), *columns("title")]
TIME = {"_0": "2020-01-01", "_1": "10:00"}
FORGED = {
    "status": "published", "state": "ready", "to": "published", "published_at": "2020-01-01 10:00",
    "publish_at": "2020-01-01 10:00", "_publish": "1", "_act": "publish", "_save": "1", "publish": "1", "live": "1",
    "is_published": "on", "correction": "Было два.", "correction_kind": "correction",
    "reason": "Because.", "act": "publish",
    **in_all_columns(status="published", published_at="2020-01-01 10:00", slug="forged", title="Forged"),
    **{f"{name}{part}": value for name in ["publish_at", "published_at", *columns("published_at")]
       for part, value in TIME.items()},
}  # fmt: skip
ACTIONS = ["publish", "publish_selected", "make_published", "withdraw", "delete_selected"]


def what_readers_have():
    rows = Article.objects.rewrite(False).order_by("pk").values_list("pk", *PUBLIC)
    return [row for row in rows if Status.PUBLISHED in row]


def sendings(client, article):
    """Yield (edition, address, data, whether it is JSON): what is sent to each address. The edition is "" for any."""
    addresses = addresses_of_desk()
    for edition in editions.STORED:
        form = form_values(open_form(client, article, edition), FORM) | FORGED | {"_edition": edition.code}
        json = {"base": int(form["version"]), "fields": FORGED, "values": FORGED}
        for address in addresses:
            if address.route.startswith("admin/articles/article/"):
                values = dict.fromkeys(("pk", "object_id"), str(article.pk)) | {"language": edition.code}
                at = f"{address.url(**values)}?edition={edition.code}"
                yield edition.code, at, form, False
                if edition in (RU, KK):  # one is live, the other was never published
                    yield from [
                        (edition.code, at, form | {"confirmed": "1"}, False),
                        (edition.code, at, json | form, True),
                    ]
    for address in addresses:
        yield "", address.url(), FORGED, False
        for action in ACTIONS if address.kind == "changelist" else ():
            yield "", address.url(), FORGED | {"action": action, "_selected_action": article.pk, "post": "yes"}, False


def published_by(user, sent, before):
    """Return the addresses by which somebody has changed what readers have, or has taken it from them."""
    found = []
    for _edition, address, data, is_json in sent:
        _status, now = answer_and(what_readers_have, user, "POST", address, data, is_json)
        if now != before:
            found.append(address.split("/")[-2])
    return found


def test_only_publishers_publish(people, owned, client, stop_rendering):
    client.force_login(people["superuser"])
    before, story = what_readers_have(), owned["reporter"].article
    sent = [*sendings(client, story)]
    stop_rendering()
    names = {"publish", "withdraw", "kill"}
    acts = [one for one in sent if one[1].split("/")[-2] in names]
    assert {*published_by(people["editor"], acts, before)} == names

    codes = {"reporter": {edition.code for edition in editions.STORED}, "translator": {"ru", "kk"}}
    for name in [*codes, *OTHERS]:
        of_editions = [one for one in sent if one[0] in codes.get(name, {"kk"}) | {""}]
        assert (name, published_by(people[name], of_editions, before)) == (name, [])
