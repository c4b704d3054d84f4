"""Devices, sessions, and ways to sign in."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import LINKED, OWNER, ROW, Basis, Erasure, Holding, Part, Whose

from .words import SECRET, SUPPORT, WITH_THE_ACCOUNT

HOLDINGS: Final = (
    Holding(
        place="table:accounts.Device",
        owner="person",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to know a browser again, and to run the service on it"),
        basis=Basis.CONTRACT,
        kept=WITH_THE_ACCOUNT,
        rule="nobodys-devices",
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": LINKED,
            "person": OWNER,
            "key_hash": Part(_("keyed hash of the browser's key"), SECRET),
            "first_seen_at": Part(_("when it came first")),
            "last_seen_at": Part(_("when it came last")),
            "browser": Part(_("browser and version")),
            "system": Part(_("operating system and version")),
            "maker": Part(_("maker of the phone")),
            "model": Part(_("model of the phone")),
            "capabilities": Part(_("what the browser can do")),
            "serial_hash": Part(_("keyed hash of the serial number"), _("a hash that only we can make")),
            "imei_hash": Part(_("keyed hash of the IMEI or ESN"), _("a hash that only we can make")),
        },
    ),
    Holding(
        place="table:accounts.OpenSession",
        owner="person",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose=_("to know somebody from one page to the next"),
        basis=Basis.CONTRACT,
        kept=_("30 days after the last visit, or until the person signs out"),
        rule="ended-sessions",
        erasure=Erasure.DELETED,
        parts={
            "session_key": Part(_("the session's key"), SECRET),
            "session_data": Part(_("what the session holds, signed"), SECRET),
            "expire_date": Part(_("until when it is open")),
            "person": OWNER,
            "device": Part(_("in which browser")),
        },
    ),
    Holding(
        place="table:accounts.AddressChange",
        owner="person",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to be sure that an e-mail address is the person's own"),
        basis=Basis.CONTRACT,
        kept=_("until it is confirmed, at most a day"),
        rule="unconfirmed-addresses",
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": ROW,
            "person": OWNER,
            "email": Part(_("the address that is to be confirmed"), corrected="accounts:change_address"),
            "began_at": Part(_("when it was asked for")),
            "old_confirmed_at": Part(_("when the old address agreed")),
            "new_confirmed_at": Part(_("when the new address agreed")),
        },
    ),
    Holding(
        place="table:accounts.SocialItem",
        owner="person",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to fill a profile with what the person let another service tell"),
        basis=Basis.CONSENT,
        kept=_("until the person deletes it, or the account goes"),
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": ROW,
            "person": OWNER,
            "provider": Part(_("which service")),
            "item": Part(_("what it told")),
            "value": Part(_("its words"), corrected="accounts:came"),
            "came_at": Part(_("when")),
        },
    ),
)
