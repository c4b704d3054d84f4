"""Staff's roles as groups: what each may look at comes from the inventory, what it may do from `privacy/roles.py`.

promise: SEC-3
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

from privacy import catalogue
from privacy.roles import MAY_DO, Role


def permissions_of(role: Role) -> set[str]:
    """Return what a role may do, as ``app.codename``."""
    looks = {label.lower().replace(".", ".view_", 1) for label in seen_by(role)}
    return looks | MAY_DO[role]


def seen_by(role: Role) -> Iterable[str]:
    """Yield the tables that a role may look at."""
    return (label for label, holding in catalogue.tables().items() if role in holding.seen_by)


def write_groups(*, app_label: str) -> None:
    """Give each role's group exactly its permissions over one app's tables; called after that app was migrated."""
    there = {
        f"{app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(content_type__app_label=app_label)
    }
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        wanted = {there[name] for name in permissions_of(role) if name in there}
        has = set(group.permissions.filter(content_type__app_label=app_label))
        group.permissions.remove(*(has - wanted))
        group.permissions.add(*(wanted - has))
