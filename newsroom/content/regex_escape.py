"""Looking for words in any case of letters, by regular expressions that both databases read alike."""


def escape_regex(word):
    """`word` as a regular expression that means itself, in Python and in PostgreSQL alike.

    For `__iregex`: on SQLite `icontains` ignores the case of ASCII letters only.
    """
    return "".join(
        character if character.isalnum() or character == "_" else f"\\{character}"
        for character in word
        if character.isprintable()
    )
