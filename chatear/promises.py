"""Whether the promises are kept where the site runs: one number for each way of breaking them, and nobody's data.

promise: RET-1, RET-3; reliability P-29. Everything is only read. `manage.py check_promises` prints it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from accounts import photos
from accounts.models import Exclusion, Profile, Visit
from moderation.evidence import cabinet
from moderation.models import Enforcement, Evidence
from moderation.services import purge
from privacy import archive, catalogue, holds, retention
from privacy.models import Archive, Erasure, Outgoing, RightsRequest
from privacy.rules import PATIENCE, RULES, Rule
from privacy.services import looks

from . import demands
from . import redis as servers
from .settings.logs import ALWAYS, FIELDS

#: Tables of Django's own that hold no row of anybody's.
BOOKKEEPING: Final = frozenset({"django_migrations"})
#: The two lists of the matching pool stand as long as somebody is in them; all other keys end by themselves.
STANDING: Final = ("{mm}:tickets", "{mm}:in:", "{mm}:processes")
MAIL_IS_STUCK: Final = timedelta(hours=6)
ERASURE_IS_STUCK: Final = timedelta(hours=1)
#: In a line that is no JSON: a traceback, an address, a mailbox, a page that was asked for.
FOREIGN: Final = re.compile(
    r"^Traceback |\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\da-f]{1,4}(?::[\da-f]{0,4}){4,}"
    r"|\w@[\w-]+\.\w|\b(?:GET|POST|HEAD|PUT) /"
)
LONGEST_LOG: Final = 50_000_000  # bytes of one file, from its end


@dataclass(frozen=True, slots=True)
class Breach:
    """One way of breaking a promise, and how often it is broken."""

    name: str
    words: Any  # translated
    promises: str
    broken: Callable[[datetime], int]


def counts(*, now: datetime) -> list[tuple[Breach, int]]:
    """Count each way of breaking a promise."""
    return [(breach, breach.broken(now)) for breach in BREACHES]


def _overdue_rules(now: datetime) -> int:
    return len(retention.overdue(now=now))


def _rows_past_their_rule(now: datetime) -> int:
    return sum(_past(rule, now) for rule in RULES.values() if rule.table)


def _past(rule: Rule, now: datetime) -> int:
    """Count what was over three periods ago already, and what no hold keeps."""
    rows = retention.over(rule, now - PATIENCE * rule.every.value)
    return rows.exclude(pk__in=holds.held(rule.table, now=now)).count()


def _files_without_rows(now: datetime) -> int:
    named = set(Profile.objects.exclude(photo="").values_list("photo", flat=True))
    pictures = set(photos.written_before(now - photos.IN_HAND - PATIENCE * timedelta(hours=1))) - named
    copies = {name.partition(".")[0] for name in archive.names_there()} - set(
        Archive.objects.exclude(name="").values_list("name", flat=True)
    )
    evidence = set(cabinet().written_before((now - PATIENCE * timedelta(minutes=5)).timestamp()))
    known = set(Evidence.objects.exclude(name="").values_list("name", flat=True))
    return len(pictures) + len(copies) + len(evidence - known)


def _rows_without_files(_now: datetime) -> int:
    pictures = Profile.objects.exclude(photo="").values_list("photo", flat=True)
    copies = Archive.objects.filter(state=Archive.State.READY).values_list("name", flat=True)
    missing = [name for name in pictures if not photos.path_of(name).is_file()]
    kept = set(Evidence.objects.filter(state=Evidence.State.KEPT).values_list("name", flat=True))
    gone = len(kept - cabinet().names_there())
    return len(missing) + gone + sum(not archive.path_of(name).is_file() for name in copies)


def _pictures_past_their_end(now: datetime) -> int:
    """Count pictures that should have been destroyed three minutes ago, and what still names somebody for a ban."""
    then = now - PATIENCE * timedelta(minutes=1)
    kept = Evidence.objects.filter(state=Evidence.State.KEPT, case__in=purge.over_at(then), case__decided_on__lt=then)
    held = holds.held(Evidence._meta.label, now=now)  # noqa: SLF001 - Django documents it
    named = Enforcement.objects.filter(decision__ends_at__lt=then)
    return kept.exclude(pk__in=held).count() + named.count()


def _keys_without_end(_now: datetime) -> int:
    client = servers.live()
    keys = [key for key in client.scan_iter(count=1000) if not key.decode(errors="replace").startswith(STANDING)]
    return sum(client.ttl(key) == -1 for key in keys)


def _undeclared_keys(_now: datetime) -> int:
    keys = [key.decode(errors="replace") for key in servers.live().scan_iter(count=1000)]
    return len(catalogue.undeclared_keys("redis-live", keys))


def _undeclared_columns(_now: datetime) -> int:
    return len(list(catalogue.undeclared_columns())) + len(list(_columns_of_nobody()))


def _columns_of_nobody() -> Iterator[str]:
    """Yield the columns of the database that no model has."""
    known = {
        (model._meta.db_table, column.column)  # noqa: SLF001 - Django documents it
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields  # noqa: SLF001
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        )
        for table, column in cursor.fetchall():
            if table not in BOOKKEEPING and (table, column) not in known:
                yield f"{table}.{column}"


def _old_addresses(now: datetime) -> int:
    """Count keyed hashes of addresses that are older than anything with one may get."""
    oldest = now - timedelta(days=settings.USAGE_DAYS) - PATIENCE * timedelta(hours=1)
    return Visit.objects.exclude(address_hash="").filter(last_at__lt=oldest).count()


def _overdue_requests(now: datetime) -> int:
    return RightsRequest.objects.overdue(now).count()


def _exclusions_past_their_end(now: datetime) -> int:
    return Exclusion.objects.filter(ends_at__lt=now - PATIENCE * timedelta(minutes=1)).count()


def _stuck_mails(now: datetime) -> int:
    return Outgoing.objects.filter(asked_at__lt=now - MAIL_IS_STUCK).count()


def _stuck_erasures(now: datetime) -> int:
    waiting = (Erasure.State.ASKED, Erasure.State.WORKING)
    return Erasure.objects.filter(state__in=waiting, due_at__lt=now - ERASURE_IS_STUCK).count()


def _twice_erased(_now: datetime) -> int:
    open_ones = Erasure.objects.filter(state__in=Erasure.OPEN).exclude(person=None)
    return open_ones.values("person").annotate(count=Count("pk")).filter(count__gt=1).count()


def _broken_chain(now: datetime) -> int:
    return int(looks.first_broken(now=now) is not None)


def _log_lines(_now: datetime) -> int:
    return sum(not _is_ours(line) for line in _lines())


def _lines() -> Iterator[str]:
    folder = Path(settings.DATA_DIR) / "logs"
    for name in ("web*.log", "worker*.log", "beat*.log"):
        for path in folder.glob(name):
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - LONGEST_LOG))
                yield from (line.decode(errors="replace").strip() for line in file if line.strip())


def _is_ours(line: str) -> bool:
    """Say whether a line holds nothing but declared fields; what is no JSON may be a word of the server's own start.

    Such words name no address of anybody, no mailbox and no page.
    """
    try:
        said = json.loads(line)
    except ValueError:
        return not FOREIGN.search(line)
    return isinstance(said, dict) and said.keys() <= {*ALWAYS, *FIELDS}


def _wrong_servers(_now: datetime) -> int:
    return len(list(demands.unmet()))


BREACHES: Final = (
    Breach("overdue_rules", _("retention rules that were not run for three periods"), "RET-1", _overdue_rules),
    Breach("rows_past_their_rule", _("rows that a rule should have ended"), "RET-1", _rows_past_their_rule),
    Breach("files_without_rows", _("pictures and copies of data that belong to nobody"), "RET-1", _files_without_rows),
    Breach("rows_without_files", _("rows whose file is gone"), "RET-1", _rows_without_files),
    Breach("keys_without_end", _("keys of the live Redis that never end"), "RET-3, RET-7", _keys_without_end),
    Breach("undeclared_keys", _("keys of the live Redis that nobody declared"), "RET-1", _undeclared_keys),
    Breach("undeclared_columns", _("columns of the database that nobody declared"), "RET-1", _undeclared_columns),
    Breach("old_addresses", _("hashes of addresses older than allowed"), "DAT-2, RET-1", _old_addresses),
    Breach("overdue_requests", _("requests by right that nobody answered in time"), "RGT-4", _overdue_requests),
    Breach("exclusions_past_their_end", _("exclusions that should have ended"), "RET-5", _exclusions_past_their_end),
    Breach("pictures_past_their_end", _("pictures that should be destroyed"), "RET-6", _pictures_past_their_end),
    Breach("stuck_mails", _("mails that wait for six hours and more"), "RGT-4", _stuck_mails),
    Breach("stuck_erasures", _("erasures that are due for an hour and more"), "RGT-4", _stuck_erasures),
    Breach("twice_erased", _("people with two open erasures"), "RGT-4", _twice_erased),
    Breach("broken_chain", _("breaks in the record of what staff looked at"), "SEC-3", _broken_chain),
    Breach("foreign_log_lines", _("lines of the log with anything that is not declared"), "DAT-13", _log_lines),
    Breach("wrong_servers", _("settings of PostgreSQL and Redis that keep too much"), "RET-3", _wrong_servers),
)
