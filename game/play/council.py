"""A council as a list of its decisions, for lessons, classrooms and papers, made of the same pages as the game's."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.journal import Journal
from game.play.page import Answer, Footnote, Page, Paragraphs
from game.play.page_builder import FootnoteNumbering, build_answer, build_page
from game.story.machine import RoleMachine
from game.story.types import Pack, Scene

#: The letters of a decision's options.
OPTION_LETTERS = "ABCD"


@dataclass(frozen=True)
class CouncilScene:
    """A scene of a council: its page, and its easy, wall and calm versions.

    `page.cards` holds a decision's cards, `page.disputes` the disputes of a record page. Nothing in it gives away which
    option happened.
    """

    page: Page
    easy_text: Paragraphs
    projector_text: Paragraphs
    calm_text: Paragraphs


@dataclass(frozen=True)
class CouncilOption:
    """One option of a decision.

    Attributes:
        letter: `A` to `D`, in the order of the scene's choices.
        id: the choice's id in its scene; a run stores `scene.id`.
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
        footnotes: the footnotes of both scenes and of every answer, numbered together.
    """

    scene: CouncilScene
    options: tuple[CouncilOption, ...]
    record: CouncilScene
    footnotes: tuple[Footnote, ...]

    @property
    def recorded_option(self) -> CouncilOption:
        """The option that the record says was taken."""
        return next(spec for spec in self.options if spec.answer.happened)


@dataclass(frozen=True)
class Council:
    """A council: its frame, its decisions and its coda."""

    frame: CouncilScene
    decisions: tuple[Decision, ...]
    coda: CouncilScene

    @property
    def scenes(self) -> list[CouncilScene]:
        """Every scene, in order."""
        between = (told for decision in self.decisions for told in (decision.scene, decision.record))
        return [self.frame, *between, self.coda]


def build_council(pack: Pack, role: str, calm: bool = False) -> Council:
    """Return a whole council: every option of every decision.

    Args:
        pack: the pack.
        role: the id of a role of kind `council` that keeps the council's rules (`game.proof.laws.council_rules`).
        calm: whether scenes with a calm version show it.
    """
    machine = RoleMachine(pack.get_role(role))
    scene = machine.get_scene(machine.role.first_scene)
    frame = _build_scene(pack, machine, scene, FootnoteNumbering(pack), calm)
    decisions: list[Decision] = []
    while scene.ending is None:
        after = machine.get_scene(scene.choices[0].to)
        if len(scene.choices) > 1:
            decisions.append(_build_decision(pack, machine, scene, after, calm))
        scene = after
    return Council(frame, tuple(decisions), _build_scene(pack, machine, scene, FootnoteNumbering(pack), calm))


def _build_decision(pack: Pack, machine: RoleMachine, scene: Scene, record: Scene, calm: bool) -> Decision:
    numbering = FootnoteNumbering(pack)
    told = _build_scene(pack, machine, scene, numbering, calm)
    of_record = _build_scene(pack, machine, record, numbering, calm)
    options = tuple(
        CouncilOption(
            letter, spec.id, spec.text, build_answer(pack, numbering, machine.attempts_by_id[made], spec.text, scene.at)
        )
        for letter, spec in zip(OPTION_LETTERS, scene.choices, strict=True)
        if (made := spec.attempt)
    )
    return Decision(told, options, of_record, numbering.footnotes)


def _build_scene(
    pack: Pack, machine: RoleMachine, scene: Scene, numbering: FootnoteNumbering, calm: bool
) -> CouncilScene:
    shown = build_page(pack, Journal(machine, scene.id, machine.start_values), calm, numbering=numbering)
    easy, wall, calmly = (
        numbering.number_paragraphs(text or "") for text in (scene.easy_text, scene.projector_text, scene.calm_text)
    )
    return CouncilScene(shown, easy, wall, calmly)
