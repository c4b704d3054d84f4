"""What people fill in around other services."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.social.items import ITEMS


class NewcomerForm(forms.Form):
    """What everybody says before they come in (promise: SCO-2, CHI-1)."""

    age = forms.BooleanField(
        label=_("I am 18 or older."),
        error_messages={"required": _("Say that you are 18 or older: younger people may not use Chatear.")},
    )
    policy = forms.BooleanField(
        label=_("I accept the privacy policy."),
        error_messages={"required": _("Accept the privacy policy that holds now, to go on.")},
    )
    version = forms.CharField(widget=forms.HiddenInput)


class FillForm(forms.Form):
    """What somebody wants Facebook to tell, item by item; nothing is ticked before they do it."""

    items = forms.MultipleChoiceField(label=_("From Facebook"), widget=forms.CheckboxSelectMultiple, required=False)
    with_zone = forms.BooleanField(label=_("Time zone, from this browser"), required=False)
    zone = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, f"{item.label} ({item.why})") for name, item in ITEMS.items()]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]  # a choice field has them

    def clean_zone(self) -> str:
        """Take a browser's word for the zone if there is such a one."""
        zone: str = self.cleaned_data["zone"]
        return zone if zone in available_timezones() else ""

    def clean(self) -> dict[str, Any]:
        """Ask for at least one tick."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("items") and not (cleaned.get("with_zone") and cleaned.get("zone")):
            raise ValidationError(_("Tick at least one thing."))
        return cleaned


class KeepForm(forms.Form):
    """What of the values that came somebody wants kept."""

    keep = forms.MultipleChoiceField(label=_("Keep"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, values: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["keep"]
        field.choices = [  # type: ignore[attr-defined]  # as above
            (name, label_of(name) if name == "photo" else f"{label_of(name)}: {value}")
            for name, value in values.items()
        ]
        field.initial = list(values)


def label_of(item: str) -> str:
    """Return what an item is called."""
    return str(ITEMS[item].label if item in ITEMS else _("Time zone"))
