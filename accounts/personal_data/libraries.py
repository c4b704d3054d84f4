"""Tables that libraries for signing in bring along."""

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import LINKED, OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

from .words import SECRET, WITH_THE_ACCOUNT

_DEVICE: Final = {
    "id": LINKED,
    "user": OWNER,
    "name": Part(_("its name")),
    "confirmed": Part(_("whether it is in use")),
    "throttling_failure_timestamp": Part(_("when a wrong code came last")),
    "throttling_failure_count": Part(_("how many wrong codes came")),
    "created_at": Part(_("when it was set up")),
    "last_used_at": Part(_("when it was used last")),
}
_SECOND_STEP: Final = Holding(
    place="",
    category="DAT-1",
    whose=Whose.PERSON,
    purpose=_("to keep others out of the account"),
    basis=Basis.CONTRACT,
    kept=WITH_THE_ACCOUNT,
    erasure=Erasure.DELETED,
)
_UNUSED: Final = Holding(
    place="",
    category="NONE",
    whose=Whose.NOBODY,
    purpose=_("a library's; we use none of it, and it stays empty"),
    basis=Basis.NONE,
    kept=_("nothing is in it"),
    erasure=Erasure.UNTOUCHED,
)


def _empty(*names: str) -> dict[str, Part]:
    """Return the parts of a table that stays empty."""
    return {name: Part(_("nothing"), _("nothing is in it")) for name in names}


HOLDINGS: Final = (
    replace(
        _SECOND_STEP,
        place="table:otp_totp.TOTPDevice",
        rule="unfinished-apps",
        title=_("apps that make codes"),
        owner="user",
        parts=_DEVICE
        | {
            name: Part(_("how codes are made"), SECRET)
            for name in ("key", "step", "t0", "digits", "tolerance", "drift", "last_t")
        },
    ),
    replace(
        _SECOND_STEP,
        place="table:otp_static.StaticDevice",
        title=_("sets of recovery codes"),
        owner="user",
        parts=_DEVICE,
    ),
    replace(
        _SECOND_STEP,
        place="table:otp_static.StaticToken",
        title=_("recovery codes"),
        owner="device__user",
        parts={"id": ROW, "device": Part(_("of which set")), "token": Part(_("a recovery code"), SECRET)},
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnCredential",
        title=_("passkeys"),
        owner="user",
        parts={name: _DEVICE[name] for name in ("id", "user", "name", "confirmed", "created_at", "last_used_at")}
        | {
            "credential_type": Part(_("what sort of passkey")),
            "credential_id": Part(_("the passkey's number"), SECRET),
            "credential_id_sha256": Part(_("a hash of its number"), SECRET),
            "public_key": Part(_("what proves it"), SECRET),
            "transports": Part(_("how it is reached")),
            "sign_count": Part(_("how often it was used")),
            "backup_eligible": Part(_("whether it may be copied")),
            "backup_state": Part(_("whether it is copied")),
            "aaguid": Part(_("what made it")),
            "discoverable": Part(_("whether it signs in by itself")),
        },
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnAttestation",
        title=_("who vouched for passkeys"),
        owner="credential__user",
        parts={
            "id": ROW,
            "credential": Part(_("of which passkey")),
            "fmt": Part(_("how its maker vouched for it")),
            "data": Part(_("its maker's words"), SECRET),
            "client_data_json": Part(_("the browser's words when it was made"), SECRET),
        },
    ),
    replace(
        _SECOND_STEP,
        place="table:django_otp_webauthn.WebAuthnUserHandle",
        title=_("the account's number for passkeys"),
        owner="user",
        parts={"handle_hex": Part(_("the account's number for passkeys"), SECRET), "user": OWNER},
    ),
    Holding(
        place="table:social_django.UserSocialAuth",
        title=_("linked services"),
        owner="user",
        category="DAT-1",
        whose=Whose.PERSON,
        purpose=_("to let somebody in whom another service vouches for"),
        basis=Basis.CONTRACT,
        kept=_("until the person unlinks it, or the account goes"),
        erasure=Erasure.DELETED,
        seen_by=(Role.SUPPORT, Role.ADMINISTRATOR),
        parts={
            "id": ROW,
            "user": OWNER,
            "provider": Part(_("which service")),
            "uid": Part(_("the account's number there")),
            "id_key": Part(_("which of its numbers that is")),
            "extra_data": Part(_("nothing: no token is kept")),
            "created": Part(_("when it was linked")),
            "modified": Part(_("when it was linked")),
        },
    ),
    replace(
        _UNUSED,
        place="table:social_django.Partial",
        rule="social-partials",
        parts=_empty("id", "token", "next_step", "backend", "data", "timestamp"),
    ),
    replace(
        _UNUSED,
        place="table:social_django.Nonce",
        rule="social-nonces",
        parts=_empty("id", "server_url", "timestamp", "salt"),
    ),
    replace(
        _UNUSED,
        place="table:social_django.Association",
        rule="social-associations",
        parts=_empty("id", "server_url", "handle", "secret", "issued", "lifetime", "assoc_type"),
    ),
    replace(
        _UNUSED,
        place="table:social_django.Code",
        rule="social-codes",
        parts=_empty("id", "email", "code", "verified", "timestamp"),
    ),
)
