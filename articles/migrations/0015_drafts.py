"""Tables for drafts and publications. The status of an edition loses what the newsroom is doing with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_fill_name_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('live_version', models.PositiveIntegerField(null=True, verbose_name='published version')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='changed')),
                ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], editable=False, max_length=10, verbose_name='edition')),
                ('title', models.TextField(blank=True, verbose_name='headline')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('slug', models.TextField(blank=True, verbose_name='address')),
                ('source_name', models.TextField(blank=True, verbose_name='source')),
                ('blocks', models.JSONField(blank=True, default=list, verbose_name='text')),
                ('state', models.CharField(choices=[('writing', 'in progress'), ('in_review', 'in review'), ('ready', 'ready')], default='writing', max_length=20, verbose_name='state')),
                ('publish_at', models.DateTimeField(blank=True, null=True, verbose_name='publish at')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='based on publication No.')),
            ],
            options={
                'verbose_name': 'draft',
                'verbose_name_plural': 'drafts',
            },
        ),
        migrations.CreateModel(
            name='DraftChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, editable=False, max_length=10, verbose_name='edition')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('undo', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DraftConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, editable=False, max_length=10, verbose_name='edition')),
                ('part', models.CharField(max_length=60, verbose_name='part')),
                ('base', models.JSONField(null=True)),
                ('mine', models.JSONField(null=True)),
                ('theirs', models.JSONField(null=True)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'conflict',
                'verbose_name_plural': 'conflicts',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English'), ('zh-hans', '简体中文'), ('uz-cyrl', 'Ўзбекча')], editable=False, max_length=10, verbose_name='edition')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.TextField(verbose_name='headline')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('slug', models.TextField(blank=True, verbose_name='address')),
                ('source_name', models.TextField(blank=True, verbose_name='source')),
                ('blocks', models.JSONField(default=list, verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='published')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SharedDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('live_version', models.PositiveIntegerField(null=True, verbose_name='published version')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='changed')),
                ('values', models.JSONField(blank=True, default=dict, verbose_name='fields')),
            ],
            options={
                'verbose_name': 'draft of shared fields',
                'verbose_name_plural': 'drafts of shared fields',
            },
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_status_kk',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_status_ru',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_status_en',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_status_zh_hans',
        ),
        migrations.RemoveConstraint(
            model_name='article',
            name='article_status_uz_cyrl',
        ),
        migrations.AlterField(
            model_name='article',
            name='status',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='article',
            name='status_en',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, null=True, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='article',
            name='status_kk',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, null=True, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='article',
            name='status_ru',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, null=True, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='article',
            name='status_uz_cyrl',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, null=True, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='article',
            name='status_zh_hans',
            field=models.CharField(choices=[('unpublished', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='unpublished', max_length=20, null=True, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='draft',
            name='article',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='draft',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by'),
        ),
        migrations.AddField(
            model_name='draftchange',
            name='article',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='draftchange',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draftconflict',
            name='article',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='draftconflict',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='whose version waits'),
        ),
        migrations.AddField(
            model_name='draftconflict',
            name='other',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='whose version was first'),
        ),
        migrations.AddField(
            model_name='revision',
            name='article',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='revision',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='shareddraft',
            name='article',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='shared_draft', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='shareddraft',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('article', 'language'), name='draft_once'),
        ),
        migrations.AddConstraint(
            model_name='draftchange',
            constraint=models.UniqueConstraint(fields=('article', 'language', 'version'), name='draft_change_once'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('article', 'language', 'number'), name='revision_once'),
        ),
    ]
