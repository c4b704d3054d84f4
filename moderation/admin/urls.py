"""Addresses of the desk below /admin/moderation/."""

from typing import Any, Final

from . import appeals, case, desk, evidence, rules, together

DESK: Final[tuple[tuple[str, Any, str], ...]] = (
    ("", desk.queue, "moderation-queue"),
    ("begin/", desk.begin, "moderation-begin"),
    ("together/", together.show, "moderation-together"),
    ("sign/", desk.sign, "moderation-sign"),
    ("case/<str:number>/", case.show, "moderation-case"),
    ("case/<str:number>/decide/", case.decide, "moderation-decide"),
    ("case/<str:number>/leave/", case.leave, "moderation-leave"),
    ("case/<str:number>/note/", case.note, "moderation-note"),
    ("bad-faith/<int:pk>/", case.dismiss_all, "moderation-dismiss-all"),
    ("picture/<int:pk>/", evidence.picture, "moderation-picture"),
    ("appeal/<int:pk>/", appeals.appeal, "moderation-appeal"),
    ("rules/", rules.show, "moderation-rules"),
    ("decisions/", appeals.made, "moderation-decisions"),
)
