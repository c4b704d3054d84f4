"""How the promises about complaints, pictures and decisions may be broken (P-02, P-04 to P-06, P-25, P-26)."""

from typing import Final

from tests.promises.mutation import Mutation

HERE = "tests/moderation"

OF_MODERATION: Final = (
    Mutation(
        promise="P-02",
        words="words are kept that nobody proved",
        where="moderation.services.complaints:_quote",
        old="if line.whose is not None:",
        new="quote.said = line.body or ''\n    if line.whose is not None:",
        tests=(f"{HERE}/test_complaints.py::test_only_proven_words_are_kept",),
    ),
    Mutation(
        promise="P-02",
        words="words stay of what led to no ban",
        where="moderation.services.purge:destroy_words",
        old=".delete()",
        new="",
        tests=(f"{HERE}/test_purge.py::test_what_led_to_no_ban_goes_when_it_is_decided",),
    ),
    Mutation(
        promise="P-04",
        words="the row says that the picture is destroyed, and the bytes stay",
        where="moderation.services.looking:destroy",
        old="cabinet().destroy(row.name)",
        new="pass",
        tests=(f"{HERE}/test_purge.py::test_the_bytes_go_with_the_row_and_need_no_second_look",),
    ),
    Mutation(
        promise="P-05",
        words="the record goes with the person",
        where="moderation.services.purge:close_cases_of",
        old="    theirs = Decision.objects.filter(person__in=leaving.people)",
        new="    theirs = Decision.objects.filter(person__in=leaving.people)\n    theirs.delete()",
        tests=(f"{HERE}/test_purge.py::test_the_record_of_who_is_erased_stays_and_names_nobody",),
    ),
    Mutation(
        promise="P-06",
        words="a picture stays when the longest ban ends",
        where="moderation.services.purge:over_at",
        old="ends_at__gt=now",
        new="ends_at__isnull=False",
        tests=(f"{HERE}/test_purge.py::test_when_it_ends_nothing_is_left_but_the_record",),
    ),
    Mutation(
        promise="P-25",
        words="a pause by a rule lasts as long as it likes",
        where="moderation.services.bans:pause",
        old="min(length, LONGEST_PAUSE)",
        new="length",
        tests=(f"{HERE}/test_decisions.py::test_a_rule_pauses_for_minutes_at_most",),
    ),
    Mutation(
        promise="P-26",
        words="nobody is told why",
        where="moderation.services.decisions:_check",
        old="or not made.letter.strip()",
        new="",
        tests=(f"{HERE}/test_decisions.py::test_what_can_t_be_decided_is_refused_and_changes_nothing",),
    ),
    Mutation(
        promise="P-26",
        words="whoever decided answers the appeal",
        where="moderation.services.appeals:answer",
        old="if by.pk in _deciders(decision):",
        new="if False:",
        tests=(f"{HERE}/test_decisions.py::test_an_appeal_is_answered_by_somebody_else_within_two_days",),
    ),
)
