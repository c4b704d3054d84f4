"""What staff fills in to hold a record, and to register that something was handed on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from privacy import catalogue, holds
from privacy.inventory import CATEGORIES, Whose
from privacy.models import Disclosure, LegalHold
from privacy.services.registers import LONGEST_HOLD


def tables() -> list[tuple[str, str]]:
    """Return the tables with rows about somebody, after the choice of none."""
    about = [label for label, holding in catalogue.tables().items() if holding.whose is not Whose.NOBODY]
    return [("", "-"), *((label, label) for label in sorted(about))]


class LegalHoldForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is held, who asks for it and why, and until when."""

    table = forms.ChoiceField(
        label=_("Table"),
        choices=tables,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("Or one row of a table, where a person would be too much."),
    )
    row = forms.CharField(
        label=_("Row"),
        required=False,
        max_length=80,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Its number in that table."),
    )

    class Meta:
        model = LegalHold
        fields = ("person", "table", "row", "authority", "reason", "ends_at")
        help_texts = {  # noqa: RUF012 - Django's
            "person": _("Everything that is held about them stays."),
            "authority": _("Who asks for it: a court, an authority, whoever has a claim."),
            "ends_at": _(
                "Until then nothing that this names is erased or deleted; within a year. It can't be changed."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for one thing that is there, and for an end within a year."""
        cleaned: dict[str, Any] = super().clean() or {}
        table, row, person = cleaned.get("table", ""), cleaned.get("row", ""), cleaned.get("person")
        if bool(table or row) == bool(person):
            raise ValidationError({"person": _("Choose either a person or one row of a table.")})
        if person is None and not holds.is_there(table, row):
            raise ValidationError({"row": _("There is no such row.")})
        now, ends_at = timezone.now(), cleaned.get("ends_at")
        if ends_at is not None and not now < ends_at <= now + LONGEST_HOLD:
            raise ValidationError({"ends_at": _("Choose a time within a year from now; a hold can be set again.")})
        return cleaned


class DisclosureForm(forms.ModelForm):  # type: ignore[type-arg]
    """To whom what was handed on, on which ground, and when."""

    categories = forms.MultipleChoiceField(
        label=_("Categories"),
        choices=[(key, f"{key}: {name}") for key, name in CATEGORIES.items() if key != "NONE"],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Disclosure
        fields = ("recipient", "categories", "why", "details", "people", "made_at")
        help_texts = {  # noqa: RUF012 - Django's
            "details": _("Write nobody's name here."),
            "made_at": _("What is saved stands for five years; nobody can change it."),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a time that has been."""
        cleaned: dict[str, Any] = super().clean() or {}
        made_at = cleaned.get("made_at")
        if made_at is not None and made_at > timezone.now():
            raise ValidationError({"made_at": _("Register what was handed on once it was.")})
        return cleaned
