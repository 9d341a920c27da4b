from django.db import migrations

from articles.trigrams import create_index, drop_index


def create(apps, schema_editor):
    create_index(schema_editor.connection)


def drop(apps, schema_editor):
    drop_index(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0041_words_of_stories'),
    ]

    operations = [migrations.RunPython(create, drop)]
