"""Require a name in at least one language. A row without one gets its key as its Kazakh name first."""

from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
)
COLUMNS = ("name_kk", "name_ru", "name_en", "name_zh_hans", "name_uz_cyrl")
MODELS = ("author", "category", "tag")


def is_not_blank(column):
    trimmed = Func(F(column), Value(BLANKS), function="TRIM", output_field=models.TextField())
    return Q((f"{column}__isnull", False)) & Q(GreaterThan(trimmed, Value("")))


def has_a_name():
    return Q(*(is_not_blank(column) for column in COLUMNS), _connector=Q.OR)


def use_key_as_name(apps, schema_editor):
    for model in MODELS:
        apps.get_model("articles", model).objects.exclude(has_a_name()).update(name_kk=F("key"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_fill_legacy_address_slug")]

    operations = [
        migrations.RunPython(use_key_as_name, migrations.RunPython.noop, elidable=True),
        *(
            migrations.AddConstraint(
                model, models.CheckConstraint(condition=has_a_name(), name=f"articles_{model}_has_a_name")
            )
            for model in MODELS
        ),
    ]
