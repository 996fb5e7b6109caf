"""A debrief from keys: what the runs of a class have in common and where they diverged, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from game.branches.compare import compare_runs
from game.branches.run_keys import InvalidKeyError, decode_key
from game.export.kit.page_template import get_environment, render_page
from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.story.types import Pack
from game.text.moments import Moment
from game.wording import paper_words
from game.wording.plurals import choose_form


@dataclass(frozen=True)
class UnreadKey:
    """A key that could not be read, its number, and the sentence that says where the slip is."""

    number: int
    key: str
    message: str


@dataclass(frozen=True)
class Fork:
    """The choices in a scene, each with the number of runs that took it, the most frequent first."""

    at: Moment
    title: str
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RoleSummary:
    """The runs of one role.

    Attributes:
        count: the number of runs.
        scenes: every scene with choices, in the order of time; `forks` are those in which the runs differ.
        attempts: the attempts against the record: title, what the record says instead, number of runs.
        fates: the fates with the number of runs; runs that have not ended come last.
        common_fixed_points: the fixed points that every run met.
        changed: sentences about runs whose story has changed since their keys were made.
        questions: the questions for the class.
    """

    role: str
    count: int
    scenes: tuple[Fork, ...]
    forks: tuple[Fork, ...]
    attempts: tuple[tuple[str, str, int], ...]
    fates: tuple[tuple[str, int], ...]
    common_fixed_points: tuple[str, ...]
    changed: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """The debrief of a class: its runs by role, and the keys that could not be read."""

    roles: tuple[RoleSummary, ...]
    unread_keys: tuple[UnreadKey, ...]


def build_debrief(pack: Pack, keys: Sequence[str]) -> Debrief:
    """Decode the keys of a class, and count for each role what its runs chose, attempted and met.

    Args:
        keys: the keys as they were written down; one that cannot be read is in `Debrief.unread_keys`.
    """
    unread: list[UnreadKey] = []
    runs: dict[str, list[tuple[Journal, str]]] = {}
    for number, key in enumerate(keys, 1):
        try:
            read = decode_key(pack, key)
        except InvalidKeyError as fault:
            unread.append(UnreadKey(number, key, str(fault)))
            continue
        message = paper_words.KEY_CHANGED.format(number=number, message=read.message) if read.message else ""
        runs.setdefault(read.role, []).append((replay(get_machine(pack, read.role), read.choice_refs), message))
    return Debrief(tuple(summarize_runs(pack, name, found) for name, found in sorted(runs.items())), tuple(unread))


def debrief_html(pack: Pack, found: Debrief) -> str:
    """Return a debrief as one self-contained HTML page."""
    return render_page("debrief.html", "paper.css", title=pack.story.title, language=pack.story.language, found=found)


def debrief_text(pack: Pack, found: Debrief) -> str:
    """Return a debrief as text."""
    return get_environment().get_template("debrief.txt").render(title=pack.story.title, found=found)


def summarize_runs(
    pack: Pack, name: str, found: Sequence[tuple[Journal, str]], told: Collection[str] = ()
) -> RoleSummary:
    """Count what the runs of one role chose, attempted and met.

    Args:
        name: the role's id.
        found: each run, with a sentence on how its story has changed since, or an empty string.
        told: the ids of scenes that were told and not played, whose choices are not counted.
    """
    role = pack.get_role(name)
    journals = [journal for journal, _ in found]
    chosen = _chosen(journals, told)
    forks = tuple(each for each in chosen if len(each.choices) > 1)
    titles = {attempt.id: attempt for attempt in role.attempts if not attempt.happened}
    tried = Counter(attempt for journal in journals for attempt, _, _ in journal.list_attempts() if attempt in titles)
    attempts = tuple(
        (titles[attempt].title, pack.record.events_by_id[titles[attempt].event].title, count)
        for attempt, count in tried.most_common()
    )
    endings = Counter(journal.scene.ending.fate for journal in journals if journal.scene.ending is not None)
    fates = [(role.get_fate(fate).label, count) for fate, count in endings.most_common()]
    if open_runs := len(journals) - endings.total():
        fates.append((paper_words.NOT_ENDED, open_runs))
    stood = compare_runs(
        pack, [(str(number), journal) for number, journal in enumerate(journals, 1)]
    ).common_fixed_points
    return RoleSummary(
        role=role.name,
        count=len(journals),
        scenes=chosen,
        forks=forks,
        attempts=attempts,
        fates=tuple(fates),
        common_fixed_points=stood,
        changed=tuple(message for _, message in found if message),
        questions=tuple(_questions(forks, attempts, fates, stood)),
    )


def _chosen(journals: Sequence[Journal], told: Collection[str]) -> tuple[Fork, ...]:
    chosen: dict[str, Counter[str]] = {}
    for journal in journals:
        for choice in journal.taken:
            if choice.source not in told:
                chosen.setdefault(choice.source, Counter())[choice.spec.text] += 1
    machine = journals[0].machine
    found = [
        Fork(machine.get_scene(scene).at, machine.get_scene(scene).title, tuple(counts.most_common()))
        for scene, counts in chosen.items()
    ]
    return tuple(sorted(found, key=lambda fork: fork.at))


def _questions(
    forks: Sequence[Fork],
    attempts: Sequence[tuple[str, str, int]],
    fates: Sequence[tuple[str, int]],
    stood: Sequence[str],
) -> list[str]:
    """Return questions in the order of a debrief: facts, what was known, evidence, what had to be different."""
    asks: list[str] = []
    if stood:
        met = stood[len(stood) // 2]
        asks.append(paper_words.ASK_MET.format(event=met))
    if forks:
        # There is most to say about the most even fork.
        even = min(forks, key=lambda fork: fork.choices[0][1] - fork.choices[1][1])
        (one, first), (other, second) = even.choices[:2]
        asks.append(paper_words.ASK_FORK.format(scene=even.title, first=first, one=one, second=second, other=other))
    if attempts:
        title, event, count = attempts[0]
        asked = choose_form(paper_words.ASK_ATTEMPT, count)
        asks.append(asked.format(attempt=title, count=count, event=event))
    if len(fates) > 1:
        asks.append(paper_words.ASK_FATES)
    return asks
