from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0004_mails_under_way"),
    ]

    operations = []
