"""The first page of the desk. Each app says in its `AppConfig` what it has for it, as paths of functions.

`desk_panels` return a `Panel`, or None if the user has nothing to do there. `desk_notices` yield `Notice`s. Both get
the request.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.module_loading import import_string


@dataclass
class Panel:
    heading: str
    template: str
    context: dict = field(default_factory=dict)
    is_beside: bool = False
    """Whether it stands in the narrow column."""

    @property
    def html(self):
        return render_to_string(self.template, self.context)


@dataclass
class Notice:
    """A line about something that waits, with the way to it."""

    words: str
    address: str
    note: str = ""
    shape: str = "advises"
    """One of `templates/components/desk/shapes.html`."""


def panels_for(request):
    return [panel for function in functions("desk_panels") if (panel := function(request))]


def notices_for(request):
    return [notice for function in functions("desk_notices") for notice in function(request)]


def functions(name):
    paths = [path for app in apps.get_app_configs() for path in getattr(app, name, [])]
    return [import_string(path) for path in paths]
