"""A row for each text that a photo stands in. Which edition it is, the next migration fills in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0024_discarding_changes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='articlephoto',
            name='photo_once_a_story',
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='in_draft',
            field=models.BooleanField(default=False, verbose_name='in the draft'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='language',
            field=models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], default='', max_length=10, verbose_name='edition'),
            preserve_default=False,
        ),
    ]
