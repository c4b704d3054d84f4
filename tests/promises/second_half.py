"""How P-15 to P-30 may be broken: answers in time, who looks, and what is said of it all."""

from typing import Final

from tests.promises.mutation import Mutation

LOGS = "tests/chatear/test_logs.py"
HERE = "tests/promises/test_they_hold.py"
ACCOUNTS = "tests/accounts"
PRIVACY = "tests/privacy"

SECOND: Final = (
    Mutation(
        promise="P-15",
        words="a copy is not what its schema says",
        where="privacy.export.data:_table",
        old='"category": ',
        new='"kind": ',
        tests=(f"{PRIVACY}/test_export.py::test_it_is_what_the_published_schema_says",),
    ),
    Mutation(
        promise="P-16",
        words="cookies stay when a yes is taken back",
        where="accounts.views.counting:_take_back_googles",
        old="response.delete_cookie",
        new="str",
        tests=(f"{PRIVACY}/test_google_analytics.py::test_taking_it_back_deletes_its_cookies_at_once",),
    ),
    Mutation(
        promise="P-17",
        words="business days begin on the day a request comes",
        where="privacy.deadlines:_business_days_after",
        old="timedelta(days=1)",
        new="timedelta(days=0)",
        tests=(f"{PRIVACY}/test_deadlines.py::test_business_days_leave_out_weekends_and_holidays",),
        quick=True,
    ),
    Mutation(
        promise="P-17",
        words="a request is late a day later",
        where="privacy.querysets:RightsRequestQuerySet.overdue",
        old="due_within(-1, now)",
        new="due_within(-2, now)",
        tests=(f"{PRIVACY}/test_requests_in_time.py::test_a_request_is_late_when_its_last_day_is_over_at_its_place",),
    ),
    Mutation(
        promise="P-18",
        words="Global Privacy Control is not heard",
        where="privacy.consent:refuses",
        old='headers.get("Sec-GPC") == "1"',
        new="False",
        tests=(f"{ACCOUNTS}/test_choices.py::test_the_browsers_no_outweighs_every_yes",),
    ),
    Mutation(
        promise="P-19",
        words="a region's page shows another one",
        where="privacy.views.policy:_show",
        old="in pages[name].sections",
        new='in pages["policy"].sections',
        tests=(
            f"{PRIVACY}/test_links.py::test_representatives_and_what_protects_a_transfer_stand_there_once_they_are_set",
        ),
    ),
    Mutation(
        promise="P-20",
        words="staff sees pages without the second factor",
        where="chatear.staff:StaffPages.process_view",
        old="if not is_on_duty(request) or",
        new="if",
        tests=("tests/chatear/test_staff.py::test_a_password_alone_opens_no_page_of_staff",),
    ),
    Mutation(
        promise="P-20",
        words="a look is not written down",
        where="chatear.staff:note",
        old="looks.note(",
        new="(lambda **_: None)(",
        tests=("tests/chatear/test_staff.py::test_one_person_is_shown_after_a_reason_and_the_look_is_theirs_to_read",),
    ),
    Mutation(
        promise="P-21",
        words="whom staff looked at does not hear of it",
        where="privacy.services.looks:_tell",
        old="for person_id in about",
        new="for person_id in ()",
        tests=("tests/chatear/test_staff.py::test_one_person_is_shown_after_a_reason_and_the_look_is_theirs_to_read",),
    ),
    Mutation(
        promise="P-22",
        words="a site without TLS may start",
        where="chatear.settings.refusals:_doors",
        old='not origin.startswith("https://")',
        new="False",
        tests=(f"{HERE}::test_production_knows_no_way_in_without_tls",),
        quick=True,
    ),
    Mutation(
        promise="P-23",
        words="a cookie is set before a yes",
        where="privacy.consent:Choices.allows",
        old="self.answers.get(name, False)",
        new="True",
        tests=(f"{ACCOUNTS}/test_choices.py::test_without_an_answer_nothing_is_stored_and_no_cookie_set",),
    ),
    Mutation(
        promise="P-24",
        words="a field of the log holds anything",
        where="chatear.settings.logs:has_form",
        old="form.fullmatch(str(value)) is not None",
        new="True",
        tests=(f"{LOGS}::test_a_field_holds_nothing_but_what_is_of_its_form",),
        quick=True,
    ),
    Mutation(
        promise="P-24",
        words="a library says what it likes beside its words",
        where="chatear.settings.logs:fields_of",
        old="in OURS",
        new="or True",
        tests=(f"{LOGS}::test_what_others_say_beside_their_words_is_left_out",),
        quick=True,
    ),
    Mutation(
        promise="P-27",
        words="a group of one is shown",
        where="accounts.suppression:LEAST",
        new=1,
        tests=(f"{ACCOUNTS}/test_suppression.py",),
        quick=True,
    ),
    Mutation(
        promise="P-28",
        words="a hold holds nothing",
        where="privacy.holds:_held",
        old="if not holds:",
        new="if True:",
        tests=(f"{PRIVACY}/test_holds.py::test_a_hold_ends_by_itself_and_when_it_is_released",),
    ),
    Mutation(
        promise="P-28",
        words="what a hold keeps is passed over in silence",
        where="privacy.retention:_end",
        old="return gone, len(keys) - len(free),",
        new="return gone, 0,",
        tests=(f"{PRIVACY}/test_retention_rules.py::test_a_legal_hold_keeps_the_named_row_and_no_other_until_it_ends",),
    ),
    Mutation(
        promise="P-29",
        words="nobody counts what a rule left over",
        where="chatear.promises:_past",
        old="return rows.exclude(pk__in=holds.held(rule.table, now=now)).count()",
        new="return 0",
        tests=("tests/chatear/test_promises.py::test_each_kind_of_breach_is_counted_alone[rows_past_their_rule]",),
    ),
    Mutation(
        promise="P-30",
        words="a paragraph does not say what it promises",
        where="privacy.policy.reading:_paragraph",
        old='tuple(found["ids"].split())',
        new="()",
        tests=(f"{HERE}::test_a_paragraph_says_what_it_promises",),
        quick=True,
    ),
)
