"""Converts the text in structured data (JSON-LD). Everything else in it stays byte for byte."""

import json
import re

from newsroom.alphabets.text.letters import CYRILLIC

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
IS_KEY = re.compile(r"[ \t\n\r]*+:")
HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
# Keys whose values are not text for people, whatever letters they have.
CODES = frozenset(
    "@context @id @type @language inLanguage url sameAs contentUrl embedUrl thumbnailUrl logo image".split()
)
CODES |= frozenset("identifier termCode encodingFormat mainEntityOfPage target urlTemplate email telephone".split())
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]|/|www\.")
HALF_A_PAIR = re.compile("[\ud800-\udfff]")
NO_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LANGUAGE = ("inLanguage", "@language")


class JsonObject:
    """An object in the data, with the language that it states. Otherwise the object around it decides."""

    def __init__(self, within=None):
        self.within = within
        self.language = None

    def effective_language(self):
        json_object = self
        while json_object and json_object.language is None:
            json_object = json_object.within
        return json_object.language if json_object else None


def convert_json(source, is_kazakh, tag, convert):
    """Apply `convert` to the Kazakh strings of `source`. Return it unchanged if it isn't JSON.

    `is_kazakh(language tag)` says whether a string is Kazakh. `tag` is what the tag of Kazakh becomes.
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
    """Yield (start, end, key, the object around it) for every string that is a value."""
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
        elif key not in LANGUAGE or not is_list:  # a list names the languages that are available
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
    # Half of a surrogate pair can't be encoded in UTF-8, so it stays escaped.
    is_ascii = written.isascii() or HALF_A_PAIR.search(text) is not None
    return written if converted == text else _written(converted, is_ascii)


def _written(text, is_ascii):
    """A JSON string that is safe inside a script element. Django's `json_script` escapes the same characters."""
    return json.dumps(text, ensure_ascii=is_ascii).translate(NO_MARKUP)
