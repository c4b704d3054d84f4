"""What Facebook may be asked for, item by item (promise: DAT-1), and how its words become ours. Pure but for words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 500  # characters, as `SocialItem.value` has room for


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what it is called, which permission lets it be read, and which field of Graph holds it."""

    name: str
    label: Promise
    why: Promise
    permission: str
    field: str
    reads: Callable[[Any], str]


def _text(value: Any) -> str:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def _band(value: Any) -> str:
    """Return an age band as people write it; it is never proof of age (promise: CHI-1)."""
    if not isinstance(value, Mapping):
        return ""
    least, most = value.get("min"), value.get("max")
    if isinstance(least, int) and isinstance(most, int):
        return f"{least}-{most}"
    return f"{least}+" if isinstance(least, int) else ""


def _place(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, Mapping) else ""


def _picture(value: Any) -> str:
    """Return where a profile's picture lies; the grey figure that stands for none is not one."""
    data = value.get("data") if isinstance(value, Mapping) else None
    if not isinstance(data, Mapping) or data.get("is_silhouette"):
        return ""
    address = data.get("url")
    return address if isinstance(address, str) and len(address) <= 2000 else ""  # noqa: PLR2004 - no address is longer


#: The time zone is not among them: Graph has had none since 2018, so the browser is asked (providers.md 11.2).
ITEMS: Final[Mapping[str, Item]] = {
    item.name: item
    for item in (
        Item(
            "first_name",
            _("First name"),
            _("becomes the name in your profile"),
            "public_profile",
            "first_name",
            _text,
        ),
        Item("last_name", _("Last name"), _("is kept, and shown to nobody"), "public_profile", "last_name", _text),
        Item("gender", _("Gender"), _("becomes the gender in your profile"), "user_gender", "gender", _text),
        Item("age", _("Age band"), _("is kept; it proves no age"), "user_age_range", "age_range", _band),
        Item("email", _("E-mail address"), _("is kept; we write to the one you confirmed"), "email", "email", _text),
        Item("location", _("Place"), _("is kept, and shown to nobody"), "user_location", "location{name}", _place),
        Item(
            "photo",
            _("Profile photo"),
            _("becomes the photo in your profile"),
            "public_profile",
            "picture.width(512).height(512)",
            _picture,
        ),
    )
}
GENDERS: Final = {"female": "F", "male": "M"}


def permissions_for(names: list[str]) -> list[str]:
    """Return which permissions must be asked for, each once, in a fixed order."""
    return list(dict.fromkeys(ITEMS[name].permission for name in names if name in ITEMS))


def fields_for(names: list[str], granted: set[str]) -> list[str]:
    """Return which fields may be read of what was ticked here and allowed there."""
    return [ITEMS[name].field for name in names if name in ITEMS and ITEMS[name].permission in granted]


def read(names: list[str], told: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of what was ticked, as far as Facebook told them."""
    values = {name: ITEMS[name].reads(told.get(_key(ITEMS[name].field))) for name in names if name in ITEMS}
    return {name: value for name, value in values.items() if value}


def _key(field: str) -> str:
    return field.partition("{")[0].partition(".")[0]
