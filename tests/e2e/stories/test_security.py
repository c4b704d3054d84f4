"""Somebody adds a passkey, goes, and comes back by it alone; a pretended authenticator holds it."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from chatear.services.places import PROJECT
from tests.e2e.conftest import Invite
from tests.e2e.visitor import Visitor
from tests.faults.house import House

pytestmark = pytest.mark.e2e

EMAIL, PASSWORD = "cas@chatear.example", "a horse in the cellar"
MAKE = f"""
from django.utils import timezone
from accounts.models import Person
now = timezone.now()
Person.objects.filter(email="{EMAIL}").delete()
person = Person(email="{EMAIL}", member_since=now, joined_at=now, last_seen_date=now.date(), language="en")
person.set_password("{PASSWORD}")
person.save()
"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def cas(invite: Invite, site: House) -> Visitor:
    """Return a member at an address that has a name, with somewhere to keep passkeys."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE]
    subprocess.run(command, cwd=PROJECT, env=site.servers[0].environment, check=True, capture_output=True)
    visitor = invite("red")
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return visitor


def sign_in_by_password(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.address}/en/account/login/?next=/en/account/security/")
    form = visitor.page.locator("main form").first
    form.locator("[name=email]").fill(EMAIL)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button.primary").click()


def sign_out(page: Page) -> None:
    page.locator(".account-nav form[action$='/logout/'] button").click()
    expect(page.locator(".messages")).to_contain_text("You are signed out.")


def test_a_passkey_is_added_and_is_then_a_way_in_and_a_second_step(cas: Visitor) -> None:
    page = cas.page
    sign_in_by_password(cas)
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("[name=name]").fill("my phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have them").click()
    expect(page.locator(".rows")).to_contain_text("my phone")

    sign_out(page)
    page.goto(f"{cas.address}/en/account/login/?next=/en/account/security/")
    expect(page.get_by_role("heading", name="Security")).to_be_visible()  # the browser offered it by itself

    sign_out(page)
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false;")
    page.goto(f"{cas.address}/en/account/login/?next=/en/account/security/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Security")).to_be_visible()

    sign_out(page)
    page.route("**/account/passkey/options/", lambda route: route.abort())
    sign_in_by_password(cas)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.unroute("**/account/passkey/options/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Security")).to_be_visible()
    assert cas.foreign == []


def test_at_a_bare_number_the_page_says_where_passkeys_are(cas: Visitor) -> None:
    port = cas.address.rpartition(":")[2]
    cas.address = f"http://127.0.0.1:{port}"
    sign_in_by_password(cas)

    link = cas.page.locator(f"a[href='http://localhost:{port}/en/account/security/']")
    expect(link).to_be_visible()
    expect(cas.page.get_by_role("link", name="Add a passkey")).to_have_count(0)
