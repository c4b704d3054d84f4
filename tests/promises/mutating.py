"""Break the code in one place, run the tests that should notice, and mend it: all in one session of pytest.

`-p tests.promises.mutating --mutate=P-08,P-12` instead of running tests. First every test runs on whole code and must
pass; then each mutation is tried, and one of its tests must fail. A mutation whose text is not in the code any more is
a failure, too: the list can't rot.
"""

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from tests.promises.mutations import MUTATIONS, Mutation


class NotThere(Exception):
    """What a mutation wants to change is not in the code."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take which promises are tried: `all`, `quick`, or their names."""
    parser.addoption("--mutate", default="", help="which promises' mutations are tried: all, quick, P-08,P-12")


def chosen(asked: str) -> list[Mutation]:
    """Return the mutations that were asked for."""
    if asked == "quick":
        return [one for one in MUTATIONS if one.quick]
    return [one for one in MUTATIONS if asked == "all" or one.promise in asked.split(",")]


def pytest_configure(config: pytest.Config) -> None:
    """Collect the tests of the mutations alone."""
    if asked := config.getoption("--mutate"):
        config.args = list(dict.fromkeys(test for one in chosen(asked) for test in one.tests))
        config.pluginmanager.register(Trial(chosen(asked)), "mutation-trial")


class Trial:
    """The loop that replaces pytest's own."""

    def __init__(self, mutations: list[Mutation]) -> None:
        """Try some mutations."""
        self.mutations, self.failed = mutations, False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all on whole code, then each mutation's tests on broken code."""
        if session.testsfailed:
            raise session.Interrupted("the tests of the mutations can't be collected")
        items = {item: item.nodeid for item in session.items}
        survived = [f"{name} fails on whole code" for item, name in items.items() if self.fails(item, last=False)]
        for one in self.mutations:
            ours = [item for item in items if any(is_of(items[item], test) for test in one.tests)]
            try:
                with broken(one):
                    noticed = any(self.fails(item, last=False) for item in ours)
            except NotThere as error:
                survived.append(f"{one.promise} {one.where}: {error}")
                continue
            print(f"\n{one.promise} {'noticed' if noticed else 'SURVIVED'}: {one.words} ({one.where})", end="")
            if not noticed:
                survived.append(f"{one.promise} {one.where}: {one.words}: no test fails")
        if session.items:
            self.fails(session.items[-1], last=True)
        print(f"\n{len(self.mutations)} mutations, {len(survived)} not noticed", *survived, sep="\n")
        session.testsfailed = len(survived)
        return True

    def fails(self, item: Any, *, last: bool) -> bool:
        """Run one test and say whether it fails; fixtures of the session stay until the last."""
        self.failed = False
        item._initrequest()
        after = None if last else SimpleNamespace(listchain=lambda: item.listchain()[:1])
        item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        return self.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear what became of a test."""
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str]:
        """Keep the failures that are wanted out of the output."""
        return "", "", ""


def is_of(nodeid: str, test: str) -> bool:
    """Whether a test is the one that is named, or one of its cases."""
    return nodeid == test or nodeid.startswith((f"{test}[", f"{test}::"))


@contextmanager
def broken(one: Mutation) -> Iterator[None]:
    """Change the code, and change it back.

    :raises NotThere: if it is not as the mutation says
    """
    module, _, path = one.where.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    if not one.old:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, name, one.new)
            yield
        return
    function = inspect.unwrap(plain(inspect.getattr_static(owner, name)))
    whole = function.__code__
    function.__code__ = changed(function, one)
    try:
        yield
    finally:
        function.__code__ = whole


def plain(found: Any) -> Any:
    """Return the function inside of a property, a class method or a task."""
    for inside in ("fget", "__func__", "run"):
        found = getattr(found, inside, None) or found
    return found


def changed(function: Any, one: Mutation) -> Any:
    """Return the code of a function with one text in it replaced."""
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(one.old) < 1:
        raise NotThere(f"{one.old!r} is not in it")
    lines = source.replace(one.old, str(one.new)).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(("def ", "async def ")))
    found: dict[str, Any] = {}
    exec(compile("\n".join(lines[first:]), inspect.getfile(function), "exec"), function.__globals__, found)
    return found[function.__name__].__code__
