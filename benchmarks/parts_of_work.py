"""Measure how much of a page's time goes to templates, building queries, SQL, making model instances, transliteration.

Functions of Django are wrapped with a clock. Time is counted for the innermost of them: when a template starts a query,
the clock of the template stops. For SQL, only the time of this process is counted, not that of a database server.
"""

import sys
import time
from collections import defaultdict
from functools import wraps
from importlib import import_module
from statistics import median

from django.db.backends.utils import CursorWrapper
from django.db.models import query
from django.db.models.sql import compiler
from django.template import base

TEMPLATE, QUERIES, SQL, MODELS, LETTERS, REST = "templates", "queries", "SQL", "models", "letters", "rest"
PARTS = (TEMPLATE, QUERIES, SQL, MODELS, LETTERS, REST)
BUILDING = (
    "filter exclude annotate alias order_by select_related prefetch_related defer only values values_list union "
    "distinct reverse using all _chain _clone _filter_or_exclude"
).split()
TRANSLITERATION = ("newsroom.editions.transliteration", "transliterate_response")
"""The module and the name of the function that transliterates a finished page."""


class Clock:
    """Seconds of processor time of this process for each part. The part on top of the stack is running."""

    def __init__(self):
        self.spent, self.stack, self.since = defaultdict(float), [REST], time.process_time()

    def enter(self, part):
        self.turn()
        self.stack.append(part)

    def leave(self):
        self.turn()
        self.stack.pop()

    def turn(self):
        now = time.process_time()
        self.spent[self.stack[-1]] += now - self.since
        self.since = now


clock = Clock()


def timed(part, function):
    @wraps(function)
    def run(*arguments, **options):
        clock.enter(part)
        try:
            return function(*arguments, **options)
        finally:
            clock.leave()

    return run


def timed_steps(part, function):
    """Like `timed`, for a generator: count the time of its steps, not the time between them."""

    @wraps(function)
    def run(*arguments, **options):
        steps = iter(function(*arguments, **options))
        following = timed(part, lambda: next(steps, run))
        while (step := following()) is not run:
            yield step

    return run


def wrap(owner, name, part, how=timed):
    if name in vars(owner):
        setattr(owner, name, how(part, vars(owner)[name]))


def wrap_everything():
    wrap(base.Template, "render", TEMPLATE)
    for owner in (compiler.SQLCompiler, *subclasses(compiler.SQLCompiler)):
        wrap(owner, "as_sql", QUERIES)
    for owner in (query.QuerySet, *subclasses(query.QuerySet)):
        for name in BUILDING:
            wrap(owner, name, QUERIES)
    wrap(CursorWrapper, "execute", SQL)
    compiler.cursor_iter = timed_steps(SQL, compiler.cursor_iter)
    for owner in subclasses(query.BaseIterable):
        wrap(owner, "__iter__", MODELS, timed_steps)
    wrap_transliteration()


def subclasses(owner):
    for child in owner.__subclasses__():
        yield child
        yield from subclasses(child)


def wrap_transliteration():
    """Wrap the function in every module that has imported it. Other systems don't have it."""
    module, name = TRANSLITERATION
    if "newsroom.urls" not in sys.modules:
        return
    function = getattr(import_module(module), name)
    timed_function = timed(LETTERS, function)
    for loaded in list(sys.modules.values()):
        if vars(loaded).get(name) is function:
            setattr(loaded, name, timed_function)


def measure_parts(visit, times):
    """Return {part: ms}, the medians of several visits."""
    if not hasattr(base.Template.render, "__wrapped__"):
        wrap_everything()
    visit()
    found = []
    for _ in range(times):
        clock.turn()
        clock.spent.clear()
        visit()
        clock.turn()
        found.append(dict(clock.spent))
    return {part: median(spent.get(part, 0) for spent in found) * 1000 for part in PARTS}
