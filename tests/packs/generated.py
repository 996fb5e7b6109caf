"""A generator of packs of any size, for measuring: the same size and seed make the same pack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.packs.written import Item, claim, hour, written

#: How many scenes are side by side; a run passes one of them.
WIDTH = 5
ENDINGS = 3
HIGHEST = 3
_WORDS = """
the a of street bridge window lamp river paper coat bread gate stair hand voice rain door tram square letter winter
morning slow wet grey quiet open narrow last old cold warm runs stands waits turns falls carries opens asks keeps
leaves hears sees knows near behind under beside before after with without over across again now
""".split()  # noqa: SIM905 - sixty words, a line each, would be no easier to read


@dataclass(frozen=True)
class Size:
    """How large a generated pack is.

    Attributes:
        scenes: how many scenes, endings included.
        choices: how many choices each scene has.
        variables: how many variables; half of them are carried through the whole story, the others begin anew in
            each chapter.
        guarded: the share of guarded choices, beside the first choice of each scene, which is always open.
        gauges: no variable ever begins anew, and each row of scenes is about one of them: their choices read and change
            no other, as the sheet of a long story is read and changed by turns.
        chapters: into how many chapters the story is cut; a chapter begins with a scene that no run avoids.
    """

    scenes: int
    choices: int = 3
    variables: int = 6
    guarded: float = 0.3
    gauges: bool = False
    chapters: int = 1


def generated(size: Size, seed: int = 1956) -> dict[str, bytes]:
    """The files of a pack of this size; every run of it ends, and its choices are alive or dead as chance will."""
    return _Writer(size, Random(seed)).files()


class _Writer:
    def __init__(self, size: Size, random: Random) -> None:
        self.size = size
        self.random = random
        self.names = [f"v{number}" for number in range(size.variables)]
        #: The variables that are read and changed here.
        self.read = self.names
        self.local = self.names[size.variables // 2 :]

    def files(self) -> dict[str, bytes]:
        size = self.size
        inner = size.scenes - ENDINGS
        firsts = [inner * chapter // size.chapters for chapter in range(size.chapters + 1)]
        endings = [f"ending-{number}" for number in range(ENDINGS)]
        scenes: list[Item] = []
        for chapter, (first, behind) in enumerate(pairwise(firsts)):
            last = chapter == size.chapters - 1
            scenes += self._chapter(chapter, first, behind, endings if last else [f"scene-{behind}"])
        for number, name in enumerate(endings):
            text = f"{self._text(2)}\nIt is over.[^end.known]"
            answers = [f"attempt-{size.chapters - 1}"]
            scenes.append(
                {"id": name, "at": hour(inner + number), "text": text, "answers_attempts": answers, "ending": {}}
            )
        return written(
            scenes,
            [{"id": name, "start": 0, "lowest": 0, "highest": HIGHEST} for name in self.names],
            [self._attempt(chapter) for chapter in range(size.chapters)],
            [f"event-{chapter}" for chapter in range(size.chapters)],
            [self._event(chapter, first) for chapter, first in enumerate(firsts[:-1])],
        )

    def _chapter(self, chapter: int, first: int, behind: int, after: list[str]) -> list[Item]:
        """The scenes of a chapter: its first one alone, then rows of scenes that lead from each row to the next."""
        places = list(range(first + 1, behind))
        rows = [[first], *(places[start : start + WIDTH] for start in range(0, len(places), WIDTH))]
        named = [[f"scene-{place}" for place in row] for row in rows] + [after]
        found: list[Item] = []
        for row, following in zip(rows, named[1:], strict=True):
            if self.size.gauges:
                self.read = [self.names[row[0] // WIDTH % len(self.names)]]
            for place, number in enumerate(row):
                scene = self._scene(chapter, number, following[place % len(following)], following)
                found.append(scene)
            # Every scene is reached: where the row before it is shorter, its first scene leads to the others.
            for name in following[len(row) :]:
                found[row[0] - first]["choices"].append({"id": f"to-{name}", "text": self._text(1), "to": name})
        for number in rows[-1]:
            for choice in found[number - first]["choices"] if not self.size.gauges else ():
                choice["sets"] = dict.fromkeys(self.local, 0)
        opening = found[0]
        opening["depicts"] = opening.pop("tells")
        opening["answers_attempts"] = [f"attempt-{chapter - 1}"] if chapter else []
        opening["choices"][-1] |= {"attempt": f"attempt-{chapter}", "dossier_entry": self._text(1)}
        return found

    def _scene(self, chapter: int, number: int, ahead: str, following: list[str]) -> Item:
        random = self.random
        cited = "".join(f"{self._text(1)}[^event-{chapter}.claim-{which}]\n" for which in random.sample(range(3), 2))
        scene: Item = {
            "id": f"scene-{number}",
            "at": hour(number),
            "tells": [f"event-{chapter}"],
            "text": f"{self._text(2)}\n\n{cited}{self._text(1)}",
        }
        if self.names and random.random() < 0.3:
            scene["passages"] = [{"if": self._guard(), "text": self._text(1)}]
        scene["choices"] = [
            self._choice(place, ahead if place == 0 else random.choice(following)) for place in range(self.size.choices)
        ]
        return scene

    def _choice(self, place: int, to: str) -> Item:
        random = self.random
        choice: Item = {"id": f"choice-{place}", "text": self._text(1), "to": to}
        if place and self.names and random.random() < self.size.guarded:
            choice |= {"if": self._guard(), "closed_because": "Not now."}
        if self.names and random.random() < 0.6:
            choice["adds"] = {random.choice(self.read): random.choice([-1, 1, 1, 2])}
        if random.random() < 0.3:
            choice["result"] = self._text(1)
        return choice

    def _guard(self) -> str:
        random = self.random
        first, second = (
            f"{random.choice(self.read)} {random.choice(['>=', '<', '=='])} {random.randint(1, HIGHEST)}"
            for _ in range(2)
        )
        return random.choice([first, first, f"{first} and {second}", f"{first} or {second}", f"not ({first})"])

    def _text(self, sentences: int) -> str:
        random = self.random
        lines = (" ".join(random.choices(_WORDS, k=random.randint(7, 14))).capitalize() for _ in range(sentences))
        return "\n".join(f"{line}." for line in lines)

    def _event(self, chapter: int, first: int) -> Item:
        news = {
            "heard_at": hour(first + 2),
            "channel": "radio",
            "says": self._text(1),
            "known_today": ["claim-0"],
            "cites": [{"source": "book", "where": "p. 1"}],
        }
        return {
            "id": f"event-{chapter}",
            "title": f"Event {chapter}",
            "at": hour(first),
            "places": ["town"],
            "claims": [claim(f"claim-{number}") for number in range(3)],
            "news": [news],
        }

    def _attempt(self, chapter: int) -> Item:
        cited = f"{self._text(1)}[^event-{chapter}.claim-0]"
        return {
            "id": f"attempt-{chapter}",
            "title": f"Attempt {chapter}",
            "event": f"event-{chapter}",
            "record_claims": [f"event-{chapter}.claim-0"],
            "what_changed": self._text(1),
            "why_record_stood": cited,
            "what_it_would_take": cited,
        }
