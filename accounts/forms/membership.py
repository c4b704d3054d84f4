"""What somebody fills in to become a member, to come back, and to change what they come back by."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.age import OLDEST
from accounts.identities import spelling
from accounts.models import Person
from privacy import policy

LONGEST_PASSWORD = 200  # characters: enough for any sentence, too few to keep a processor busy


def _password_field(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget)


class WithAddress(forms.Form):
    """A form that asks for an e-mail address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        """Return the address as it is stored."""
        return spelling(self.cleaned_data["email"])


class AskResetForm(WithAddress):
    """Where the link for a new password goes."""


class LoginForm(WithAddress):
    """What a member comes back by."""

    password = _password_field(_("Password"), "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class WithNewPassword(forms.Form):
    """A form that asks for a new password: long enough, not a common one, not one's own address."""

    def clean_password(self) -> str:
        """Refuse what anybody could guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, Person(email=self.cleaned_data.get("email") or self.initial.get("email")))
        return password

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = MinimumLengthValidator().get_help_text()  # the rest is said where it is due


class NewPasswordForm(WithNewPassword):
    """A new password, where a mailed link stands for the old one."""

    password = _password_field(_("New password"), "new-password")


class RegisterForm(WithAddress, WithNewPassword):
    """What it takes to become a member; age and policy only where nobody has come in from this browser yet."""

    password = _password_field(_("Password"), "new-password")
    birth_date = forms.DateField(
        label=_("Date of birth"),
        help_text=_("Nobody sees it unless you show your age in your profile."),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
    )
    age = forms.BooleanField(label=_("I am 18 or older."))
    policy = forms.BooleanField()
    policy_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_entered: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        if has_entered:
            for name in ("age", "policy", "policy_version"):
                del self.fields[name]
        else:
            self.fields["policy"].label = _acceptance()
            self.fields["policy_version"].initial = policy.current().number

    def clean_birth_date(self) -> date:
        """Refuse a slip of the finger; how old somebody is, is asked elsewhere."""
        birth_date: date = self.cleaned_data["birth_date"]
        if birth_date > self._today or birth_date.year < self._today.year - OLDEST:
            raise ValidationError(gettext("Check the year."))
        return birth_date


class ChangePasswordForm(WithNewPassword):
    """The password that holds now, and the one that is to."""

    old = _password_field(_("Your password now"), "current-password")
    password = _password_field(_("New password"), "new-password")


class ChangeAddressForm(WithAddress):
    """A new address, and the password if there is one."""

    old = _password_field(_("Your password now"), "current-password")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        self.fields["email"].label = _("New e-mail address")
        if not person.has_usable_password():
            del self.fields["old"]

    def clean_email(self) -> str:
        """Refuse the address that they have."""
        email = super().clean_email()
        if email == self._person.email:
            raise ValidationError(gettext("This is your address already."))
        return email


def _acceptance() -> SafeString:
    words = gettext(
        'I have read the <a href="%(policy)s" target="_blank">privacy policy</a> and accept it, and I keep to the '
        '<a href="%(rules)s" target="_blank">rules</a>.'
    )
    words = words.replace("%(policy)s", "{policy}").replace("%(rules)s", "{rules}")
    return format_html(words, policy=reverse("privacy:policy"), rules=reverse("privacy:rules"))
