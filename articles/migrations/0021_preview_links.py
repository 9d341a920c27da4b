"""A table for secret links to the preview of a draft."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', "0020_translated_blocks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], editable=False, max_length=10, verbose_name='edition')),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked')),
                ('openings', models.PositiveIntegerField(default=0, verbose_name='opened, times')),
                ('last_opened_at', models.DateTimeField(null=True, verbose_name='last opened')),
                ('article', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.article', verbose_name='article')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': 'preview link',
                'verbose_name_plural': 'preview links',
                'ordering': ['-made_at', '-pk'],
            },
        ),
    ]
