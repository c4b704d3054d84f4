"""Staff's roles as groups: what each may look at comes from the inventory, what it may do from `privacy/roles.py`.

promise: SEC-3
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.identities import spelling
from accounts.models import Person
from accounts.selectors import roles_of
from privacy import catalogue
from privacy.roles import MAY_DO, Role
from privacy.services import looks


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


class NotAMember(Exception):
    """Nobody who could come back has this e-mail address."""


class NotToBeChanged(Exception):
    """Nobody changes their own roles, nor those of a superuser, who has all."""


@transaction.atomic
def assign(*, email: str, roles: Collection[Role], by: Person, now: datetime) -> Person:
    """Give a member exactly these roles; whoever has none left is staff no more, and their next page says so.

    It stands in the record of looks before it is done (promise: SEC-3; reliability T52).

    :raises NotAMember: if no member has this address
    :raises NotToBeChanged: if it is whoever asks, or a superuser
    """
    members = Person.objects.select_for_update(no_key=True)  # whoever is being looked at has their key held
    found = members.filter(email=spelling(email), member_since__isnull=False).first()
    if found is None:
        raise NotAMember
    person: Person = found
    if person.pk == by.pk or person.is_superuser:
        raise NotToBeChanged
    had, wanted = set(roles_of(person=person)), {role.value for role in roles}
    for name in sorted(had ^ wanted):
        looks.note(
            staff_id=by.pk,
            roles=roles_of(person=by),
            action="role given" if name in wanted else "role taken",
            what=Person.groups.through._meta.label,  # noqa: SLF001 - Django documents it
            row=name,
            about=[person.pk],
            now=now,
        )
    person.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    person.is_staff = bool(roles)
    person.save(update_fields=["is_staff"])
    return person
