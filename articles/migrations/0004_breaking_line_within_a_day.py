import datetime

from django.db import migrations, models
from django.db.models.lookups import LessThanOrEqual

from articles.models.front_page import Seconds

A_DAY = datetime.timedelta(days=1)


def shorten(apps, schema_editor):
    """The form accepted at most a day from the time of saving. Other ways of writing may have stored later times."""
    lines = apps.get_model("articles", "BreakingLine").objects
    lines.filter(until__gt=models.F("changed_at") + A_DAY).update(until=models.F("changed_at") + A_DAY)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_story_pages")]

    operations = [
        migrations.RunPython(shorten, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="breakingline",
            constraint=models.CheckConstraint(
                condition=LessThanOrEqual(Seconds("until"), Seconds("changed_at") + A_DAY // datetime.timedelta(seconds=1)),
                name="breaking_line_within_a_day",
            ),
        ),
    ]
