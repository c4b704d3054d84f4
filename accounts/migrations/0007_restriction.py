from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_a_talk_has_no_time"),
    ]

    operations = []
