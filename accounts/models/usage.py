"""How the service is used, of those who said that it may be counted (promise: DAT-2)."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from .people import Person


class Visit(models.Model):
    """One visit: from the first page until half an hour without another."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="visits")
    address_hash = models.CharField(max_length=64, blank=True, default="")  # under a key of that day alone
    began_at = models.DateTimeField(_("began"), db_index=True)
    last_at = models.DateTimeField(_("last page"))
    country = models.CharField(_("country"), max_length=2, blank=True, default="")
    region = models.CharField(_("state or region"), max_length=80, blank=True, default="")
    browser = models.CharField(_("browser"), max_length=60, blank=True, default="")
    system = models.CharField(_("operating system"), max_length=60, blank=True, default="")
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    referrer = models.CharField(_("came from"), max_length=120, blank=True, default="")  # the host alone
    is_return = models.BooleanField(_("has come before"), default=False)
    entered_at = models.DateTimeField(_("came in"), null=True, blank=True)
    #: Whether, and never when: the second in which two talks begin would say who met whom (promise: RET-7).
    has_talked = models.BooleanField(_("has talked"), default=False)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = (CheckConstraint(name="a_visit_ends_after_it_began", condition=Q(last_at__gte=F("began_at"))),)

    def __str__(self) -> str:
        return f"visit {self.pk} on {self.began_at:%Y-%m-%d}"


class PageView(models.Model):
    """One page of a visit: which kind of page, never what was in its address."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="pages")
    page = models.CharField(_("page"), max_length=60)  # the name of its address: "privacy:policy"
    at = models.DateTimeField(_("at"))
    seconds = models.PositiveIntegerField(_("seconds"), null=True, blank=True)  # null while it is the last one

    class Meta:
        verbose_name = _("page seen")
        verbose_name_plural = _("pages seen")

    def __str__(self) -> str:
        return f"{self.page} in visit {self.visit_id}"
