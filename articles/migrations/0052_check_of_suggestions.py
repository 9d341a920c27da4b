from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0051_rule_of_notes")]

    operations = [
        migrations.AlterField(
            model_name="publishrule",
            name="rule",
            field=models.CharField(
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
                    ("notes", "No note is left unresolved."),
                    ("suggestions", "No suggestion waits to be accepted or refused."),
                ],
                editable=False,
                max_length=20,
                unique=True,
                verbose_name="check",
            ),
        ),
    ]
