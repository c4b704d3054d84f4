"""One mailbox has one hash, however it is spelt (reliability T43)."""

import pytest

from accounts.identities import identity_hash, mailbox

ANN = "ann.smith@gmail.com"
SPELLINGS = [
    "ann.smith@gmail.com",
    "annsmith@gmail.com",
    "a.n.n.s.m.i.t.h@gmail.com",
    "Ann.Smith@Gmail.com",
    " ann.smith@gmail.com ",
    "ann.smith+chat@gmail.com",
    "annsmith+2+3@gmail.com",
    "ann.smith@googlemail.com",
    "ANNSMITH+X@GOOGLEMAIL.COM",
    "ann.smith@gmail.com.",
    "ａｎｎ.smith@gmail.com",
    "ann..smith@gmail.com",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_mailbox_has_one_hash(spelling):
    assert identity_hash("email", spelling) == identity_hash("email", ANN)


@pytest.mark.parametrize(
    "other",
    ["bob@gmail.com", "ann.smith@example.com", "annsmith@example.com", "ann@smith.example", "annsmith-x@gmail.com"],
)
def test_another_mailbox_has_another(other):
    assert identity_hash("email", other) != identity_hash("email", ANN)


def test_dots_mean_something_where_they_do():
    assert mailbox("ann.smith@example.com") != mailbox("annsmith@example.com")
    assert mailbox("ann+x@example.com") == mailbox("ann@example.com")
    assert mailbox("ann-x@yahoo.com") == mailbox("ann@yahoo.com")


def test_a_host_has_one_hash_in_either_script():
    assert mailbox("ann@bücher.example") == mailbox("ann@xn--bcher-kva.example")


def test_an_address_and_an_account_elsewhere_are_not_mistaken_for_each_other():
    assert identity_hash("account", ANN) != identity_hash("email", ANN)


@pytest.mark.parametrize("nothing", ["", "  ", "ann", "@gmail.com", "+x@gmail.com", "ann@"])
def test_nothing_has_no_hash(nothing):
    assert identity_hash("email", nothing) == ""


def test_the_hash_does_not_tell_the_address():
    assert "ann" not in identity_hash("email", ANN)
    assert len(identity_hash("email", ANN)) == 64
