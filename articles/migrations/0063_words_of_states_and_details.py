from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0062_package_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="daybookevent",
            name="note",
            field=models.TextField(blank=True, verbose_name="details"),
        ),
        migrations.AlterField(
            model_name="draft",
            name="state",
            field=models.CharField(
                choices=[("writing", "draft"), ("in_review", "in review"), ("ready", "ready")],
                default="writing",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="editionwork",
            name="work",
            field=models.CharField(
                blank=True,
                choices=[("writing", "draft"), ("in_review", "in review"), ("ready", "ready")],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="package",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "being composed"),
                    ("planned", "scheduled"),
                    ("out", "published"),
                    ("undone", "undone"),
                    ("failed", "failed"),
                ],
                default="open",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="note",
            field=models.CharField(blank=True, max_length=300, verbose_name="what about"),
        ),
    ]
