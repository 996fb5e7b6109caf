"""The templates of what a class sees and is handed: each page becomes one file that loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_eval_context, select_autoescape
from jinja2.nodes import EvalContext
from markupsafe import Markup

from game.play.page import Footnote, Paragraphs, Sentence
from game.render.blocks import Panel
from game.render.html import blocks_html, footnotes_html, paragraphs_html, sentences_html
from game.render.page_blocks import build_answer_panel, build_dispute_panel, list_answer_parts
from game.wording import board_words, lesson_words, page_words, paper_words, seat_words, wall_words
from game.wording.plurals import choose_form

#: The typeface is in the file, so that a page looks the same on every machine: name of the file, weight, style.
FONT_FACES = (("400-normal", 400, "normal"), ("400-italic", 400, "italic"), ("600-normal", 600, "normal"))
#: A typed quote, bare or as it stands in markup; after a letter or a figure it is an apostrophe or closes.
_QUOTE = re.compile(r"(?P<opens>(?<![^\s(\[>“]))?(?:'|&#x27;|&#39;)")
#: The signs that each file of the typeface holds, as CSS names them.
FONT_RANGES = {"latin": "U+0-FF,U+2000-22FF", "latin-ext": "U+100-24F"}


def render_page(template: str, *styles: str, scripts: Sequence[str] = (), fonts: bool = True, **values: Any) -> str:
    """Return a template as one self-contained HTML page, with style sheets and scripts inline.

    Args:
        template: the name of the template.
        styles: the names of its style sheets.
        scripts: the names of its scripts, which become one; without any it runs none.
        fonts: whether the typeface is in the page; without it the page is small and looks as the system's does.
        values: what the template shows, by the names that it uses.
    """
    # Joined without a break at the ends: the policy names each by the hash of exactly what stands in the element.
    style = "\n".join([*([_font_rules()] if fonts else []), *(_read_template(name) for name in ("base.css", *styles))])
    # In a block, so that no name of theirs is a name of the browser's.
    code = "\n".join(['"use strict";', "{", *map(_read_template, scripts), "}"]) if scripts else ""
    script_from = f"'{_hash(code)}'" if code else "'none'"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {script_from}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    page = get_environment().get_template(template)
    return page.render(style=Markup(style), script=Markup(code), policy=Markup(policy), **values)  # noqa: S704 - our own files


@lru_cache(maxsize=1)
def get_environment() -> Environment:
    """Return the templates; values are escaped in those of pages, and left as they are in those of plain text."""
    found = Environment(
        loader=PackageLoader("game.export.kit"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    add_filters(found)
    return found


def add_filters(found: Environment) -> None:
    """Add the filters and words that the shared templates of walls and papers use."""
    found.filters["paragraphs"] = lambda text, anchor: Markup(curl_quotes(paragraphs_html(text, anchor)))  # noqa: S704
    found.filters["sentences"] = lambda text, anchor: Markup(curl_quotes(sentences_html(text, anchor)))  # noqa: S704
    found.filters["footnotes"] = lambda notes, anchor: Markup(curl_quotes(footnotes_html(notes, anchor)))  # noqa: S704
    found.filters["answer_panel"] = lambda answer, anchor, level: _markup_panel(
        build_answer_panel(answer), anchor, level
    )
    found.filters["dispute_panel"] = lambda dispute: _markup_panel(build_dispute_panel(dispute))
    found.filters["parts"] = list_answer_parts
    for module in (board_words, lesson_words, page_words, paper_words, seat_words, wall_words):
        found.globals[module.__name__.rpartition(".")[2]] = _Words(module)
    found.filters["fill"] = fill_words
    found.filters["form"] = choose_form
    found.filters["bold"] = make_bold
    found.filters["plain"] = join_sentences
    found.filters["used"] = select_footnotes


def _markup_panel(panel: Panel, anchor: str = "", level: int = 3) -> Markup:
    return Markup(curl_quotes(blocks_html([panel], anchor, level)))  # noqa: S704 - from game.render.html, which escapes


class _Words:
    """A module of `game.wording` for templates: its texts as markup, since none has a sign that HTML reads."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        return _mark_up(getattr(self._module, name))


def _mark_up(words: object) -> object:
    match words:
        case str():
            return Markup(words)  # noqa: S704 - our own
        case tuple():
            return tuple(map(_mark_up, words))
        case dict():
            return {name: _mark_up(text) for name, text in words.items()}
    return words


@pass_eval_context
def fill_words(context: EvalContext, text: str, **values: object) -> str:
    """Return a text of `game.wording` with its braces filled; on a page the values are finalized and escaped."""
    if not context.autoescape:
        return str(text).format(**values)
    return Markup(text).format(**{name: finalize(context, value) for name, value in values.items()})  # noqa: S704 - our own


@pass_eval_context
def make_bold(context: EvalContext, text: object) -> Markup:
    """Return a text as bold markup."""
    return Markup("<b>{}</b>").format(finalize(context, text))


@pass_eval_context
def finalize(context: EvalContext, value: object) -> object:
    """Return a pack's text with typographic apostrophes on a page; leave markup and plain text as they are."""
    typed = context.autoescape and isinstance(value, str) and not isinstance(value, Markup)
    return curl_quotes(str(value)) if typed else value


def curl_quotes(text: str) -> str:
    """Return a text, or markup without single-quoted attributes, with typographic apostrophes and quotes."""
    return _QUOTE.sub(lambda quote: "‘" if quote["opens"] is not None else "’", text)


def join_sentences(text: Paragraphs) -> str:
    """Return paragraphs as one line of text without footnotes."""
    return " ".join(sentence.text for paragraph in text for sentence in paragraph)


def select_footnotes(notes: Sequence[Footnote], *texts: Paragraphs) -> list[Footnote]:
    """Return the footnotes that some texts use, in the order of their numbers."""
    numbers = {number for text in texts for number in _numbers(text)}
    return [note for note in notes if note.number in numbers]


def _numbers(text: Paragraphs) -> Iterable[int]:
    sentences: Iterable[Sentence] = (sentence for paragraph in text for sentence in paragraph)
    return (number for sentence in sentences for number in sentence.footnote_numbers)


@lru_cache(maxsize=16)
def _read_template(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def _font_rules() -> str:
    return font_rules(lambda data, _: f"data:font/woff2;base64,{base64.b64encode(data).decode()}")


def font_rules(address: Callable[[bytes, str], str]) -> str:
    """Return the style sheet of the typeface; `address` returns a file's URL for its bytes and its name."""
    rules = []
    for letters, span in FONT_RANGES.items():
        for name, weight, style in FONT_FACES:
            file = files(__package__).joinpath("fonts", f"{letters}-{name}.woff2")
            rules.append(
                f"@font-face {{ font-family: Literata; font-weight: {weight}; font-style: {style}; "
                f"unicode-range: {span}; src: url({address(file.read_bytes(), file.name)}) }}"
            )
    return "\n".join(rules)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
