"""Escape text for regular expressions that both databases read alike."""


def escape_regex(word):
    """Return a regular expression that matches `word` literally, in Python (for SQLite) and in PostgreSQL.

    It is for `__iregex`, because on SQLite `icontains` ignores the case of ASCII letters only.
    """
    return "".join(
        character if character.isalnum() or character == "_" else f"\\{character}"
        for character in word
        if character.isprintable()
    )
