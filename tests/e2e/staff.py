"""Members of staff in a browser, and what stands behind their pages."""

import subprocess
import sys

from playwright.sync_api import Page

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.faults.house import House

SESSION = """
from time import time
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from accounts.models import Person
from accounts.views.opening import PROVED
from accounts.views.staff import IDLE, ON_DUTY
from privacy.roles import Role
now = timezone.now()
staff, _ = Person.objects.get_or_create(email="{name}@chatear.example", defaults=dict(is_staff=True, member_since=now))
staff.groups.set(Group.objects.filter(name=Role.{role}.value))
client = Client()
client.force_login(staff)
session = client.session
session[ON_DUTY] = time() + IDLE
session[PROVED] = time()
session.save()
print(session.session_key)
"""


def manage(site: House, program: str) -> str:
    """Run a program inside the site; return what it prints."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    environment = site.servers[0].environment
    return subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True).stdout


def staff_page(invite: Invite, site: House, name: str, role: str) -> Page:
    """Return a page of a member of staff who has proved both factors."""
    key = manage(site, SESSION.format(name=name, role=role)).strip()
    visitor = invite("green", viewport={"width": 1440, "height": 900})
    visitor.context.add_cookies([{"name": "sessionid", "value": key, "url": site.addresses[0]}])
    return visitor.page
