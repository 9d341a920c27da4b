"""Answers are the newsroom's or the author's, so the log only says that there is one."""

from django.db import migrations, models

KINDS = [
    ("approve", "Approved"),
    ("reject", "Rejected"),
    ("hide", "Hidden with its answers"),
    ("pin", "Pinned"),
    ("unpin", "Not pinned any more"),
    ("answer", "Answered"),
    ("later", "Put off until later"),
    ("hide all", "Hidden with all of the writer"),
    ("ban", "Writer banned"),
    ("warn", "Writer warned"),
    ("uphold", "Rejected again after an appeal"),
    ("reported", "Hidden after reports of readers"),
    ("undo", "Undone"),
]


class Migration(migrations.Migration):
    dependencies = [("comments", "0025_corrected_comments")]

    operations = [
        migrations.AlterField(
            model_name="decisionact",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, verbose_name="decision"),
        ),
    ]
