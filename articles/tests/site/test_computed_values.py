"""What processes hold in memory depends on no other table than the declared ones."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import law_days, places, sections
from articles.comments import bans, warning
from articles.comments import rules as comment_rules
from articles.comments.people import imitation
from articles.comments.words import current as words
from articles.editorial import due
from articles.editorial.checks import rules as check_rules
from newsroom import editions
from newsroom.database.cached_values import FUNCTIONS
from newsroom.dictionary import current
from newsroom.house_style import current as house_style
from newsroom.informers.templatetags import informers
from newsroom.serving import site_context

TABLES = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
ARGUMENTS = {
    words.finder: (),
    bans.current_bans: (),
    comment_rules.comment_settings: (),
    imitation.protected_names: (),
    warning.pending_warnings: (),
    comment_rules.discussion_rules: (),
    comment_rules.sections_above: (),
    current.dictionary: (),
    house_style.finder_of: ("ru",),
    house_style.rules_for_browser: ("ru",),
    informers.informers_html: (editions.DEFAULT, timezone.localdate()),
    check_rules.chosen_levels: (),
    law_days.law_days: (),
    places.breaking_lines: (),
    places.picked_ids: (),
    places.popular_ids: (),
    due.next_due: (),
    places.slots_in: ("ru",),
    sections.section_tree: (editions.DEFAULT,),
    site_context.all_links: (),
    site_context.stored_identity: (),
}


def test_every_computed_value_is_checked():
    assert {function for function in FUNCTIONS if "tests" not in function.__module__} == set(ARGUMENTS)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("function", ARGUMENTS, ids=lambda function: function.__name__)
def test_a_computed_value_reads_the_tables_that_it_declares(function):
    with CaptureQueriesContext(connection) as captured:
        function(*ARGUMENTS[function])

    named = {name for query in captured for name in re.findall(r'"(\w+)"', query["sql"])}
    assert named & TABLES == set(function.tables)
