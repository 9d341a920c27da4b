"""The fields that all editions of a story share, as one flat dictionary that can be merged field by field.

Each row of a list is a field of its own: `{"kind": "news", "tag:4": true, "byline:7": 0, "related:12": 3}`. So two
people can add different tags at once, and only the position of the same row can be in conflict.
"""

from django.utils.translation import gettext

from articles.models import Article, Author, Byline, Category, Photo, RelatedArticle, Tag
from articles.models.labels import Labelled
from articles.models.law_day import Marked
from newsroom.desk.colleagues import deleted_names, who_deleted, zoned
from newsroom.desk.local_times import moment_of, text_of

LABELS = [field.name for abstract in (Labelled, Marked) for field in abstract._meta.fields]
PLAIN = ["kind", "video_url", "source_url", "original_language", "has_assumed_time", "comments_are_open", *LABELS]
TIMES = ["embargo_until"]
"""Their values are texts (`local_times.py`)."""
ONE_ROW = {"category": Category, "lead_photo": Photo}
MANY_ROWS = {"tag": Tag, "byline": Author, "related": Article}
"""{prefix of a name: model of the row that is meant}"""


def values_of(article):
    """Return the live values, without empty ones for rows."""
    values = {name: getattr(article, name) for name in PLAIN}
    values |= {name: text_of(getattr(article, name)) for name in TIMES}
    values |= {name: getattr(article, f"{name}_id") for name in ONE_ROW if getattr(article, f"{name}_id")}
    if article.pk is None:
        return values
    values |= {f"tag:{pk}": True for pk in article.tags.order_by("pk").values_list("pk", flat=True)}
    values |= {f"byline:{row.author_id}": row.position for row in article.bylines.all()}
    return values | {f"related:{row.related_id}": row.position for row in article.related_places.all()}


def rows_in(values, kind):
    """Return {id: value} of one kind of rows."""
    prefix = f"{kind}:"
    return {int(name.removeprefix(prefix)): value for name, value in values.items() if name.startswith(prefix)}


def is_name(name):
    """Whether it can be the name of a value."""
    kind, _colon, pk = name.partition(":")
    if not pk:
        return name in PLAIN or name in TIMES or name in ONE_ROW
    return kind in MANY_ROWS and len(pk) < 19 and pk.isascii() and pk.isdecimal() and pk == str(int(pk))


def without_deleted(values):
    """Return the values without rows that somebody has deleted since."""
    gone = deleted_in(values)
    return {name: value for name, value in values.items() if name not in gone}


def deleted_in(values):
    """Return the values for rows that somebody has deleted since."""
    meant = rows_meant(values)
    present = present_rows(meant.values())
    return {name: value for name, value in values.items() if name in meant and meant[name] not in present}


def rows_meant(values):
    """Return {name: (model, id)} of the values that mean a row."""
    meant = {name: (model, values[name]) for name, model in ONE_ROW.items() if values.get(name)}
    for kind, model in MANY_ROWS.items():
        meant |= {f"{kind}:{pk}": (model, pk) for pk in rows_in(values, kind)}
    return meant


def present_rows(rows):
    """Return those of the rows, each (model, id), that nobody has deleted. A model costs one query."""
    found = {model: model._base_manager.filter(pk__in=pks).values_list("pk", flat=True)
             for model, pks in ids_by_model(rows).items()}  # fmt: skip
    return {(model, pk) for model, pks in found.items() for pk in pks}


def ids_by_model(rows):
    ids = {}
    for model, pk in rows:
        ids.setdefault(model, set()).add(pk)
    return ids


def write(article, values):
    """Write the values into the story and its rows. Return the names of the article's columns written."""
    values = without_deleted(values)
    columns = set_columns(article, values)
    article.tags.set(rows_in(values, "tag"))
    write_rows(Byline, article, "author", {pk: {"position": place} for pk, place in rows_in(values, "byline").items()})
    places = rows_in(values, "related").items()
    related = {pk: {"position": place} for pk, place in places if pk != article.pk}
    write_rows(RelatedArticle, article, "related", related)
    return columns


def set_columns(article, values):
    """Set the story's own columns, without saving them. Return their names."""
    for name in PLAIN:
        if name in values:
            setattr(article, name, values[name])
    set_times(article, values)
    for name in ONE_ROW:
        setattr(article, f"{name}_id", values.get(name))
    return [*PLAIN, *TIMES, *ONE_ROW]


def set_times(article, values):
    for name in TIMES:
        if name in values:
            setattr(article, name, moment_of(values[name], stored=getattr(article, name)))


def write_rows(model, article, target, wanted):
    """Make the rows of `model` that belong to a story those in `wanted`: {id of the target: {field: value}}."""
    rows = {getattr(row, f"{target}_id"): row for row in model._base_manager.filter(article=article.pk)}
    model._base_manager.filter(pk__in=[row.pk for pk, row in rows.items() if pk not in wanted]).delete()
    for pk, fields in wanted.items():
        row = rows.get(pk) or model(article=article, **{f"{target}_id": pk})
        if row.pk is None or any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()


# Words for people


def name_of_field(name):
    """Return what a key of the values is called at the desk."""
    kind, _colon, pk = name.partition(":")
    if not pk:
        return Article._meta.get_field(name).verbose_name
    model = MANY_ROWS[kind]
    return f"{model._meta.verbose_name}: {name_of_row(model, pk)}"


def names_of_rows(values):
    """Return {name: what people call the row that is meant} of the values for rows that are there."""
    meant = {(name, model): values[name] for name, model in ONE_ROW.items() if values.get(name)}
    for kind, model in MANY_ROWS.items():
        meant |= {(f"{kind}:{pk}", model): pk for pk, value in rows_in(values, kind).items() if value is not None}
    rows = {model: model._base_manager.in_bulk({pk for (_name, of), pk in meant.items() if of is model})
            for model in {model for _name, model in meant}}  # fmt: skip
    return {name: str(rows[model][pk]) for (name, model), pk in meant.items() if pk in rows[model]}


def names_of_deleted(values):
    """Return what people call the deleted rows that are in the values. A model costs one query."""
    meant = rows_meant(deleted_in(values))
    names = {model: deleted_names(model, pks) for model, pks in ids_by_model(meant.values()).items()}
    labels = {name: Article._meta.get_field(name).verbose_name for name in ONE_ROW}
    return [
        f"{labels.get(name) or model._meta.verbose_name}: {names[model].get(pk, pk)}"
        for name, (model, pk) in meant.items()
    ]


def name_of_row(model, pk):
    """Return its name, also if the row was deleted at the desk; else its number."""
    if row := model._base_manager.filter(pk=pk).first():
        return str(row)
    entry = who_deleted(model, pk)
    return entry.object_repr if entry else str(pk)


def words_for(name, value):
    """Return a value in words; None if the row was removed."""
    if value is None or name not in [*PLAIN, *TIMES, *ONE_ROW]:
        return None if value is None else str(value)
    if name in TIMES:
        return zoned(moment_of(value)) if value else ""
    field = Article._meta.get_field(name)
    if name in ONE_ROW:
        return name_of_row(ONE_ROW[name], value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(dict(field.flatchoices).get(value, value))
