"""Words that several declarations share."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.roles import Role

STAFF: Final = (Role.MODERATOR, Role.SENIOR, Role.CHILD_SAFETY, Role.AUDITOR, Role.ADMINISTRATOR)
#: Who sees pictures and words of people: those who decide.
DECIDERS: Final = (Role.MODERATOR, Role.SENIOR, Role.CHILD_SAFETY, Role.ADMINISTRATOR)
ABOUT_STAFF: Final = _("about a member of staff")
OTHER_SIDE: Final = _("it is of the other side, whom it could name")
TWO_YEARS: Final = _("two years after the decision")
WITH_PICTURES: Final = _("until the case is decided, or the ban that followed has ended")
