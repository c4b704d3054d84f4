"""Each declaration says whose a row is, and in words that can be translated: promise: RET-1, RGT-4, P-10."""

import ast
import inspect
import re
from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import EmailField, ForeignKey, UUIDField

from privacy import catalogue
from privacy.inventory import Whose

OURS = ("chatear", "moderation", "matching", "billing", "accounts", "privacy")
TABLES = catalogue.tables()
FILES = sorted(path for app in OURS for path in (settings.BASE_DIR / app).glob("personal_data*/**/*.py")) + sorted(
    settings.BASE_DIR / app / "personal_data.py"
    for app in OURS
    if (settings.BASE_DIR / app / "personal_data.py").exists()
)
ABOUT_SOMEBODY = [label for label, holding in TABLES.items() if holding.whose is not Whose.NOBODY]


def tasks():
    """Return our tasks: their names, and the arguments that they are told."""
    for app in OURS:
        if (settings.BASE_DIR / app / "tasks.py").exists() or (settings.BASE_DIR / app / "tasks").is_dir():
            import_module(f"{app}.tasks")
    named = {name: task for name, task in current_app.tasks.items() if name.startswith(OURS)}
    return {
        name: [
            each.name for each in inspect.signature(task.run).parameters.values() if each.kind is not each.VAR_KEYWORD
        ]
        for name, task in named.items()
    }


@pytest.mark.parametrize("label", ABOUT_SOMEBODY)
def test_a_table_about_somebody_says_how_a_row_leads_to_them(label, db):
    holding, model, person = TABLES[label], apps.get_model(label), get_user_model()
    columns = {column.name: column for column in model._meta.concrete_fields}

    assert holding.owner or holding.address, f"{label}: say `owner` in its personal_data"
    if holding.owner:
        query = model.objects.filter(**{holding.owner: person(pk="00000000-0000-0000-0000-000000000001").pk})
        assert not query.exists()
        is_number = isinstance(columns.get(holding.owner), UUIDField)  # where a row outlives who it is about
        assert is_number or leads_to(model, holding.owner) is person
    if holding.address:
        assert isinstance(columns[holding.address], EmailField)


def leads_to(model, path):
    """Return which model a lookup ends at."""
    for step in path.split("__"):
        column = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = column.related_model or model
    return model


def test_a_table_that_leads_to_a_person_is_about_somebody():
    person = get_user_model()
    leading = {
        label
        for label in TABLES
        if any(
            isinstance(column, ForeignKey) and column.related_model is person
            for column in apps.get_model(label)._meta.concrete_fields
        )
    }

    assert leading <= set(ABOUT_SOMEBODY)


def test_every_argument_of_every_task_is_declared():
    declared = {holding.name for holding in catalogue.holdings() if holding.kind == "task"}
    there = {f"{name}({', '.join(arguments)})" for name, arguments in tasks().items() if arguments}

    assert "privacy.tasks.send_mail(mail_id)" in there
    assert there == declared


def test_no_task_is_told_more_than_it_declares():
    known = {name.rpartition(".")[2]: arguments for name, arguments in tasks().items()}
    told = [call for app in OURS for path in (settings.BASE_DIR / app).rglob("*.py") for call in calls_of_tasks(path)]

    assert told
    assert [f"{task}({name})" for task, names in told for name in names if name not in known[task]] == []


def calls_of_tasks(path):
    """Yield each task that a file starts, with the names of what it is told."""
    for node in ast.walk(ast.parse(path.read_text())):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if (
            is_call
            and node.func.attr in {"delay", "apply_async", "s", "si"}
            and isinstance(node.func.value, ast.Attribute)
        ):
            assert not node.args or node.func.attr == "apply_async", f"{path}:{node.lineno}: name the arguments"
            yield node.func.value.attr, [keyword.arg for keyword in node.keywords]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_the_words_of_a_declaration_are_marked_for_translation(path):
    bare = [f"{path.name}:{words.lineno}: {words.value!r}" for words in bare_words(ast.parse(path.read_text()))]

    assert bare == [], "write _(...) around them"


def bare_words(tree):
    """Yield each text that people read and that is not inside ``_( )``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Part", "Holding", "replace"}:
            shown = {"what", "withheld", "purpose", "kept", "title"}
            inside = [keyword.value for keyword in node.keywords if keyword.arg in shown]
            inside += node.args if getattr(node.func, "id", "") == "Part" else []
            yield from (each for each in inside if isinstance(each, ast.Constant) and each.value)


def test_a_bare_word_would_be_found():
    tree = ast.parse('Holding(kept="a day", purpose=_("to be"), parts={"id": Part("a number", _("because"))})')

    assert [words.value for words in bare_words(tree)] == ["a day", "a number"]


def test_how_long_something_is_kept_is_said_in_numbers(settings):
    settings.USAGE_DAYS, settings.GUEST_DAYS = 417, 318
    said = {catalogue.words_on_keeping(holding) for holding in catalogue.holdings()}

    assert not [words for words in said if re.search(r"%\(|CHATEAR_", words)]
    assert "417 days" in said
    assert any("318 days" in words for words in said)
