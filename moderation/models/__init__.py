"""Tables of moderation: what went wrong, and what follows."""

from .cases import Case, CaseNote, Proposal
from .complaints import Complaint, Quote
from .decisions import Appeal, Decision, Enforcement
from .duty import Duty
from .evidence import Evidence
from .rules import Rule, RuleHour

__all__ = [
    "Appeal",
    "Case",
    "CaseNote",
    "Complaint",
    "Decision",
    "Duty",
    "Enforcement",
    "Evidence",
    "Proposal",
    "Quote",
    "Rule",
    "RuleHour",
]
