"""The list of keys is the only place that says what a key does, and lists every key that works."""

import re

import pytest
from django.conf import settings

from articles.tests.desk import LIST
from articles.tests.page_content import page_of, words_of
from newsroom.desk.keys import COMMENTS, GROUPS

SCRIPTS = {
    path: path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "newsroom/static/desk").rglob("*.js")
}
TEMPLATES = [path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "templates").rglob("*.html")]
HANDLERS = re.compile(r"onKeys\(\w+, \{(.*?)\}\)", re.DOTALL)
ACT = re.compile(r'(?:^|[,{])\s*"?([a-z-]+)"?: ', re.MULTILINE)
ELEMENT = re.compile(r'data-on-key="([a-z-]+)"|key="(open-[a-z-]+)"')


def keys():
    return [key for _name, _way, group in GROUPS for key in group]


def test_the_list_has_each_act_that_scripts_and_elements_wait_for_and_no_other():
    in_scripts = {
        act for script in SCRIPTS.values() for found in HANDLERS.findall(script) for act in ACT.findall(found)
    }
    on_elements = {one or other for template in TEMPLATES for one, other in ELEMENT.findall(template)}
    assert {"save", "check-pair"} <= in_scripts
    assert {"find-story", "open-photos", "show-keys"} <= on_elements
    assert in_scripts | on_elements == {key.act for key in keys() if key.act}


def test_no_other_script_looks_for_keys_that_are_held():
    readers = {path.name for path, script in SCRIPTS.items() if re.search(r"ctrlKey|metaKey|altKey|\.code\b", script)}
    assert readers == {"key-list.js", "keys.js"}  # the second one leaves them to the others


def test_no_key_is_listed_twice_on_one_kind_of_pages():
    for name, _way, group in GROUPS:
        codes = [key.code for key in group]
        assert (name, len(codes)) == (name, len({*codes}))


@pytest.mark.django_db
def test_the_list_shows_each_key_with_its_words(signed_in):
    desk = signed_in("editor", "ru")
    page, of_comments = page_of(desk.get(LIST)), page_of(desk.get("/admin/comments/comment/queue/"))
    terms = [element for element in page.iter("dt") if element.get("data-code")]
    assert len(terms) == len(keys()) - len(COMMENTS)
    assert len([element for element in of_comments.iter("dt") if element.get("data-code")]) == len(keys())
    shown = {words_of(term): words_of(term.getnext()) for term in reversed(terms)}
    some = {"/": "Найти материал", "G M": "Материалы", "?": "Этот список", "Ctrl S": "Сохранить сейчас",
            "Ctrl Shift P": "Предпросмотр", "Ctrl F": "Найти и заменить в этом издании",
            "Alt ↓": "К изменённому"}  # fmt: skip
    assert {cap: shown.get(cap) for cap in some} == some
