"""A member of a running site, signed in without walking through the pages that do it."""

import subprocess
import sys

from chatear.services.places import PROJECT
from tests.faults.house import House

MAKE = """
from django.test import Client
from django.utils import timezone
from accounts.models import Person, Profile
now = timezone.now()
person = Person.objects.create(
    email="ann@chatear.example", member_since=now, joined_at=now, last_seen_date=now.date(), language="en"
)
Profile.objects.get_or_create(person=person, defaults={"name": "Ann"})
client = Client()
client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
print("session:" + client.cookies["sessionid"].value)
"""


def session_of_a_member(house: House) -> str:
    """Return the session's key of somebody with an account."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE]
    environment = house.servers[0].environment
    run = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return run.stdout.rpartition("session:")[2].strip()
