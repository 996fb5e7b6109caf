"""The report on a role's memory, as text for its author and as numbers for machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from game.proof.context import ProofContext
from game.proof.laws.l10_answered import check_answered
from game.proof.memory.choice_pairs import ChoicePair, find_sole_memories, list_limited
from game.proof.memory.doors import Door, find_alike_scenes, find_scenes_behind
from game.proof.memory.figures import FIGURES, THIRDS, MemoryFigures
from game.proof.memory.told_apart import ToldApart

#: The goals of a story, by figure and third: at least, or at most if less is better.
GOALS = {
    "later_words_differ": {"first": 0.20, "middle": 0.30},
    "shared_words_differ": {"first": 0.12, "middle": 0.12},
    "shared_pages_that_differ": {"first": 0.60, "middle": 0.60},
    "never_later": {"first": 0.05, "middle": 0.05},
    "met_later": {"first": 0.75, "middle": 0.75},
    "same_fate": {"first": 0.80},
}
#: How many scenes should be behind doors, the share of runs that should meet each, and how often doors should be open.
SCENES_BEHIND, RUNS_BEHIND, OPEN_RANGE = 8, (0.1, 0.7), (0.1, 0.9)


def list_memory(context: ProofContext, figures: MemoryFigures) -> dict[str, object]:
    """Return the memory of a role for machines."""
    told = context.told_apart or ToldApart(context)
    pairs = told.pairs
    behind = find_scenes_behind(context, figures.doors)
    return {
        "pairs": figures.pairs,
        "choices_without_answer": figures.choices_without_answer,
        **{figure: figures.shares[figure] for figure in FIGURES},
        "sibling_pairs": len(pairs),
        "not_told_apart": [_name_pair(pair) for pair in pairs if pair.kind == "untold"],
        "partings": [_name_pair(pair) for pair in pairs if pair.kind == "parting"],
        "small_talk": [_name_pair(pair) for pair in pairs if pair.kind == "small talk"],
        "doors": {door.choice: door.rate for door in figures.doors},
        "scenes_behind_doors": {scene: _rate(figures.visits[scene], figures.runs) for scene in behind},
        "alike_scenes": [[one, other] for one, other, _ in find_alike_scenes(context)],
    }


def format_memory(context: ProofContext, figures: MemoryFigures) -> list[str]:
    """Return the memory of a role for its author, line by line: the figures, and where to begin."""
    told = context.told_apart or ToldApart(context)
    lines = [
        f"Memory of {context.role.id}: the worst of {figures.seeds} times {figures.pairs:,} pairs, beside the goal"
    ]
    lines.append(f"  {'':26}{''.join(f'{third:<16}' for third in THIRDS)}".rstrip())
    lines += [_format_figure(figure, figures.shares[figure]) for figure in FIGURES]
    unanswered = [f"{violation.scene}.{violation.key[1]}" for violation in check_answered(context)]
    lines += _list_names(f"{len(unanswered)} choices without an answer (L10)", _by_scene(unanswered))
    lines += _format_pairs(told)
    seldom = sorted((figures.shared_differing[scene] / shared, scene) for scene, shared in figures.shared.items())
    poor = [f"{scene} {share:.0%}" for share, scene in seldom if share < GOALS["shared_pages_that_differ"]["first"]]
    lines += _list_names(f"{len(poor)} scenes that both runs of a pair meet later and that seldom differ", poor)
    lines += _format_doors(context, figures)
    alike = [f"{one} and {other} share {share:.0%}" for one, other, share in find_alike_scenes(context)]
    lines += _list_names(f"{len(alike)} pairs of scenes that are one in two wordings", alike)
    return [*lines, ""]


def _format_figure(figure: str, shares: dict[str, float | None]) -> str:
    cells = []
    for third in THIRDS:
        share, goal = shares[third], GOALS.get(figure, {}).get(third)
        cell = "-" if share is None else f"{share:.2f}"
        if goal is not None and share is not None:
            met = share >= goal if FIGURES[figure] else share <= goal
            cell += f" {'ok' if met else '! '} {'≥' if FIGURES[figure] else '≤'} {goal:.2f}"
        cells.append(f"{cell:<16}")
    return f"  {figure.replace('_', ' '):<26}{''.join(cells)}".rstrip()


def _format_pairs(told: ToldApart) -> list[str]:
    pairs = told.pairs
    untold = [pair for pair in pairs if pair.kind == "untold"]
    lines = [f"{len(untold)} of {len(pairs)} pairs of choices that nothing later tells apart (L11)"]
    for pair in untold:
        needed = f"{pair.fewest} of {pair.needed} scenes" + (
            f": {', '.join(sorted(pair.scenes))}" if pair.scenes else ""
        )
        lines.append(f"  {pair.scene}: {' | '.join(pair.choices)} ({needed})")
    for kind, most, found in list_limited(pairs):
        name = "pairs that part for good" if kind == "parting" else "pairs of small talk"
        head = f"{len(found)} {name}; there may be {most}"
        lines += _list_names(head, [f"{pair.scene}: {' | '.join(pair.choices)}" for pair in found])
    sole = [f"{' and '.join(scenes)}: {', '.join(choices)}" for scenes, choices in find_sole_memories(pairs)]
    return lines + (_list_names("scenes that alone remember too many choices", sole) if sole else [])


def _format_doors(context: ProofContext, figures: MemoryFigures) -> list[str]:
    behind = find_scenes_behind(context, figures.doors)
    rates = [(scene, _rate(figures.visits[scene], figures.runs)) for scene in behind]
    good = sum(RUNS_BEHIND[0] <= rate <= RUNS_BEHIND[1] for _, rate in rates)
    low, high = (f"{bound:.0%}" for bound in RUNS_BEHIND)
    head = f"{good} scenes behind doors that {low} to {high} of runs meet; the goal is {SCENES_BEHIND}"
    lines = _list_names(head, [f"{scene} {rate:.0%}" for scene, rate in rates])
    return lines + _list_names(f"{len(figures.doors)} doors", [_format_door(door) for door in figures.doors])


def _format_door(door: Door) -> str:
    text = f"{door.choice} ({', '.join(door.reads)}) open to {door.rate:.0%}"
    if not OPEN_RANGE[0] <= door.rate <= OPEN_RANGE[1]:
        text += " !"
    return text + (f", twin of {', '.join(door.twins)}" if door.twins else "")


def _list_names(head: str, names: Iterable[str]) -> list[str]:
    return [head, *(f"  {name}" for name in names)]


def _by_scene(refs: Iterable[str]) -> list[str]:
    scenes: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        scene, _, choice = ref.partition(".")
        scenes[scene].append(choice)
    return [f"{scene}: {', '.join(choices)}" for scene, choices in scenes.items()]


def _name_pair(pair: ChoicePair) -> list[str]:
    return [f"{pair.scene}.{choice}" for choice in pair.choices]


def _rate(count: int, of: int) -> float:
    return count / of if of else 0.0
