"""Indexes to count the changes and conflicts of the last days."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_presence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='draftchange',
            index=models.Index(fields=['-at'], name='draft_change_at'),
        ),
        migrations.AddIndex(
            model_name='draftconflict',
            index=models.Index(fields=['-at'], name='draft_conflict_at'),
        ),
    ]
