"""No face has words of its own: whatever a person reads of the program's own stands in `game.wording`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from jinja2 import Environment, nodes

import game
from game.export.kit.page_template import add_filters
from game.wording import board_words, lesson_words, seat_words

GAME = Path(game.__file__).parent
#: The faces: the folders whose modules, templates and scripts show something to people.
FACES = ("render", "web", "export", "plain", "tui")
MODULES = sorted(path for face in FACES for path in (GAME / face).rglob("*.py"))
TEMPLATES = sorted(
    [
        *GAME.glob("web/templates/*.html"),
        *GAME.glob("export/kit/templates/**/*.html"),
        *GAME.glob("export/kit/templates/*.txt"),
    ]
)
SCRIPTS = sorted([*GAME.glob("web/static/*.js"), *GAME.glob("export/kit/templates/lesson/*.js")])
WORDING = sorted(path.stem for path in GAME.glob("wording/*.py") if path.stem != "__init__")

LETTER = re.compile(r"[^\W\d_]")
#: A letter beside a space, or a word with a capital: a sentence, a heading, a label, or a piece of one.
WORDS = re.compile(r"[^\W\d_][,;:.!?”)]* | [“(]*[^\W\d_]|^\W*[A-ZÀ-Ž][a-zà-ž]+")
#: What looks like words and is none: markup, styles of Textual and of pages, headers, names of classes.
CODE = re.compile(
    r"[<>{}$]|^(bold|italic|dim|underline|class|href)\b|\bspan\b|(default-src|base-uri|img-src) '|\bno-transform\b|^ data-|^'?; |=\"$|, (peripheries|style)=| \[shape="
    r"|^[A-Z]\w*(-[A-Z]\w*)+$|^[A-Z][a-z]+[A-Z]\w+$"
)
#: Literals that no person reads, each with its reason.
NOT_WORDS = {
    "Lax": "where a cookie is sent",
    "Origin": "a header",
    'attachment; filename="': "a header",
    "following networks": "the name of a task",
    "what is typed": "the name of a thread",
    '"use strict";': "a script's",
    " and ": "between the authors of BibTeX",
    ", partisan": "a keyword of BibTeX",
    "flowchart TD": "Mermaid's",
    "Thing": "a type",
    "Result": "a type",
    "Menu, LinkedText, RowList": "kinds of widgets",
    " bold": "a style",
    "retry: 1500\nid: ": "a server-sent event",
    "\ndata: ": "the same",
    "state storage journal ask order pages ballot reveal teacher end offers start keys": "the names of scripts",
}


def list_literals(tree: ast.AST) -> Iterator[str]:
    """The texts that a module writes out; without docstrings and what only a failed assertion says."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, documented) and isinstance(node.body[0], ast.Expr):
            silent.add(id(node.body[0].value))
        if isinstance(node, ast.Assert) and node.msg is not None:
            silent.update(map(id, ast.walk(node.msg)))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in silent:
            silent.update(map(id, node.values))
            pieces = (part.value if isinstance(part, ast.Constant) else "\ue000" for part in node.values)
            yield from strip_markup("".join(map(str, pieces)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield from strip_markup(node.value)


def strip_markup(text: str) -> Iterator[str]:
    """The pieces of a text between its places and its tags, and what its tags say to a screen reader."""
    if "</" in text or "<br>" in text or "<p" in text:
        yield from re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text)
        text = re.sub(r"<[^>]*(>|$)", "\ue000", text)
    yield from filter(None, text.split("\ue000"))


#: What shows its first argument to a person.
SHOWING = {"notify", "notify_line", "Static", "make_content", "wrap_text", "section", "text", "title", "write",
           "write_wrapped", "print_line", "prompt", "Label", "underline_heading"}  # fmt: skip


def list_shown_literals(tree: ast.AST) -> Iterator[str]:
    """The literals that a call shows as they are, single words without a capital among them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if (
                    name in SHOWING
                    and isinstance(part, ast.Constant)
                    and LETTER.search(str(part.value).split("\x1b")[0])
                ):
                    yield str(part.value)


def are_words(text: str) -> bool:
    return bool(WORDS.search(text)) and not CODE.search(text) and text not in NOT_WORDS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GAME)))
def test_no_module_of_a_face_has_words_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [text for text in list_literals(tree) if are_words(text)] == []
    assert list(list_shown_literals(tree)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Say it."""', []),
        ('notify("Saved.")', ["Saved."]),
        ('notify(f"{count} seats of {all}")', [" seats of "]),
        ('Label("Help")', ["Help"]),
        ('title = "The file" if open else "file-1"', ["The file"]),
        ('assert found, "the pack was checked"', []),
        ("f'<p class=\"quiet\">Known today: {now}</p>'", ["Known today: "]),
        ('query("#menu", "bold $accent"), {"Origin": 1}', []),
    ],
)
def test_words_of_a_module_are_found(source: str, found: list[str]) -> None:
    assert [text for text in list_literals(ast.parse(source)) if are_words(text)] == found


def test_a_single_word_that_is_shown_is_found() -> None:
    source = 'notify_line("counting…"); Static("closed" if shut else "file"); wrap_text(words, 3, "bold"); open("file")'
    assert list(list_shown_literals(ast.parse(source))) == ["counting…", "closed", "file"]


#: Attributes of HTML that people read or hear.
READ_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "label", "data-phase", "data-aim"}
#: The place of an expression in a template, as a sign that no text has.
PLACE = re.compile("\ue000(\\d+)\ue001")


class ShownText(HTMLParser):
    """The texts of a page that people read: between its tags, and in attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._element = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element = tag
        self.texts += [value for name, value in attrs if name in READ_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._element = ""

    def handle_data(self, data: str) -> None:
        if self._element not in {"script", "style"}:
            self.texts.append(data)


def list_shown(expression: nodes.Node) -> Iterator[str]:
    """The literals that an expression may put out itself: not those that it compares or passes on."""
    match expression:
        case nodes.Const():
            yield str(expression.value)
        case nodes.CondExpr():
            yield from list_shown(expression.expr1)
            yield from list_shown(expression.expr2) if expression.expr2 is not None else ()
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from list_shown(expression.left)
            yield from list_shown(expression.right)
        case nodes.Concat():
            for node in expression.nodes:
                yield from list_shown(node)
        case nodes.Filter():
            yield from list_shown(expression.node) if expression.node is not None else ()


def list_template_words(source: str) -> list[str]:
    """What a template says itself: its own text, and the literals of expressions that stand where a text would."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    add_filters(environment)
    tree, expressions, page = environment.parse(source), list[nodes.Node](), list[str]()
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                page.append(node.data)
            else:
                page.append(f"\ue000{len(expressions)}\ue001")
                expressions.append(node)
    parser = ShownText()
    parser.feed("".join(page))
    parser.close()
    found = [text.strip() for text in parser.texts if LETTER.search(PLACE.sub("", text))]
    for text in parser.texts:
        for number in PLACE.findall(text):
            found += [shown for shown in list_shown(expressions[int(number)]) if LETTER.search(shown)]
    # Wherever it stands, a sentence is one: as a value of a macro, or set for later; ` checked` is an attribute.
    written = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
    return found + [text for text in written if are_words(text) and not re.fullmatch(r" [\w=-]+", text)]


#: What templates say that is no word of a language.
NAMES_IN_TEMPLATES = re.compile(r"class\.html|h|A[−+]|%6d|sixteen-points replay .*|.* class=\"\w+\"")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(GAME)))
def test_no_template_has_words_of_its_own(path: Path) -> None:
    found = list_template_words(path.read_text(encoding="utf-8"))
    assert [text for text in found if not NAMES_IN_TEMPLATES.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ says }}</p>", []),
        ("<p>Votes: {{ says }}</p>", ["Votes: \ue0000\ue001"]),
        ('<button aria-label="Open {{ a }}" name="step">{{ a }}</button>', ["Open \ue0000\ue001"]),
        ('<p>{{ "on" if calm else "off" }}</p>', ["on", "off"]),
        ('<button value="{{ "no" if calm else "yes" }}"></button>', []),
        ('{% if phase == "ballot" %}<b>{{ step("tell", "Tell it") }}</b>{% endif %}', ["Tell it"]),
        ("{% set head %}<b>Seats</b>{% endset %}", ["Seats"]),
    ],
)
def test_words_of_a_template_are_found(source: str, found: list[str]) -> None:
    assert list_template_words(source) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(GAME)))
def test_every_word_that_a_template_names_is_there(path: Path) -> None:
    """A misspelt name would leave a hole in the page."""
    for module, name in re.findall(r"\b(\w+_words)\.(\w+)", path.read_text(encoding="utf-8")):
        if module != "script_words":
            assert hasattr(import_module(f"game.wording.{module}"), name), (module, name)


#: A comment of a script, or one of its texts.
SCRIPT_TEXT = re.compile(r"//[^\n]*|/\*.*?\*/|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`", re.S)
#: What scripts write that no person reads: keys of a keyboard, headers, elements, errors that are caught, stores.
NOT_WORDS_OF_SCRIPTS = re.compile(
    r"^(use strict|Page(Down|Up)|Arrow(Up|Down)|Enter|F5|X-Script|POST|AbortController|Roboto Mono|no answer"
    r"|not the room's own|lesson |first page of |journal of lessons|button, input|sup a| h1)$|[#.\[:][\w-]|<section"
    r"|^\(min-width|^16px "
)  # fmt: skip


def list_script_words(source: str) -> list[str]:
    found = ("".join(match.groups(default="")) for match in SCRIPT_TEXT.finditer(source))
    return [text for text in found if WORDS.search(text) and not NOT_WORDS_OF_SCRIPTS.search(text)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(GAME)))
def test_no_script_has_words_of_its_own(path: Path) -> None:
    assert list_script_words(path.read_text(encoding="utf-8")) == []


def test_every_word_that_a_script_names_is_there() -> None:
    names = {path: set(re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8"))) for path in SCRIPTS}
    assert sum(map(len, names.values())) > 50
    for path, used in names.items():
        there = set(seat_words.SCRIPT) if path.name == "room.js" else {*vars(lesson_words), *board_words.SCRIPT}
        assert used <= there, path


def list_texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from list_texts(each)
        case dict():
            for each in value.values():
                yield from list_texts(each)


def load_words() -> dict[str, ModuleType]:
    return {name: import_module(f"game.wording.{name}") for name in WORDING}


def test_no_word_has_a_sign_that_html_reads() -> None:
    """Templates put words out as they are, between tags and into attributes."""
    in_templates = set(re.findall(r"\b\w+_words\b", "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)))
    for name, module in load_words().items():
        if name in in_templates:
            for text in list_texts({key: value for key, value in vars(module).items() if key.isupper()}):
                assert not re.search(r'[<>&"]', text), (name, text)


def test_every_word_is_used() -> None:
    sources = (path.read_text(encoding="utf-8") for path in GAME.rglob("*")
               if path.suffix in {".py", ".html", ".js", ".txt"} and path.parent.name != "wording")  # fmt: skip
    used = {name for source in sources for name in re.findall(r"\b(?:\w+_)?words\.([A-Z_]+)\b", source)}
    for module in load_words().values():
        assert {name for name in vars(module) if name.isupper()} - used == set()
        assert set(vars(module).get("SCRIPT", {})) - used == set()
