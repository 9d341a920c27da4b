"""A table for what of a translation was checked against its source."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_times_of_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TranslatedBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], editable=False, max_length=10, verbose_name='edition')),
                ('source_language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], editable=False, max_length=10, verbose_name='translated from')),
                ('part', models.CharField(blank=True, max_length=60)),
                ('source_part', models.CharField(max_length=60)),
                ('source_html', models.TextField(blank=True)),
                ('source_words', models.CharField(blank=True, max_length=16)),
                ('checked_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='translated_blocks', to='articles.article', verbose_name='article')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'language', 'source_language', 'source_part'), name='translated_block_once')],
            },
        ),
    ]
