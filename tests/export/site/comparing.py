"""Pages and ledgers of the program in the form in which the script of a published page has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from random import Random
from typing import Any

from playwright.sync_api import Page as BrowserPage

from game.branches.run_keys import encode_key
from game.export.site.compile_role import compile_role
from game.export.site.role_page import list_words
from game.play.glosses import add_glosses
from game.play.journal import Journal, replay
from game.play.ledger import build_ledger
from game.play.page import Footnote, Paragraph, Paragraphs
from game.play.page_builder import build_page
from game.play.run_end import build_run_end
from game.play.session import get_machine
from game.record.citations import format_bibliography
from game.render import blocks
from game.render.page_blocks import build_footnotes, list_ledger_blocks, list_page_blocks, list_run_end_blocks
from game.story.types import Pack
from game.wording import key_words, page_words


def dump_page(pack: Pack, journal: Journal, calm: bool, known_now: bool) -> dict[str, Any]:
    """Return what `buildPage` returns for the same run."""
    page = add_glosses(pack, journal, build_page(pack, journal, calm=calm, known_now=known_now, with_opening=True))
    shown = [block for block in list_page_blocks(page) if not isinstance(block, blocks.Footnotes)]
    return {
        "blocks": _dump_blocks(shown),
        "told": _dump_notes(page.footnotes),
        "notes": _dump_notes((*page.footnotes, *page.answer_footnotes)),
        "choices": [[choice.id, choice.text, choice.number] for choice in page.choices],
        "isEnding": page.ending is not None,
    }


def dump_ledger(pack: Pack, journal: Journal) -> dict[str, Any]:
    """Return what `buildLedger` returns for the same run."""
    ledger = build_ledger(pack, journal)
    references = [reference for _, reference in format_bibliography(ledger.sources)]
    shown = _dump_blocks(
        block for block in list_ledger_blocks(ledger, references) if not isinstance(block, blocks.Footnotes)
    )
    return {"blocks": shown[:-2], "notes": _dump_notes(ledger.footnotes), "end": shown[-2:]}


def dump_run_end(pack: Pack, journal: Journal) -> list[dict[str, Any]]:
    """Return what `buildRunEnd` returns for the same run; nothing for a run that has not ended."""
    end = build_run_end(journal)
    return _dump_blocks(list_run_end_blocks(end, encode_key(pack, journal))) if end is not None else []


def _dump_notes(notes: Sequence[Footnote]) -> list[dict[str, Any]]:
    return [
        {
            "number": note.number,
            "label": note.label,
            "says": note.says,
            "about": about,
            "cites": [cite.text for cite in note.citations],
            "disputed": list(disputed),
        }
        for note, about, disputed in build_footnotes(notes).notes
    ]


def _dump_paragraph(paragraph: Paragraph) -> list[Any]:
    return [
        {
            "spans": [[span.text, span.emphasis, span.gloss] for span in sentence.spans],
            "numbers": list(sentence.footnote_numbers),
        }
        for sentence in paragraph
    ]


def _dump_paragraphs(paragraphs: Paragraphs) -> list[Any]:
    return [_dump_paragraph(paragraph) for paragraph in paragraphs]


def _dump_blocks(shown: Iterable[blocks.Block]) -> list[dict[str, Any]]:
    return [{"kind": type(block).__name__, **_dump_fields(block)} for block in shown]


def _dump_fields(block: blocks.Block) -> dict[str, Any]:
    match block:
        case blocks.Where():
            return {"when": block.at.words, "place": block.place}
        case blocks.Heading():
            return {"text": block.text, "level": block.level}
        case blocks.Quote() | blocks.Remark():
            return {"text": block.text}
        case blocks.Prose():
            return {"paragraphs": _dump_paragraphs(block.paragraphs)}
        case blocks.Changes():
            return {"lines": list(block.lines)}
        case blocks.Field():
            return {"label": block.label, "text": block.text}
        case blocks.Part():
            return {"label": block.label, "paragraphs": _dump_paragraphs(block.paragraphs)}
        case blocks.HeardNews():
            says, known = _dump_paragraph((block.says,))[0], _dump_paragraph(block.known_today)
            return {"head": block.head, "says": says, "knownLabel": block.known_label, "known": known}
        case blocks.Account():
            return {
                "rows": [
                    {"when": row.when, "text": row.text, "mark": row.mark, "says": _dump_paragraph(row.says)}
                    for row in block.rows
                ]
            }
        case blocks.Items():
            return {"items": [_dump_paragraphs(item) for item in block.items]}
        case blocks.Readings():
            return {"readings": [[each.says, [cite.text for cite in each.citations]] for each in block.readings]}
        case blocks.References():
            return {"texts": list(block.texts)}
        case blocks.Panel():
            inner = _dump_blocks(block.blocks)
            return {"look": block.kind, "title": block.title, "remark": block.remark, "blocks": inner}
        case blocks.Fold():
            return {"line": block.line, "blocks": _dump_blocks(block.blocks)}
        case blocks.Glosses():
            return {"title": block.title, "lines": [list(line) for line in block.lines]}
        case blocks.Footnotes():
            raise AssertionError("footnotes are compared apart")


class ScriptEngine:
    """The script of a role's page, run in a browser without the page."""

    def __init__(self, window: BrowserPage, pack: Pack, role: str) -> None:
        self.window = window
        story = compile_role(pack, role)
        words = {**list_words(page_words), **list_words(key_words)}
        scripts = files("game.export.kit") / "templates" / "site"
        code = "\n".join((scripts / name).read_text(encoding="utf-8") for name in ("engine.js", "keys.js"))
        # As text: Playwright takes ten times as long over the values themselves.
        window.evaluate(
            f"(data) => {{ const [story, words] = JSON.parse(data); {code}; window.tell = {{ {_ASKED} }}; {_BARE} }}",
            json.dumps([story, words]),
        )

    def answer(self, question: str, runs: Sequence[Any]) -> list[Any]:
        """Return what the script answers for each run: `page`, `ledger`, `key`, or `read` for a key."""
        asked = "([question, runs]) => JSON.stringify(JSON.parse(runs).map(window.tell[question]), window.bare)"
        found: list[Any] = json.loads(self.window.evaluate(asked, [question, json.dumps(runs)]))
        return found


#: What a sentence names is how the script finds its glosses, and no part of a page.
_BARE = 'window.bare = (key, value) => key === "named" ? undefined : value;'
_ASKED = """
  page: ([refs, calm, knownNow]) => {
    const page = buildPage(story, words, replayRun(story, refs).run, { calm, knownNow });
    page.choices = page.choices.map(({ choice, number }) => [choice.id, choice.text, number]);
    return page;
  },
  ledger: (refs) => buildLedger(story, words, replayRun(story, refs).run),
  end: (refs) => {
    const { run } = replayRun(story, refs);
    return story.scenes[run.scene].ending ? buildRunEnd(story, words, run, 0, encodeKey(story, run)) : [];
  },
  key: (refs) => encodeKey(story, replayRun(story, refs).run),
  read: (key) => {
    const { run, message } = decodeKey(story, words, key);
    return run ? [listRefs(run), message] : [null, message];
  },
"""


def compare_runs(engine: ScriptEngine, pack: Pack, role: str, random: Random, pages: int) -> list[str]:
    """Return where script and program differ over random runs, until so many pages have been compared."""
    machine = get_machine(pack, role)
    differing: list[str] = []
    compared = 0
    while compared < pages:
        journal = replay(machine, [])
        asked: list[tuple[list[str], bool, bool]] = []
        expected: list[Any] = []
        while True:
            calm, known_now = random.random() < 0.5, random.random() < 0.5
            asked.append((journal.choice_refs, calm, known_now))
            expected.append(dump_page(pack, journal, calm, known_now))
            choices = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
            if not choices or len(asked) == 60:
                break
            journal.choose(random.choice(choices).spec.id)
        compared += len(asked)
        refs = journal.choice_refs
        differing += [
            f"page of {role}, {case}"
            for case, one, other in zip(asked, engine.answer("page", asked), expected, strict=True)
            if one != other
        ]
        if refs and engine.answer("ledger", [refs]) != [dump_ledger(pack, journal)]:
            differing.append(f"ledger of {role}, {refs}")
        if engine.answer("end", [refs]) != [dump_run_end(pack, journal)]:
            differing.append(f"end of {role}, {refs}")
        if engine.answer("key", [refs]) != [encode_key(pack, journal)]:
            differing.append(f"key of {role}, {refs}")
    return differing
