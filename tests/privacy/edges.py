"""For each retention rule, how to make something that is over at a given moment (reliability R-6).

A rule without an entry here fails `test_retention_rules.py`, and so does an entry without a rule.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django_otp.plugins.otp_totp.models import TOTPDevice
from social_django.models import Association, Code, Nonce, Partial

from accounts import photos
from accounts.models import AddressChange, Device, Exclusion, OpenSession, PageView, Person, Visit
from accounts.services import mailbox
from moderation.models import Case, Complaint, Decision, Duty, RuleHour
from moderation.models import Rule as DetectionRule
from moderation.policy import RECEIPT_LASTS
from moderation.services import duty, purge
from privacy import archive, ledger
from privacy.models import (
    Archive,
    Disclosure,
    Erasure,
    LegalHold,
    Letter,
    Outgoing,
    RetentionRun,
    RightsRequest,
    Subscription,
)
from privacy.models.archives import LASTS
from privacy.rules import RULES
from privacy.services import keeping, looks
from privacy.services.subscriptions import WAITS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Edge:
    """How a rule's edge is met: what makes something that is over at a moment, and how far beside it both sides are."""

    make: Callable[[datetime], Any]
    step: timedelta = timedelta(seconds=2)
    is_there: Callable[[Any], bool] | None = None  # where it is not a row that goes

    def stands(self, rule: str, key: Any) -> bool:
        """Whether what was made is still there."""
        if self.is_there is not None:
            return self.is_there(key)
        return bool(apps.get_model(RULES[rule].table)._base_manager.filter(pk=key).exists())


def set_back(row: Any, **clocks: Any) -> Any:
    """Turn the clocks of a row that sets them by itself, and return its key."""
    type(row)._base_manager.filter(pk=row.pk).update(**clocks)
    return row.pk


def person(**given: Any) -> Person:
    return Person.objects.create(**given)


def exclusion(over_at: datetime) -> Any:
    return Exclusion.objects.create(address_hash="a" * 64, began_at=over_at - DAY, ends_at=over_at).pk


def nobodys_device(over_at: datetime) -> Any:
    """Make a browser that is kept out until then; the rule for exclusions has been run already."""
    device = Device.objects.create(key_hash=secrets.token_hex(32), first_seen_at=over_at, last_seen_at=over_at)
    if over_at > EDGE:
        Exclusion.objects.create(device=device, began_at=over_at - DAY, ends_at=over_at)
    return device.pk


def guest(over_at: datetime) -> Any:
    return person(last_seen_date=(over_at - timedelta(days=settings.GUEST_DAYS)).date()).pk


def address(over_at: datetime) -> Any:
    change = AddressChange.objects.create(person=person(), email="a@chatear.example", began_at=over_at - mailbox.LASTS)
    return change.pk


def visit(over_at: datetime) -> Any:
    at = over_at - timedelta(days=settings.USAGE_DAYS)
    made = Visit.objects.create(person=person(), began_at=at, last_at=at)
    PageView.objects.create(visit=made, page="privacy:policy", at=at)
    return made.pk


def session(over_at: datetime) -> Any:
    return OpenSession.objects.create(session_key=secrets.token_hex(16), session_data="", expire_date=over_at).pk


def lost_photo(over_at: datetime) -> Any:
    name = photos.keep(secrets.token_bytes(64))
    written = (over_at - photos.IN_HAND).timestamp()
    os.utime(photos.path_of(name), (written, written))
    return name


def unfinished_app(over_at: datetime) -> Any:
    app = TOTPDevice.objects.create(user=person(), confirmed=False)
    return set_back(app, created_at=over_at - DAY)


def partial(over_at: datetime) -> Any:
    return set_back(Partial.objects.create(token=secrets.token_hex(16), backend="facebook"), timestamp=over_at - DAY)


def code(over_at: datetime) -> Any:
    row = Code.objects.create(email="a@chatear.example", code=secrets.token_hex(16))
    return set_back(row, timestamp=over_at - DAY)


def nonce(over_at: datetime) -> Any:
    salt = secrets.token_hex(16)
    return Nonce.objects.create(server_url="x", timestamp=int((over_at - DAY).timestamp()), salt=salt).pk


def association(over_at: datetime) -> Any:
    issued = int(over_at.timestamp()) - 600
    handle = secrets.token_hex(16)
    row = Association(server_url="x", handle=handle, secret="s", issued=issued, lifetime=600, assoc_type="t")
    row.save()
    return row.pk


def subscription(over_at: datetime) -> Any:
    given = {"email": f"{secrets.token_hex(4)}@chatear.example", "what": "NEWS", "language": "en"}
    return Subscription.objects.create(asked_at=over_at - WAITS, **given).pk


def letter(over_at: datetime) -> Any:
    done = over_at - keeping.YEAR
    given = {"reference": secrets.token_hex(4), "kind": "CONTACT", "language": "en", "body": "hello"}
    return Letter.objects.create(came_at=done - DAY, done_at=done, **given).pk


def mail(over_at: datetime) -> Any:
    asked = over_at - keeping.MAIL_WAITS
    return Outgoing.objects.create(template="issue", to="a@b.example", language="en", asked_at=asked, next_at=asked).pk


def hold(ends_at: datetime) -> Any:
    given = {"person": person(), "authority": "a court", "reason": "a case"}
    return LegalHold.objects.create(set_at=ends_at - DAY, ends_at=ends_at, **given).pk


def disclosure(over_at: datetime) -> Any:
    given = {"recipient": "an insurer", "categories": ["DAT-12"], "why": "INSURANCE", "details": "a claim", "people": 1}
    return Disclosure.objects.create(made_at=over_at - keeping.DISCLOSURES, **given).pk


def run(over_at: datetime) -> Any:
    return RetentionRun.objects.create(rule="old-visits", began_at=over_at - keeping.YEAR, looked=1, deleted=1).pk


def request_by_right(came_at: datetime, **changes: Any) -> Any:
    given = {"kind": "ACCESS", "law": "EEA", "state": "RECEIVED", "language": "en", "email": "a@chatear.example"}
    number, due = secrets.token_hex(6), (came_at + 30 * DAY).date()
    return RightsRequest.objects.create(number=number, came_at=came_at, due_date=due, **(given | changes)).pk


def ended_request(over_at: datetime) -> Any:
    ended = over_at - 730 * DAY
    return request_by_right(ended - DAY, state="WITHDRAWN", ended_at=ended)


def unproved_request(over_at: datetime) -> Any:
    return request_by_right(over_at - 30 * DAY)


def erasure(over_at: datetime) -> Any:
    ended = over_at - timedelta(days=settings.BACKUP_DAYS)
    given = {"number": secrets.token_hex(6), "why": "PERSON", "state": "DONE", "asked_at": ended, "due_at": ended}
    return Erasure.objects.create(ended_at=ended, person_hash="a" * 64, **given).pk


def page_of_ledger(over_at: datetime) -> Any:
    at = over_at - timedelta(days=settings.BACKUP_DAYS)
    ledger.write(ledger.Line("a" * 64, "PERSON"), now=at)
    return str(at.date())


def copy_of_data(over_at: datetime) -> Any:
    """Make a copy that waits to be fetched until then, with its sealed file."""
    name, ready = secrets.token_hex(16), over_at - LASTS
    archive.path_of(name).parent.mkdir(exist_ok=True)
    archive.path_of(name).write_bytes(secrets.token_bytes(64))
    given = {"state": "READY", "progress": 100, "language": "en", "asked_at": ready, "ready_at": ready}
    Archive.objects.create(person=person(), ends_at=over_at, name=name, key=b"k" * 32, **given)
    return name


def look(over_at: datetime) -> Any:
    given = {"staff_id": person().pk, "roles": ["SUPPORT"], "action": "view", "what": "accounts.Person"}
    return looks.note(about=[person().pk], now=over_at - 730 * DAY, **given).pk


def staff_log(over_at: datetime) -> Any:
    row = LogEntry.objects.create(user=person(), action_flag=CHANGE, object_repr="x")
    return set_back(row, action_time=over_at - timedelta(days=365))


#: The moment at which all of them are looked at. It lies behind the database's own clock, which guards the registers.
EDGE = datetime.now().astimezone() - timedelta(seconds=30)


def complaint(over_at: datetime) -> Any:
    day = (over_at - RECEIPT_LASTS).date()
    decided = {"outcome": "UPHELD", "decided_on": day, "filed_on": day}
    row = Complaint(case=Case.objects.get(pk=case(over_at)), receipt_hash=secrets.token_hex(32), **decided)
    row.complainant = "c" * 64
    row.save()
    return row.pk


def case(over_at: datetime) -> Any:
    day = (over_at - purge.RECORDS_LAST).date()
    return Case.objects.create(number=secrets.token_hex(4), state="DECIDED", opened_on=day, decided_on=day).pk


def decision(over_at: datetime) -> Any:
    given = {"number": secrets.token_hex(4), "kind": "DISMISSED", "decided_at": over_at - purge.RECORDS_LAST}
    return Decision.objects.create(**given).pk


def moderator(over_at: datetime) -> Any:
    seen = over_at - duty.AWAY_AFTER
    return Duty.objects.create(staff=person(), since=seen, seen_at=seen).pk


def rule_hour(over_at: datetime) -> Any:
    return RuleHour.objects.create(name=secrets.token_hex(4), hour=over_at - timedelta(days=30)).pk


def old_rule(over_at: datetime) -> Any:
    given = {"name": secrets.token_hex(4), "reason": "ADVERT", "conditions": []}
    row = DetectionRule.objects.create(version=1, changed_at=over_at - timedelta(days=730), **given)
    DetectionRule.objects.create(version=2, changed_at=over_at, **given)
    return row.pk


EDGES = {
    "old-rules": Edge(old_rule),
    "rule-hours": Edge(rule_hour),
    "complainants": Edge(complaint, step=DAY, is_there=lambda key: Complaint.objects.get(pk=key).complainant != ""),
    "moderators-away": Edge(moderator),
    "old-cases": Edge(case, step=DAY),
    "old-decisions": Edge(decision),
    "ended-exclusions": Edge(exclusion),
    "nobodys-devices": Edge(nobodys_device),
    "idle-guests": Edge(guest, step=DAY),
    "unconfirmed-addresses": Edge(address),
    "old-visits": Edge(visit),
    "ended-sessions": Edge(session),
    "lost-photos": Edge(lost_photo, is_there=lambda name: photos.path_of(name).exists()),
    "unfinished-apps": Edge(unfinished_app),
    "social-partials": Edge(partial),
    "social-codes": Edge(code),
    "social-nonces": Edge(nonce),
    "social-associations": Edge(association),
    "unconfirmed-subscriptions": Edge(subscription),
    "letters-done": Edge(letter),
    "unsent-mails": Edge(mail),
    "ended-holds": Edge(hold, is_there=lambda key: LegalHold.objects.get(pk=key).person_id is not None),
    "old-holds": Edge(lambda over_at: hold(over_at - keeping.HOLDS)),
    "old-disclosures": Edge(disclosure),
    "retention-runs": Edge(run),
    "requests-ended": Edge(ended_request),
    "requests-unproved": Edge(unproved_request),
    "old-erasures": Edge(erasure),
    "old-ledger": Edge(page_of_ledger, step=DAY, is_there=lambda day: day in set(ledger.days())),
    "copies-over": Edge(copy_of_data, is_there=lambda name: archive.path_of(name).exists()),
    "old-looks": Edge(look),
    "staff-log": Edge(staff_log),
}
