"""The data about a page that machines read (JSON-LD): its sentences in other letters, everything else byte for byte."""

import json
import re

from newsroom.alphabets.text.letters import CYRILLIC

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
IS_KEY = re.compile(r"[ \t\n\r]*+:")
HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
# Values that are not read by people, whatever letters they hold.
CODES = frozenset(
    "@context @id @type @language inLanguage url sameAs contentUrl embedUrl thumbnailUrl logo image".split()
)
CODES |= frozenset("identifier termCode encodingFormat mainEntityOfPage target urlTemplate email telephone".split())
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]|/|www\.")
HALF_A_PAIR = re.compile("[\ud800-\udfff]")
NO_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LANGUAGE = ("inLanguage", "@language")


class JsonObject:
    """An object in the data: what language it says it is in, or else the one it stands in."""

    def __init__(self, within=None):
        self.within = within
        self.language = None

    def effective_language(self):
        json_object = self
        while json_object and json_object.language is None:
            json_object = json_object.within
        return json_object.language if json_object else None


def convert_json(source, is_kazakh, tag, convert):
    """`source` with the Kazakh sentences changed by `letters`; as it came if it isn't JSON.

    `is_kazakh(language tag)` tells whose sentences those are; `tag` is what such a language becomes.
    """
    if not HAS_CYRILLIC.search(source) and "\\u0" not in source and "kk" not in source:
        return source
    try:
        json.loads(source)
    except (ValueError, RecursionError):
        return source
    strings = list(_string_values(source))
    done, changed = 0, []
    for start, end, key, json_object in strings:
        written = source[start:end]
        if (new := _converted(written, key, json_object, is_kazakh, tag, convert)) != written:
            changed += source[done:start], new
            done = end
    return "".join([*changed, source[done:]])


def _string_values(source):
    """(start, end, its key, the object it is in) of every string that is a value."""
    json_object, key, is_list, nesting = JsonObject(), "", False, []
    for token in TOKEN.finditer(source):
        if token[0] in "{[":
            nesting.append((json_object, key, is_list))
            is_list = token[0] == "["
            json_object = json_object if is_list else JsonObject(json_object)
        elif token[0] in "}]":
            json_object, key, is_list = nesting.pop()
        elif json_object.within and IS_KEY.match(source, token.end()):
            key = json.loads(token[0])
        elif key not in LANGUAGE or not is_list:  # a list is of the languages that there are
            if key in LANGUAGE:
                json_object.language = json.loads(token[0])
            yield *token.span(), key, json_object


def _converted(written, key, json_object, is_kazakh, tag, convert):
    language = json_object.effective_language()
    if language is not None and not is_kazakh(language):
        return written
    text = json.loads(written)
    if key in LANGUAGE:
        return json.dumps(tag) if tag and is_kazakh(text) else written
    if key in CODES or ADDRESS.match(text) or not HAS_CYRILLIC.search(text):
        return written
    converted = convert(text)
    # What is half a pair of UTF-16 can only stand in a page as it came: escaped.
    is_ascii = written.isascii() or HALF_A_PAIR.search(text) is not None
    return written if converted == text else _written(converted, is_ascii)


def _written(text, is_ascii):
    """A string of JSON that may stand in a script element, as Django's `json_script` writes it."""
    return json.dumps(text, ensure_ascii=is_ascii).translate(NO_MARKUP)
