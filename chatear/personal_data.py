"""What Django itself holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_noop as _

from privacy.inventory import OWNER, ROW, Basis, Erasure, Holding, Part, Whose
from privacy.roles import Role

_OTHERS: Final = _("it may name somebody else")
_PLAIN: Final = Holding(
    place="",
    category="NONE",
    whose=Whose.NOBODY,
    purpose=_("to say what staff's roles may do"),
    basis=Basis.NONE,
    kept=_("always"),
    erasure=Erasure.UNTOUCHED,
    seen_by=(Role.ADMINISTRATOR,),
)


def _columns(*names: str) -> dict[str, Part]:
    return {name: Part(_("the framework's"), _("nobody's")) for name in names}


_LOGGED: Final = {
    "time": _("when something happened"),
    "level": _("how bad it is"),
    "place": _("which part of the program says it"),
    "event": _("what happened, in words of the program that hold no value of anybody's"),
    "where": _("the lines of the program that it passed"),
    "error": _("the kind of error, without its words"),
    "kind": _("which sort of news to a page it was about"),
    "row": _("the number of a row of ours that something was done with"),
    "rule": _("the name of a retention rule"),
    "status": _("the number with which another service answered"),
    "service": _("the name of the service somebody signs in with"),
    "code": _("the kind of refusal of that service"),
    "task": _("the name of a task"),
}


def _log(field: str, what: str) -> Holding:
    """Declare one field of a line in the log; `chatear/settings/logs.py` drops whatever is not declared."""
    return replace(
        _PLAIN,
        place=f"log:{field}",
        category="DAT-13",
        purpose=what,
        basis=Basis.INTEREST,
        kept=_("as long as the operator rotates them"),
    )


HOLDINGS: Final = (
    Holding(
        place="table:admin.LogEntry",
        title=_("what you did as staff"),
        owner="user",
        category="DAT-13",
        whose=Whose.STAFF,
        purpose=_("to see which member of staff changed what"),
        basis=Basis.INTEREST,
        kept=_("a year"),
        rule="staff-log",
        erasure=Erasure.DELETED,
        seen_by=(Role.ADMINISTRATOR, Role.AUDITOR),
        parts={
            "id": ROW,
            "user": OWNER,
            "action_time": Part(_("when")),
            "content_type": Part(_("to what sort of row")),
            "object_id": Part(_("to which row"), _OTHERS),
            "object_repr": Part(_("what the row was called"), _OTHERS),
            "action_flag": Part(_("added, changed or deleted")),
            "change_message": Part(_("which columns")),
        },
    ),
    replace(_PLAIN, place="table:auth.Permission", parts=_columns("id", "name", "content_type", "codename")),
    replace(_PLAIN, place="table:auth.Group", parts=_columns("id", "name")),
    replace(_PLAIN, place="table:auth.Group_permissions", parts=_columns("id", "group", "permission")),
    replace(_PLAIN, place="table:contenttypes.ContentType", parts=_columns("id", "app_label", "model")),
    Holding(
        place="redis-live:asgi*",
        category="DAT-10",
        whose=Whose.PERSON,
        purpose=_("to tell all web processes, encrypted, that somebody must go"),
        basis=Basis.INTEREST,
        kept=_("not at all: it passes through"),
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-queue:*",
        category="NONE",
        whose=Whose.NOBODY,
        purpose=_("the tasks that wait: their names, and numbers of rows"),
        basis=Basis.NONE,
        kept=_("until they are done"),
        erasure=Erasure.ENDS,
    ),
    *map(_log, _LOGGED, _LOGGED.values()),
)
