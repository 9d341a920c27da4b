from django.db import migrations, models

LEVELS = {
    "lead": "warn",
    "section": "warn",
    "description": "block",
    "caption": "warn",
    "credit": "warn",
    "advertising": "block",
    "machine": "block",
    "age": "warn",
    "letters": "warn",
    "links": "warn",
    "style": "warn",
}


def add_rules(apps, schema_editor):
    rules = apps.get_model("articles", "PublishRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(rules.model(rule=rule, level=level) for rule, level in LEVELS.items())


class Migration(migrations.Migration):
    dependencies = [("articles", "0033_story_acts")]

    operations = [
        migrations.CreateModel(
            name="PublishRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("lead", "The story has a lead."),
                            ("section", "The story has a section."),
                            ("description", "Each photo has a description."),
                            ("caption", "Each photo has a caption."),
                            ("credit", "Each photo has a credit."),
                            ("advertising", "What calls itself advertising is marked as paid for."),
                            ("machine", "What names artificial intelligence as its maker is marked so."),
                            ("age", "What names an age has an age mark."),
                            ("letters", "No word has letters of two alphabets that look alike."),
                            ("links", "No link leads to a story that readers can't open."),
                            ("style", "The words follow the house style."),
                        ],
                        editable=False,
                        max_length=20,
                        unique=True,
                        verbose_name="check",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("block", "blocks publication"), ("warn", "warns"), ("off", "is not made")],
                        max_length=10,
                        verbose_name="what it does",
                    ),
                ),
            ],
            options={
                "verbose_name": "check before publication",
                "verbose_name_plural": "checks before publication",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(add_rules, migrations.RunPython.noop),
    ]
