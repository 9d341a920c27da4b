from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0031_rules_of_one_place")]

    operations = [
        migrations.RemoveConstraint(model_name="discussionrules", name="rules_of_story_or_section"),
        migrations.AddConstraint(
            model_name="discussionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("section__isnull", True)),
                    models.Q(("article__isnull", True), ("section__isnull", False)),
                    _connector="OR",
                ),
                name="rules_of_one_place",
                violation_error_message="Choose either a story or a section.",
            ),
        ),
    ]
