"""Give each row of the log and each publication its place and its seal, in the order of time."""

from django.conf import settings
from django.db import migrations

from articles.editorial.history import seals

FORMAT = 1


def seal(apps, schema_editor):
    models = [apps.get_model("articles", name) for name in ("Revision", "StoryAct")]
    head, names = apps.get_model("articles", "HistoryHead"), names_of_staff(apps)
    stories = sorted({pk for model in models for pk in model.objects.values_list("article", flat=True).distinct()})
    for number, story in enumerate(stories, start=1):
        rows = [(row.at, order, row.pk, row) for order, model in enumerate(models)
                for row in model.objects.filter(article=story)]  # fmt: skip
        last = seals.FIRST
        for place, (*_order, row) in enumerate(sorted(rows, key=lambda found: found[:3]), start=1):
            row.place, row.by_name = place, names.get(row.by_id, "")
            row.seal = last = seal_of(row, last)
            row.save(update_fields=["place", "by_name", "seal"])
        end = head(story=story, number=number, rows=len(rows), last=last, known=len(stories))
        end.seal = seal_of(end)
        end.save()


def names_of_staff(apps):
    users = apps.get_model(settings.AUTH_USER_MODEL).objects.all()
    return {user.pk: f"{user.first_name} {user.last_name}".strip() or user.username for user in users}


def seal_of(row, previous=seals.FIRST):
    values = {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return seals.sealed(row._meta.db_table, values, previous, FORMAT, seals.all_keys()[0])


def unseal(apps, schema_editor):
    users = apps.get_model(settings.AUTH_USER_MODEL)
    for name in ("Revision", "StoryAct"):
        rows = apps.get_model("articles", name).objects
        rows.update(place=None, by_name="", seal="")
        rows.exclude(by_id__in=users.objects.values("pk")).update(by=None)  # as before, without deleted accounts
    apps.get_model("articles", "HistoryHead").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0054_history_of_stories")]

    operations = [migrations.RunPython(seal, unseal)]
