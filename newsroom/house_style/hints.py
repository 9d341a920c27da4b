"""What the edit page tells its scripts about the words of an edition (`static/desk/hints/`)."""

import json

from django.urls import reverse

from newsroom.alphabets.text.repair import ALWAYS_CYRILLIC, LOOK_ALIKES
from newsroom.database.cached_values import cached_values
from newsroom.house_style.models import Rule

IN_CYRILLIC = {"kk", "ru", "uz-cyrl"}


def hints_for(request, edition):
    """Return the address of the rules, and as JSON the letters that look like Cyrillic ones, for a stored edition.

    The address changes whenever a rule does, so that browsers may keep the answer.
    """
    version = cached_values(request).versions.get(Rule._meta.db_table, "0")
    look_alikes = LOOK_ALIKES | ALWAYS_CYRILLIC if edition.code in IN_CYRILLIC else {}
    return {
        "rules": reverse("admin:house_style_rules", args=[edition.code, version]),
        "look_alikes": json.dumps(look_alikes, ensure_ascii=False),
    }
