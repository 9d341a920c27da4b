from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0002_plain_help_texts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('mark', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('row_id', models.CharField(max_length=255)),
                ('saved_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
