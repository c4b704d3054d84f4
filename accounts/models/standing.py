"""What keeps somebody out."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.querysets import ExclusionQuerySet

from .devices import Device
from .people import Person


class Exclusion(models.Model):
    """That somebody must stay out until a time: by account, device, address, or what they sign in with.

    It holds what identifies, the last two as keyed hashes, and nothing of why; it is deleted when it ends
    (promise: RET-5). The reasons are in the record of the decision, which names nobody's address.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="exclusions")
    device = models.ForeignKey(Device, models.CASCADE, null=True, blank=True, related_name="exclusions")
    address_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    #: Keyed hash of an e-mail address or of an account elsewhere (`identities.py`): for whoever has no row any more.
    identity_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    began_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), db_index=True)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = (
            CheckConstraint(
                name="an_exclusion_names_somebody",
                condition=Q(person__isnull=False)
                | Q(device__isnull=False)
                | ~Q(address_hash="")
                | ~Q(identity_hash=""),
            ),
            CheckConstraint(name="an_exclusion_ends_after_it_began", condition=Q(ends_at__gt=F("began_at"))),
        )

    def __str__(self) -> str:
        return f"exclusion {self.pk} until {self.ends_at:%Y-%m-%d %H:%M}"
