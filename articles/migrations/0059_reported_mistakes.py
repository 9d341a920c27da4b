import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0058_read_counts"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="times",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(is_from_reader=True, resolved_at=None), fields=["-changed_at"], name="note_of_reader"
            ),
        ),
        migrations.CreateModel(
            name="RecentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=64, null=True)),
                ("sent_at", models.DateTimeField(db_index=True)),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.note"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("note", "sender"), name="report_once_from_sender")],
            },
        ),
    ]
