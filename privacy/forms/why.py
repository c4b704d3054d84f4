"""Why a member of staff looks at somebody."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminTextInputWidget

from privacy.models.looks import USUAL_REASONS

OTHER: Final = "other"


class WhyForm(forms.Form):
    """One of the usual reasons, or a few words."""

    usual = forms.ChoiceField(
        label=_("Why do you look?"),
        choices=lambda: [*((words, _(words)) for words in USUAL_REASONS), (OTHER, _("Something else:"))],
        widget=UnfoldAdminRadioSelectWidget,
    )
    words = forms.CharField(
        label=_("In a few words"), required=False, max_length=200, widget=UnfoldAdminTextInputWidget
    )
    wanted = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.CharField(widget=forms.HiddenInput)

    def clean_about(self) -> list[UUID]:
        """Return the people as their numbers."""
        try:
            return [UUID(part) for part in str(self.cleaned_data["about"]).split(",")]
        except ValueError:
            raise ValidationError(_("Open the page once more.")) from None

    def clean(self) -> dict[str, Any]:
        """Ask for words where none of the usual reasons was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen, words = cleaned.get("usual"), str(cleaned.get("words", "")).strip()
        if chosen == OTHER and not words:
            raise ValidationError({"words": _("Say in a few words what you mean.")})
        cleaned["reason"] = words if chosen == OTHER else " ".join(filter(None, [str(chosen or ""), words]))
        return cleaned
