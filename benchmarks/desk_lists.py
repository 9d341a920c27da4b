"""What the list of stories and the editions board cost with 1,000, 10,000 and 1,000,000 stories.

    python -m benchmarks.desk_lists [number of stories …]

It starts a PostgreSQL server of its own, which generates the stories by itself, and prints for each page the shared
buffers that its queries touch and the shortest time of a request, both also in proportion to the first number of
stories. Each number of stories has a database of its own, and the requests to them take turns, so that other work of
the machine makes all of them longer.
The exit status is 1 if a page takes more than twice as long as with the first number.
"""

import os
import sys
from time import perf_counter

SIZES = (1_000, 10_000, 1_000_000)
ROUNDS, WARM_UP, MOST = 5, 2, 2.0
COMMON, MIDDLING, RARE = "выборы", "паводок", "метеорит"
"""A word of one story in ten, of one in a thousand after a full page of the newest, and of twenty on any site."""
LIST = "/admin/articles/article/"
PAGES = {
    "list": LIST,
    "list, page 5": f"{LIST}?p=5",
    "list, a section": f"{LIST}?category__id__exact=1",
    "list, a small section": f"{LIST}?category__id__exact=101",
    "list, a kind": f"{LIST}?kind__exact=opinion",
    "list, published in kk": f"{LIST}?state=published&in=kk",
    "list, in review": f"{LIST}?state=review",
    "list, stale": f"{LIST}?state=stale",
    "list, missing in en": f"{LIST}?state=missing&in=en",
    "list, missing, page 5": f"{LIST}?state=missing&p=5",
    "list, a common word": f"{LIST}?q={COMMON}",
    "list, a word in between": f"{LIST}?q={MIDDLING}",
    "list, a rare word": f"{LIST}?q={RARE}",
    "list, no such word": f"{LIST}?q=несуществующее",
    "board": f"{LIST}editions/",
    "board, page 5": f"{LIST}editions/#5",
    "board, my list": f"{LIST}editions/?work=mine",
    "board, missing": f"{LIST}editions/?state=missing",
    "board, missing in en": f"{LIST}editions/?state=missing&edition=en",
    "board, missing, page 5": f"{LIST}editions/?state=missing#5",
    "board, stale": f"{LIST}editions/?state=stale",
    "board, in review": f"{LIST}editions/?state=review",
    "board, scheduled": f"{LIST}editions/?state=scheduled",
    "board, stale in a section": f"{LIST}editions/?state=stale&section=1",
    "board, a small section": f"{LIST}editions/?section=101",
    "board, a common word": f"{LIST}editions/?q={COMMON}",
    "board, a rare word": f"{LIST}editions/?q={RARE}",
}
"""{page: address}. «#5» is the fifth page, to which only links lead."""


LEAD = "What the story is about, in a sentence of the usual length, or in two short ones. "


# Stories


def start():
    """Add the sections and an account. Nothing is written by triggers here: the stories come in bulk."""
    from django.contrib.auth.models import Group
    from django.db import connection

    from articles import address_triggers, list_triggers, words_triggers, work_triggers
    from articles.tests.large_site import start_site
    from newsroom.staff.models import User

    start_site()
    for module in (address_triggers, list_triggers, work_triggers, words_triggers):
        module.TRIGGERS.drop(connection)
    user = User.objects.create_user("chief", password="x", is_staff=True, language="ru")
    user.groups.add(Group.objects.get(name="chief editor"))
    return user


def add_stories(first, last):
    """Let PostgreSQL add the stories with the numbers from `first` up to `last`, and the rows of the desk's lists."""
    from django.db import connection

    from articles import trigrams, words_triggers, work_triggers
    from articles.tests.large_site import ID, a_story, copy

    copy(a_story(), f"generate_series({first}::bigint, {last - 1}) AS n", **columns_of_story(last))
    if first == 0:
        add_drafts(ID)
    is_new = f"story.id >= {ID + first}"
    trigrams.drop_index(connection)
    run(
        work_triggers.insertion("story", f"FROM articles_article AS story WHERE {is_new}"),
        words_triggers.insertion(is_new),
        "UPDATE articles_editionwork SET stale = 2"
        f" WHERE language = 'ru' AND article_id >= {ID + first} AND article_id % {9 if first == 0 else 100} = 5",
    )
    trigrams.create_index(connection)
    run("VACUUM ANALYZE")


def columns_of_story(last):
    """Return {column: SQL}. Kazakh and Russian are published nearly always, the others less often."""
    from articles.tests.large_site import ID, age, section_of
    from newsroom import editions
    from newsroom.editions.columns import column

    time = f"now() - ({age(last)}) * interval '1 second'"
    columns = {
        "id": f"{ID} + n",
        "key": "'story-' || n",
        "category_id": section_of(),
        "kind": "CASE WHEN n % 20 = 11 THEN 'opinion' ELSE 'news' END",
        "first_published_at": time,
        "updated_at": time,
    }
    words = {COMMON: "n % 10 = 0", MIDDLING: "n % 1000 = 3 OR n < 1000 AND n % 20 = 3", RARE: "n < 1000 AND n % 50 = 7"}
    marks = " || ".join(f"CASE WHEN {condition} THEN ' {word}' ELSE '' END" for word, condition in words.items())
    hidden = {
        "kk": "n % 50 = 9",
        "ru": "n % 40 = 13",
        "en": "n % 10 < 6",
        "zh-hans": "n % 10 < 8",
        "uz-cyrl": "n % 10 < 7",
    }
    for edition in editions.STORED:
        live = {
            "title": f"'Headline ' || n || {marks}",
            "lead": f"'{LEAD}'",
            "body": "'<p>A short text.</p>'",
            "slug": "'story-' || n",
            "published_at": f"CASE WHEN n < 10 THEN now() + interval '1 day' ELSE {time} END",
            "status": "CASE WHEN n % 100 = 71 THEN 'withdrawn' ELSE 'published' END",
        }
        nothing = dict.fromkeys(live, "''") | {"slug": "NULL", "published_at": "NULL", "status": "'unpublished'"}
        columns |= {
            column(name, edition): f"CASE WHEN {hidden[edition.code]} THEN {nothing[name]} ELSE {value} END"
            for name, value in live.items()
        }
    return columns


def add_drafts(start):
    """Add what the desk works on just now: as much on a site of any size."""
    run(
        "INSERT INTO articles_draft"
        " (article_id, language, title, lead, slug, source_name, blocks, state, version, revision)"
        f" SELECT {start} + n, 'en', 'Draft ' || n, '', '', '', '[]', CASE n % 3 WHEN 0 THEN 'in_review' ELSE 'writing'"
        " END, 1, 0 FROM generate_series(0, 995, 5) AS n WHERE n % 10 < 6",
        "INSERT INTO articles_assignment (article_id, language, assignee_id, source_news)"
        f" SELECT {start} + n, 'zh-hans', (SELECT max(id) FROM staff_user), '' FROM generate_series(0, 900, 20) AS n",
    )


def run(*statements):
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# Measuring


def measure(client, databases):
    """Return {size: {page: (buffers, milliseconds)}}. `databases` is {size: name}."""
    found = {size: {} for size in databases}
    for name, asked in PAGES.items():
        addresses = {size: open_page(client, databases[size], asked) for size in databases}
        times = {size: [] for size in databases}
        for _round in range(ROUNDS):
            for size, address in addresses.items():
                use(databases[size])
                for _request in range(WARM_UP):
                    seconds(client, address)
                times[size].append(seconds(client, address))
        for size, address in addresses.items():
            use(databases[size])
            found[size][name] = buffers(client, address), 1000 * min(times[size])
    return found


def open_page(client, database, asked):
    """Return the address of a page of `PAGES` in a database."""
    use(database)
    address, _hash, number = asked.partition("#")
    return address_of_page(client, address, int(number or 1))


def use(database):
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database


def copy_of(size):
    """Return the name of a new database with what there is now."""
    from django.db import connection

    name, source = f"stories_{size}", connection.settings_dict["NAME"]
    use("template1")
    run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    use(source)
    return name


def address_of_page(client, address, number):
    """Return the address to which the links to older stories lead."""
    from urllib.parse import urljoin

    from articles.tests.page_content import elements

    for _page in range(number - 1):
        (older,) = elements(client.get(address), "a", rel="next")
        address = urljoin(address, older.get("href"))
    return address


def seconds(client, address):
    begin = perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address} answers with {response.status_code}.")
    return perf_counter() - begin


def buffers(client, address):
    """Return the shared buffers that the queries of a page touch, when they are run again."""
    from django.db import connection, transaction

    from newsroom.tests.buffers import QUERY, buffers_of_query

    statements = []

    def capture(execute, sql, parameters, many, context):
        statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(capture):
        client.get(address)
    total = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, parameters in statements:
            if QUERY.match(sql) and "FOR NO KEY UPDATE" not in sql:
                total += buffers_of_query(cursor, sql, parameters)
            elif sql.startswith("SET LOCAL"):  # the search tells the planner what not to do
                cursor.execute(sql)
    return total


def report(found):
    """Print a table, and return whether every page takes at most twice as long as on the smallest site."""
    first, *others = found
    print()
    print(f"{'':26}" + "".join(f"{size:>13,}" + (" " * 14 if size != first else "") for size in found))
    is_good = True
    for name in PAGES:
        own_buffers, own_time = found[first][name]
        line = f"{name:26}{own_buffers:6} {own_time:4.0f}ms"
        for size in others:
            touched, time = found[size][name]
            line += f"{touched:9} ×{touched / own_buffers:<5.2f}{time:4.0f}ms ×{time / own_time:<4.2f}"
            is_good &= time <= MOST * own_time
        print(line)
    return is_good


def main(sizes):
    from newsroom.tests.everything import postgresql

    with postgresql() as address:
        os.environ |= {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "ALLOWED_HOSTS": "testserver",
            "SECRET_KEY": "x" * 50,
        }
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        client, databases, before = Client(), {}, 0
        client.force_login(start())
        for size in sizes:
            begin = perf_counter()
            add_stories(before, size)
            print(f"{size:,} stories are there after {perf_counter() - begin:.0f} s.", file=sys.stderr, flush=True)
            databases[size], before = copy_of(size), size
        is_good = report(measure(client, databases))
        return not is_good


if __name__ == "__main__":
    sys.exit(main([*map(int, sys.argv[1:])] or SIZES))
