"""What somebody fills in for the second step, and to prove who they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER = 16 * 1024  # characters of what a browser says of a passkey


class CodeForm(forms.Form):
    """A code of an app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class AppCodeForm(CodeForm):
    """The first code of an app."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class ProveForm(forms.Form):
    """The password, again."""

    old = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AnswerForm(forms.Form):
    """What a browser says of a passkey."""

    credential = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPasskeyForm(forms.Form):
    """A passkey's name; a script fills in the passkey."""

    name = forms.CharField(
        label=_("Name"),
        max_length=40,
        help_text=_("To tell your passkeys apart, for example 'phone' or 'key on the ring'."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)
