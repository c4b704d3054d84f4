"""Devices, sessions, and ways to sign in."""

from typing import Final

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

from .words import SECRET, SUPPORT, WITH_THE_ACCOUNT

HOLDINGS: Final = (
    Holding(
        place="table:accounts.Device",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to know a browser again, and to run the service on it",
        basis=Basis.CONTRACT,
        kept=WITH_THE_ACCOUNT,
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": ROW,
            "person": OWNER,
            "key_hash": Part("keyed hash of the browser's key", SECRET),
            "first_seen_at": Part("when it came first"),
            "last_seen_at": Part("when it came last"),
            "browser": Part("browser and version"),
            "system": Part("operating system and version"),
            "maker": Part("maker of the phone"),
            "model": Part("model of the phone"),
            "capabilities": Part("what the browser can do"),
            "serial_hash": Part("keyed hash of the serial number", "a hash that only we can make"),
            "imei_hash": Part("keyed hash of the IMEI or ESN", "a hash that only we can make"),
        },
    ),
    Holding(
        place="table:accounts.OpenSession",
        category="DAT-7",
        whose=Whose.PERSON,
        purpose="to know somebody from one page to the next",
        basis=Basis.CONTRACT,
        kept="30 days after the last visit, or until the person signs out",
        erasure=Erasure.DELETED,
        parts={
            "session_key": Part("the session's key", SECRET),
            "session_data": Part("what the session holds, signed", SECRET),
            "expire_date": Part("until when it is open"),
            "person": OWNER,
            "device": Part("in which browser"),
        },
    ),
    Holding(
        place="table:accounts.AddressChange",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose="to be sure that an e-mail address is the person's own",
        basis=Basis.CONTRACT,
        kept="until it is confirmed, at most a day",
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": ROW,
            "person": OWNER,
            "email": Part("the address that is to be confirmed"),
            "began_at": Part("when it was asked for"),
            "old_confirmed_at": Part("when the old address agreed"),
            "new_confirmed_at": Part("when the new address agreed"),
        },
    ),
    Holding(
        place="table:accounts.SocialItem",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose="to fill a profile with what the person let another service tell",
        basis=Basis.CONSENT,
        kept="until the person deletes it, or the account goes",
        erasure=Erasure.DELETED,
        seen_by=SUPPORT,
        parts={
            "id": ROW,
            "person": OWNER,
            "provider": Part("which service"),
            "item": Part("what it told"),
            "value": Part("its words"),
            "came_at": Part("when"),
        },
    ),
)
