from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0028_index_of_recent_comments")]

    operations = [
        migrations.AddField(model_name="lease", name="pages", field=models.JSONField(default=dict)),
    ]
