from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0006_erasures"),
    ]

    operations = []
