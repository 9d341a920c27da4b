"""Remove the numbers of the paragraphs after which photos and recalled stories stood."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0026_nodes_in_texts'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='articlephoto',
            options={'ordering': ['pk'], 'verbose_name': 'photo in the text', 'verbose_name_plural': 'photos in the text'},
        ),
        migrations.RemoveField(
            model_name='article',
            name='photos',
        ),
        migrations.RemoveField(
            model_name='articlephoto',
            name='after_paragraph',
        ),
        migrations.RemoveField(
            model_name='relatedarticle',
            name='after_paragraph',
        ),
        migrations.AddConstraint(
            model_name='articlephoto',
            constraint=models.UniqueConstraint(fields=('article', 'photo', 'language', 'in_draft'), name='photo_once_a_text'),
        ),
    ]
