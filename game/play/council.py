"""A council as a list of its decisions, for lessons, class rooms and papers; made of the same pages as the game's."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.build import Notes, answer_to, page
from game.play.journal import Journal
from game.play.page import Answer, Note, Page, Paragraphs
from game.story.machine import RoleMachine
from game.story.types import Pack, Scene

#: The letters of a decision's options.
LETTERS = "ABCD"


@dataclass(frozen=True)
class Told:
    """A scene of a council: its page, and the same in short sentences, for the wall, and calmly where it is violent.

    `page.because` holds a decision's cards, `page.disputes` what is disputed of a record. Nothing in it tells which
    option happened.
    """

    page: Page
    easy: Paragraphs
    wall: Paragraphs
    calm: Paragraphs


@dataclass(frozen=True)
class Ballot:
    """One option of a decision.

    Attributes:
        letter: `A` to `D`, in the order of the scene's choices.
        id: the choice's id in its scene; `scene.id` is the pair that a run stores.
        answer: its four parts, with `reach` and `happened`; nobody may see it before the reveal.
    """

    letter: str
    id: str
    text: str
    answer: Answer


@dataclass(frozen=True)
class Decision:
    """A decision and the record of it.

    Attributes:
        notes: the footnotes of both scenes and of every answer, numbered together.
    """

    scene: Told
    options: tuple[Ballot, ...]
    record: Told
    notes: tuple[Note, ...]

    @property
    def happened(self) -> Ballot:
        """The option that the record says was taken."""
        return next(option for option in self.options if option.answer.happened)


@dataclass(frozen=True)
class Council:
    """A council from its frame to its coda, with the scenes of its decisions between them."""

    frame: Told
    decisions: tuple[Decision, ...]
    coda: Told

    @property
    def told(self) -> list[Told]:
        """Every scene, in order."""
        between = (told for decision in self.decisions for told in (decision.scene, decision.record))
        return [self.frame, *between, self.coda]


def council(pack: Pack, role: str, calm: bool = False) -> Council:
    """A council whole: every option of every decision, whatever would be chosen.

    Args:
        pack: the pack.
        role: the id of a role of kind `council` that keeps the council's rules (`game.proof.laws.council`).
        calm: whether scenes that have a calm version show it.
    """
    machine = RoleMachine(pack.get_role(role))
    scene = machine.get_scene(machine.role.starts)
    frame = _told(pack, machine, scene, Notes(pack), calm)
    decisions: list[Decision] = []
    while scene.ending is None:
        after = machine.get_scene(scene.choices[0].to)
        if len(scene.choices) > 1:
            decisions.append(_decision(pack, machine, scene, after, calm))
        scene = after
    return Council(frame, tuple(decisions), _told(pack, machine, scene, Notes(pack), calm))


def _decision(pack: Pack, machine: RoleMachine, scene: Scene, record: Scene, calm: bool) -> Decision:
    notes = Notes(pack)
    told = _told(pack, machine, scene, notes, calm)
    of_record = _told(pack, machine, record, notes, calm)
    options = tuple(
        Ballot(
            letter, option.id, option.text, answer_to(pack, notes, machine.attempts_by_id[made], option.text, scene.at)
        )
        for letter, option in zip(LETTERS, scene.choices, strict=True)
        if (made := option.diverges)
    )
    return Decision(told, options, of_record, notes.all)


def _told(pack: Pack, machine: RoleMachine, scene: Scene, notes: Notes, calm: bool) -> Told:
    shown = page(pack, Journal(machine, scene.id, machine.start_values), calm, notes=notes)
    easy, wall, calmly = (notes.paragraphs(text or "") for text in (scene.easy, scene.wall, scene.calm))
    return Told(shown, easy, wall, calmly)
