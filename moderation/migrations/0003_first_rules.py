"""The rules that Chatear comes with: each begins by watching."""

from datetime import UTC, datetime

from django.db import migrations

FIRST = (
    (
        "left-at-once",
        "NUDITY",
        "WARN",
        [{"signal": "chats", "at_least": 8}, {"signal": "left_fast_share", "at_least": 80}],
    ),
    ("many-complaints", "OTHER", "LOOK", [{"signal": "complaints", "at_least": 4}]),
    ("links", "ADVERT", "WARN", [{"signal": "links", "at_least": 4}, {"signal": "repeated", "at_least": 2}]),
    ("contact-handles", "ADVERT", "WARN", [{"signal": "contacts", "at_least": 5}]),
    ("phone-numbers", "ADVERT", "WARN", [{"signal": "phones", "at_least": 4}]),
    ("money", "ADVERT", "WARN", [{"signal": "money", "at_least": 4}]),
    ("the-same-again", "ADVERT", "WARN", [{"signal": "repeated", "at_least": 10}]),
    ("threats", "THREAT", "LOOK", [{"signal": "threats", "at_least": 1}, {"signal": "complaints", "at_least": 1}]),
)


def make(apps, _schema):
    rule = apps.get_model("moderation", "Rule")
    since = datetime(2026, 11, 23, tzinfo=UTC)
    for name, reason, step, conditions in FIRST:
        given = {"state": "WATCH", "reason": reason, "step": step, "conditions": conditions, "changed_at": since}
        rule.objects.get_or_create(name=name, version=1, defaults=given)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_rules_of_detection")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
