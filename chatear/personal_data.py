"""What Django itself holds, declared for the inventory in the words of `privacy/inventory.py` (promise: RET-1)."""

from dataclasses import replace
from typing import Final

from privacy.inventory import ROW, Basis, Erasure, Holding, Part, Whose

_PLAIN: Final = Holding(
    place="",
    category="NONE",
    whose=Whose.NOBODY,
    purpose="to say what staff's roles may do",
    basis=Basis.NONE,
    kept="always",
    erasure=Erasure.UNTOUCHED,
    seen_by="administrators",
)


def _columns(*names: str) -> dict[str, Part]:
    return {name: Part("the framework's", "nobody's") for name in names}


HOLDINGS: Final = (
    Holding(
        place="table:admin.LogEntry",
        category="DAT-13",
        whose=Whose.STAFF,
        purpose="to see which member of staff changed what",
        basis=Basis.INTEREST,
        kept="as long as the member of staff",
        erasure=Erasure.DELETED,
        seen_by="administrators and auditors",
        parts={
            "id": ROW,
            "user": Part("who did it"),
            "action_time": Part("when"),
            "content_type": Part("to what sort of row"),
            "object_id": Part("to which row"),
            "object_repr": Part("what the row was called"),
            "action_flag": Part("added, changed or deleted"),
            "change_message": Part("which columns"),
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
        purpose="to tell all web processes, encrypted, that somebody must go",
        basis=Basis.INTEREST,
        kept="not at all: it passes through",
        erasure=Erasure.UNTOUCHED,
    ),
    Holding(
        place="redis-queue:*",
        category="NONE",
        whose=Whose.NOBODY,
        purpose="the tasks that wait: their names, and numbers of rows",
        basis=Basis.NONE,
        kept="until they are done",
        erasure=Erasure.ENDS,
    ),
    Holding(
        place="log:*",
        category="DAT-13",
        whose=Whose.NOBODY,
        purpose="to see what went wrong: time, place in the program, kind of error, and no value of anybody's",
        basis=Basis.INTEREST,
        kept="as long as the operator rotates them",
        erasure=Erasure.UNTOUCHED,
        seen_by="the operator",
    ),
)
