"""Tables that libraries for signing in bring along."""

from dataclasses import replace
from typing import Final

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose

from .words import SECRET, WITH_THE_ACCOUNT

_DEVICE: Final = {
    "id": ROW,
    "user": OWNER,
    "name": Part("its name"),
    "confirmed": Part("whether it is in use"),
    "throttling_failure_timestamp": Part("when a wrong code came last"),
    "throttling_failure_count": Part("how many wrong codes came"),
    "created_at": Part("when it was set up"),
    "last_used_at": Part("when it was used last"),
}
_SECOND_STEP: Final = Holding(
    place="",
    category="DAT-1",
    whose=Whose.PERSON,
    purpose="to keep others out of the account",
    basis=Basis.CONTRACT,
    kept=WITH_THE_ACCOUNT,
    erasure=Erasure.DELETED,
)
_UNUSED: Final = Holding(
    place="",
    category="NONE",
    whose=Whose.NOBODY,
    purpose="a library's; we use none of it, and it stays empty",
    basis=Basis.NONE,
    kept="nothing is in it",
    erasure=Erasure.UNTOUCHED,
)


def _empty(*names: str) -> dict[str, Part]:
    """Return the parts of a table that stays empty."""
    return {name: Part("nothing", "nothing is in it") for name in names}


HOLDINGS: Final = (
    replace(
        _SECOND_STEP,
        place="table:otp_totp.TOTPDevice",
        parts=_DEVICE
        | {
            name: Part("how codes are made", SECRET)
            for name in ("key", "step", "t0", "digits", "tolerance", "drift", "last_t")
        },
    ),
    replace(_SECOND_STEP, place="table:otp_static.StaticDevice", parts=_DEVICE),
    replace(
        _SECOND_STEP,
        place="table:otp_static.StaticToken",
        parts={"id": ROW, "device": Part("of which set"), "token": Part("a recovery code", SECRET)},
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnCredential",
        parts={name: _DEVICE[name] for name in ("id", "user", "name", "confirmed", "created_at", "last_used_at")}
        | {
            "credential_type": Part("what sort of passkey"),
            "credential_id": Part("the passkey's number", SECRET),
            "credential_id_sha256": Part("a hash of its number", SECRET),
            "public_key": Part("what proves it", SECRET),
            "transports": Part("how it is reached"),
            "sign_count": Part("how often it was used"),
            "backup_eligible": Part("whether it may be copied"),
            "backup_state": Part("whether it is copied"),
            "aaguid": Part("what made it"),
            "discoverable": Part("whether it signs in by itself"),
        },
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnAttestation",
        parts={
            "id": ROW,
            "credential": Part("of which passkey"),
            "fmt": Part("how its maker vouched for it"),
            "data": Part("its maker's words", SECRET),
            "client_data_json": Part("the browser's words when it was made", SECRET),
        },
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnUserHandle",
        parts={"handle_hex": Part("the account's number for passkeys", SECRET), "user": OWNER},
    ),
    Holding(
        place="table:social_django.UserSocialAuth",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose="to let somebody in whom another service vouches for",
        basis=Basis.CONTRACT,
        kept="until the person unlinks it, or the account goes",
        erasure=Erasure.DELETED,
        seen_by="support and administrators",
        parts={
            "id": ROW,
            "user": OWNER,
            "provider": Part("which service"),
            "uid": Part("the account's number there"),
            "id_key": Part("which of its numbers that is"),
            "extra_data": Part("nothing: no token is kept"),
            "created": Part("when it was linked"),
            "modified": Part("when it was linked"),
        },
    ),
    replace(
        _UNUSED,
        place="table:social_django.Partial",
        parts=_empty("id", "token", "next_step", "backend", "data", "timestamp"),
    ),
    replace(_UNUSED, place="table:social_django.Nonce", parts=_empty("id", "server_url", "timestamp", "salt")),
    replace(
        _UNUSED,
        place="table:social_django.Association",
        parts=_empty("id", "server_url", "handle", "secret", "issued", "lifetime", "assoc_type"),
    ),
    replace(_UNUSED, place="table:social_django.Code", parts=_empty("id", "email", "code", "verified", "timestamp")),
)
