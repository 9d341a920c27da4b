"""Reports that a moderator has decided about before outcomes were kept get theirs, as far as the comment tells it."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def settle(apps, schema_editor):
    report, decision = (apps.get_model("comments", name) for name in ("Report", "Decision"))
    gone = report.objects.filter(outcome="", comment__state__in=["rejected", "hidden"])
    report.objects.filter(pk__in=[*gone.values_list("pk", flat=True)]).update(outcome="upheld")
    later = decision.objects.filter(comment=OuterRef("comment"), act__at__gte=OuterRef("reported_at"))
    later = later.filter(act__undone_by=None).exclude(act__kind__in=["undo", "later", "reported"])
    stays = report.objects.filter(Exists(later), outcome="", comment__state="approved")
    report.objects.filter(pk__in=[*stays.values_list("pk", flat=True)]).update(outcome="dismissed")


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_weighted_reports")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
