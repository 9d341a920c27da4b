"""The columns of translated fields. No other module builds their names."""

from newsroom.editions.registry import STORED


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


def editions_with(row, field):
    """The stored editions in which the row has the field filled in."""
    return (edition for edition in STORED if value_in(row, field, edition))
