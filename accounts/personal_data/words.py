"""Words that many declarations share."""

from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.roles import Role

SECRET: Final = _("who has it can act as you")
WITH_THE_ACCOUNT: Final = _("as long as the account; a guest's until they stay away for %(CHATEAR_GUEST_DAYS)s days")
SUPPORT: Final = (Role.SUPPORT, Role.CHILD_SAFETY, Role.ADMINISTRATOR)
