"""Measuring memory: how much a choice changes later pages, over many drawn pairs of runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from game.proof.context import ProofContext
from game.proof.laws.l10_answered import check_answered
from game.proof.memory.doors import Door, find_doors
from game.proof.memory.drawn_pairs import DrawnPage, DrawnPair, PairDrawer
from game.proof.memory.page_diff import PageWords
from game.proof.memory.told_apart import ToldApart
from game.proof.state_space import ReportProgress

#: The parts of a run in which a choice may be.
THIRDS = ("first", "middle", "last")
#: The number of pairs of a role for each seed in the full measure.
FULL_PAIRS = 10_000
#: The figures, and whether more is better.
FIGURES = {
    "later_words_differ": True,
    "shared_words_differ": True,
    "next_page_same": False,
    "never_later": False,
    "shared_pages_that_differ": True,
    "met_later": True,
    "same_fate": False,
}


@dataclass
class _Sums:
    """The sums of the pairs of one seed and one third: for each figure, the count and the total."""

    found: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    of: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, figure: str, found: float, of: float = 1) -> None:
        """Add to a figure."""
        self.found[figure] += found
        self.of[figure] += of

    def share(self, figure: str) -> float | None:
        """Return a figure as a share; None if there was nothing to count."""
        return self.found[figure] / self.of[figure] if self.of[figure] else None


@dataclass
class MemoryFigures:
    """The figures of a role.

    Attributes:
        seeds: the number of seeds, and `pairs` that of the pairs drawn with each.
        choices_without_answer: the choices that break law L10.
        shares: for each figure, by third of the run, the worst of all seeds; None if a third has no pairs.
        visits: how many of the drawn runs passed each scene; `runs` is their number.
        shared: for each scene, how often both runs of a pair reached it later; `shared_differing` is how often its page
            differed then.
        doors: the role's doors, with how often they were open.
    """

    seeds: int
    pairs: int
    choices_without_answer: int
    shares: dict[str, dict[str, float | None]]
    visits: Counter[str]
    runs: int
    shared: Counter[str]
    shared_differing: Counter[str]
    doors: list[Door]


def measure_memory(
    context: ProofContext,
    seeds: Sequence[int],
    pairs: int = FULL_PAIRS,
    report_progress: ReportProgress | None = None,
) -> MemoryFigures:
    """Measure how a role remembers choices.

    A run is drawn with a random preference for every choice, then one of its steps with several open choices, and two
    of these choices; both runs go on with the same preferences. The page after the choice is the next page, and those
    after it are later pages. Words are compared inside aligned sentences of pages of the same scene; a page that only
    one of the runs passes differs completely. A page differs if at least eight words do.

    Args:
        context: a role whose states were all explored.
        seeds: the seeds of the pairs.
        pairs: the number of pairs for each seed.
        report_progress: is called with the progress.
    """
    told = context.told_apart or ToldApart(context)
    measure = _Measure(context, told)
    sums: list[dict[str, _Sums]] = []
    for seed in seeds:
        by_third = {third: _Sums() for third in THIRDS}
        for number, pair in enumerate(measure.drawer.draw(seed, pairs)):
            measure.add(pair, by_third)
            if report_progress is not None and number % 500 == 0:
                report_progress(f"{context.role.id}: memory, seed {seed}, {number:,} pairs")
        sums.append(by_third)
    shares = {
        figure: {third: _worst([each[third].share(figure) for each in sums], more) for third in THIRDS}
        for figure, more in FIGURES.items()
    }
    unanswered = sum(1 for _ in check_answered(context))
    return MemoryFigures(
        len(seeds),
        pairs,
        unanswered,
        shares,
        measure.visits,
        measure.runs,
        measure.shared,
        measure.differing,
        measure.doors,
    )


def _worst(shares: Collection[float | None], more_is_better: bool) -> float | None:
    known = [share for share in shares if share is not None]
    return (min if more_is_better else max)(known) if known else None


class _Measure:
    """Sums up the figures of pairs, and counts scenes and doors."""

    def __init__(self, context: ProofContext, told: ToldApart) -> None:
        machine = context.graph.machine
        self.context = context
        self.told = told
        self.drawer = PairDrawer(machine)
        self.words = PageWords(machine)
        self.doors = find_doors(context)
        self.visits: Counter[str] = Counter()
        self.shared: Counter[str] = Counter()
        self.differing: Counter[str] = Counter()
        self.runs = 0
        self._doors_of: dict[str, list[Door]] = {}
        for door in self.doors:
            self._doors_of.setdefault(door.choice.partition(".")[0], []).append(door)
        self._places = {
            scene: {code: place for place, code in enumerate(states)} for scene, states in context.graph.states.items()
        }

    def add(self, pair: DrawnPair, by_third: dict[str, _Sums]) -> None:
        """Add the figures of a pair."""
        self._count_run(pair)
        sums = by_third[THIRDS[len(THIRDS) * pair.step // len(pair.open_choices)]]
        first, second = pair.ahead
        sums.add("next_page_same", not self.words.differ(first[0], second[0]))
        fates = [self.context.scenes[pages[-1].scene].ending for pages in pair.ahead]
        sums.add("same_fate", all(fates) and fates[0].fate == fates[1].fate if fates[0] and fates[1] else False)
        later, other = _number_visits(first[1:]), _number_visits(second[1:])
        if not later and not other:
            return
        differing = shared_words = shared_differing = 0
        total = sum(map(self.words.count, first[1:])) + sum(map(self.words.count, second[1:]))
        for visit, page in later.items():
            if visit in other:
                here, there = self.words.compare(page, other[visit])
                words = self.words.count(page) + self.words.count(other[visit])
                differs = self.words.differ(page, other[visit])
                shared_words += words
                shared_differing += here + there
                sums.add("shared_pages_that_differ", differs)
                self.shared[page.scene] += 1
                self.differing[page.scene] += differs
        differing = shared_differing + total - shared_words
        sums.add("later_words_differ", differing / total)
        sums.add("never_later", differing == 0)
        if shared_words:
            sums.add("shared_words_differ", shared_differing / shared_words)
        self._add_met(pair, sums)

    def _add_met(self, pair: DrawnPair, sums: _Sums) -> None:
        """Add whether each of the two runs reaches a page by which law L11 tells the choice."""
        code = self.context.graph.encoding.encode(pair.scene, pair.values)
        scenes = self.told.find_scenes(pair.scene, self._places[pair.scene][code], *pair.choices)
        for pages in pair.ahead:
            sums.add("met_later", any(page.scene in scenes for page in pages[1:]))

    def _count_run(self, pair: DrawnPair) -> None:
        self.runs += 1
        self.visits.update({page.scene for page in pair.pages})
        for page, choices in zip(pair.pages, pair.open_choices, strict=False):
            for door in self._doors_of.get(page.scene, ()):
                door.arrivals += 1
                door.opened += door.choice in choices


def _number_visits(pages: Sequence[DrawnPage]) -> dict[tuple[str, int], DrawnPage]:
    """Return pages by their scene and by how often the run has been there before."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], DrawnPage] = {}
    for page in pages:
        found[page.scene, seen[page.scene]] = page
        seen[page.scene] += 1
    return found
