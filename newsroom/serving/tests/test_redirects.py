"""A browser may keep a permanent redirect for years, so only what cannot change is redirected permanently."""

import re

from newsroom.tests.source_files import files

PERMANENT = re.compile(r"HttpResponsePermanentRedirect\(|\.for_good\b|permanent=True")
PLACES = {
    "newsroom/serving/redirects.py": 1,  # `for_good`
    "articles/views/errors.py": 2,  # the code of an edition in capitals; a missing slash of a page that isn't a story
}


def test_permanent_redirects_are_made_only_where_an_editor_can_not_undo_them():
    sources = files("newsroom") | files("articles")
    assert {name: len(found) for name, text in sources.items() if (found := PERMANENT.findall(text))} == PLACES
