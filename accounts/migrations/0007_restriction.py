from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_a_talk_has_no_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="restricted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="restricted since"),
        ),
    ]
