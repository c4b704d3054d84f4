"""What can be read in one sitting: the limits of CONTRIBUTING.md."""

import ast
from pathlib import Path

from chatear.services.places import PROJECT

APPS = ("chatear", "moderation", "matching", "billing", "accounts", "privacy")
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_SCRIPT, LONGEST_LUA = 30, 300, 150, 60  # lines


def sources(pattern: str) -> list[Path]:
    return [path for app in APPS for path in (PROJECT / app).rglob(pattern) if "migrations" not in path.parts]


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    lengths = {str(path.relative_to(PROJECT)): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def test_no_python_file_is_too_long():
    assert too_long(sources("*.py") + list((PROJECT / "tests").rglob("*.py")), LONGEST_FILE) == {}


def test_no_lua_script_is_too_long():
    lengths = {path.name: lua_lines(path.read_text()) for path in sources("*.lua")}

    assert {name: length for name, length in lengths.items() if length > LONGEST_LUA} == {}


def lua_lines(script: str) -> int:
    """Count the lines below the header that do something."""
    below = script.partition("]]")[2].splitlines()
    return sum(1 for line in below if line.strip() and not line.strip().startswith("--"))


def test_no_javascript_module_is_too_long():
    assert too_long(list((PROJECT / "static" / "js").rglob("*.js")), LONGEST_SCRIPT) == {}


def test_no_function_is_too_long():
    lengths = {
        f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}": function_lines(node)
        for path in sources("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without those of its docstring."""
    said = ast.get_docstring(node, clean=False) or ""
    return (node.end_lineno or 0) - node.lineno + 1 - len(said.splitlines())
