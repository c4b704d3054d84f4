"""What staff looked at: written before it is shown, and never changed."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

#: The usual reasons; kept in English, as whoever is looked at may read another language than staff does.
USUAL_REASONS: Final = (
    gettext_noop("The person asked for it"),
    gettext_noop("A complaint or an appeal"),
    gettext_noop("A payment"),
    gettext_noop("Somebody may be under 18"),
    gettext_noop("Something does not work"),
    gettext_noop("A court or an authority asks"),
)


class Look(models.Model):
    """That a member of staff opened, searched or changed something that holds personal data (promise: SEC-3).

    Each is sealed with the one before it (`chain.py`), and the database refuses to change one, or to delete one before
    its time. Who was looked at stands beside it, in ``LookedAt``, and goes with that person; here is only a keyed
    hash, so that the chain holds on.
    """

    #: Counted from 1 without a gap, so that one which was taken out is missed.
    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"))
    #: A link that nothing holds: the row outlives the account of whoever looked.
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name=_("staff")
    )
    roles = models.CharField(_("roles"), max_length=120)
    action = models.CharField(_("action"), max_length=40)
    what = models.CharField(_("what"), max_length=120)  # "accounts.Person", or the name of a page
    row = models.CharField(_("row"), max_length=64, blank=True, default="")
    about = models.CharField(max_length=64, blank=True, default="")  # keyed hash of who was looked at
    #: One of the usual reasons; of words of staff's own only a keyed hash, as they may say who somebody is.
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    #: When the one before was written: it may be gone only once that is as long ago as looks are kept.
    before_at = models.DateTimeField(null=True)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("look of staff")
        verbose_name_plural = _("looks of staff")
        indexes = (models.Index(fields=("staff", "at"), name="looks_of_one_member"),)

    def __str__(self) -> str:
        return f"look {self.pk}: {self.action} {self.what}"


class LookedAt(models.Model):
    """Whom a look was about: for their own copy of what is held about them (reliability P-21); it goes with them."""

    look = models.ForeignKey(Look, models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks")
    day = models.DateField()
    roles = models.CharField(max_length=120)
    action = models.CharField(max_length=40)
    what = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("look at a person")
        verbose_name_plural = _("looks at people")

    def __str__(self) -> str:
        return f"look {self.look_id} at {self.person_id}"
