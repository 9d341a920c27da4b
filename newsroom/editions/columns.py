"""The columns of translated fields. No other module builds their names."""

from newsroom.editions.registry import BY_CODE, STORED


def column(field, edition):
    """`title_zh_hans`: the column of a translated field that holds what `edition` shows."""
    return f"{field}_{edition.suffix}"


def columns(field):
    """The columns of a translated field in all stored editions."""
    return [column(field, edition) for edition in STORED]


def in_all_columns(**values):
    """{column: value} that gives each field its value in every stored edition."""
    return {name: value for field, value in values.items() for name in columns(field)}


def value_in(row, field, edition):
    return getattr(row, column(field, edition))


def set_value_in(row, field, edition, value):
    setattr(row, column(field, edition), value)


def lenders(row, field, edition):
    """The stored editions in which `edition` looks for a name: its own and its fallbacks, up to the first with one."""
    tried = []
    for code in (edition.stored_in, *edition.fallbacks):
        tried.append(BY_CODE[code])
        if value_in(row, field, tried[-1]):
            break
    return tried


def written_or_lent(row, field, edition):
    """(text, the stored edition that has it): `edition` itself, or the first of its fallbacks that has the text."""
    *_without, last = lenders(row, field, edition)
    text = value_in(row, field, last)
    return (text, last) if text else ("", None)


def editions_with(row, field):
    """The stored editions in which the row has the field filled in."""
    return (edition for edition in STORED if value_in(row, field, edition))
