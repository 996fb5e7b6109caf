"""Footnotes are numbered by what is shown: 1, 2, 3 … as they come, in every face, whatever a setting holds back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

import pytest

from game.export.transcript import export_transcript
from game.play.journal import Journal, replay
from game.play.page import Page
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.render.html import page_html
from game.render.page_blocks import list_answer_panels, select_footnotes
from game.render.text import footnotes_text, page_text
from game.story.types import Pack
from game.tui.page_lines import page_lines

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _in_text(shown: Page) -> list[str]:
    return re.findall(r"\[(\d+)\]", page_text(shown, 72))


def _in_html(shown: Page) -> list[str]:
    return re.findall(r">(\d+)</a></sup>", page_html(shown, "n"))


def _on_the_screen(shown: Page) -> list[str]:
    text = "\n".join(line.plain for line in page_lines(shown, 74))
    return [found.translate(_RAISED) for found in re.findall(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)]


FACES: list[Callable[[Page], list[str]]] = [_in_text, _in_html, _on_the_screen]


def walks(pack: Pack, role: str) -> Iterator[Journal]:
    """Every scene of a role, each as some run comes to it, and the pages between."""
    machine = get_machine(pack, role)
    left = {scene.id for scene in machine.role.scenes}
    for seed in range(400):
        random, journal = Random(seed), replay(machine, [])
        while left:
            left.discard(journal.scene_id)
            yield journal
            choices = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
            if not choices:
                break
            unseen = [choice for choice in choices if choice.spec.to in left]
            journal.choose(random.choice(unseen or choices).spec.id)
    assert not left, f"no run comes to {left}"


@pytest.mark.parametrize("known_now", [False, True], ids=["then", "now"])
def test_on_every_page_the_numbers_are_those_of_what_is_shown(shipped: Pack, known_now: bool) -> None:
    held_back = 0
    for role in shipped.roles:
        for journal in walks(shipped, role.id):
            shown = build_page(shipped, journal, known_now=known_now)
            numbers = [str(number) for number in range(1, len(shown.footnotes) + 1)]
            assert [str(note.number) for note in shown.footnotes] == numbers
            for face in FACES:
                # HTML holds the whole answer too, folded; its notes are numbered behind the others.
                more = len(shown.answer_footnotes) if face is _in_html and shown.ending is None else 0
                every = [str(number) for number in range(1, len(numbers) + more + 1)]
                assert list(dict.fromkeys(face(shown))) == every, (face.__name__, role.id, journal.choice_refs)
            assert {note.number for note in select_footnotes(shown, list_answer_panels(shown))} >= {
                note.number for note in shown.answer_footnotes
            }
            listed = re.findall(r"(?:^|\n\n)\[(\d+)\]", footnotes_text(shown.footnotes, 72))
            assert listed == numbers
            held_back += sum(not bulletin.known_today for bulletin in shown.bulletins)
    assert bool(held_back) is not known_now


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_an_exported_run_lists_the_notes_of_what_it_tells(shipped: Pack, form: str) -> None:
    marks = {
        "txt": (r"(?<!\n\n)\[(\d+)\]", r"(?<=\n\n)\[(\d+)\]", r"\n\n~+\n\n"),
        "md": (r"\[\^\d+-(\d+)\](?!:)", r"^\[\^\d+-(\d+)\]:", r"\n---\n"),
        "html": (r'href="#n\d+-(\d+)"', r'<li id="n\d+-(\d+)"', r'(?<=</ol>)(?=<p class="when">)'),
    }
    mark, note, rule = marks[form]
    journal = [*walks(shipped, "student")][-1]
    told = export_transcript(shipped, journal, "", form)
    pages = [part for part in re.split(rule, told) if re.search(note, part, re.MULTILINE)]
    assert len(pages) >= len(journal.taken) - 3
    for part in pages:
        # The ledger follows the last page, and has notes of its own.
        part = re.split(r"\nThe ledger\n|\n## The ledger\n|<h2>The ledger", part)[0]
        listed = re.findall(note, part, re.MULTILINE)
        assert listed == [str(number) for number in range(1, len(listed) + 1)]
        assert list(dict.fromkeys(re.findall(mark, part))) == listed
