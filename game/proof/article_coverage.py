"""The article played: which of its statements a player meets the answer to, by the exact shares of all runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.play.news import find_news_on_entering
from game.proof.context import ProofContext
from game.proof.past_shares import list_passage_shares
from game.record.record import Record
from game.text.prose import find_labels

#: At least this share of a role's runs has to read a text before it counts as played.
MIN_SHARE = 0.05
#: At most one in so many of the statements that count may be played by a bulletin alone.
TOTAL_PER_BULLETIN = 5


@dataclass(frozen=True)
class ArticleCoverage:
    """The statements of the article whose answers are played, in the article's order.

    Attributes:
        told: those of which a text tells an answering claim.
        heard: those of which only a bulletin does.
        unplayed: the others.
    """

    told: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    unplayed: tuple[str, ...] = ()

    @property
    def played(self) -> int:
        """How many statements count as played: those told, and of those only heard at most a fifth of the whole."""
        return len(self.told) + min(len(self.heard), len(self.told) // (TOTAL_PER_BULLETIN - 1))


@dataclass(frozen=True)
class PlayedLabels:
    """The labels of claims that enough runs of a role meet: those that its texts tell, and those of its bulletins."""

    told: frozenset[str]
    heard: frozenset[str]


def find_played_labels(context: ProofContext) -> PlayedLabels:
    """Return the claims that enough runs of a role meet; if its runs cannot be counted, only those of its endings."""
    return PlayedLabels(frozenset(_find_told(context)), frozenset(_find_heard(context)))


def measure_article_coverage(record: Record, played: Iterable[PlayedLabels]) -> ArticleCoverage:
    """Find which of the article's statements are played.

    A statement is told where a text footnotes a claim that answers it: a scene's text or card, a passage, or the result
    of a choice, which at least 5 % of all runs of one role read, or a text of an ending. It is heard where a bulletin
    that reaches as many runs tells such a claim as known today. The answers to attempts do not count.

    Args:
        record: the record, with the article's statements.
        played: the claims that each role which was proved plays.
    """
    roles = list(played)
    told = frozenset[str]().union(*(role.told for role in roles))
    heard = frozenset[str]().union(*(role.heard for role in roles))
    by_text = {each.id for each in record.article if told & set(each.answered_by)}
    by_bulletin = {each.id for each in record.article if heard & set(each.answered_by)} - by_text
    return ArticleCoverage(
        told=tuple(each.id for each in record.article if each.id in by_text),
        heard=tuple(each.id for each in record.article if each.id in by_bulletin),
        unplayed=tuple(each.id for each in record.article if each.id not in by_text | by_bulletin),
    )


def _find_told(context: ProofContext) -> set[str]:
    """Return the labels that a role's texts footnote where enough runs read them, as far as the article asks."""
    counts = context.run_counts
    told = _find_labels_read(context, counts.passage_shares)
    # Each such passage takes a pass over the states, so only those that could tell more of the article are measured.
    answering = {label for statement in context.pack.record.article for label in statement.answered_by} - told
    places = [
        (scene, place)
        for scene, place in context.past_groups
        if answering & set(find_labels(context.scenes[scene].passages[place].text))
    ]
    return told | _find_labels_read(context, list_passage_shares(context, places)) if places else told


def _find_labels_read(context: ProofContext, stands: Mapping[str, float]) -> set[str]:
    texts = _list_read_texts(context, stands)
    return {label for text, share in texts if share >= MIN_SHARE for label in find_labels(text)}


def _list_read_texts(context: ProofContext, stands: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Return every text of a role, with the share of all runs that read it; that of an ending counts as one."""
    counts = context.run_counts
    yield context.role.prologue or "", 1.0
    for scene in context.role.scenes:
        share = 1.0 if scene.ending is not None else counts.scene_shares.get(scene.id, 0.0)
        yield scene.text, share
        for card in scene.cards:
            yield card.text, share
        for number, passage in enumerate(scene.passages, 1):
            read = 1.0 if scene.ending is not None else stands.get(f"{scene.id}[{number}]", 0.0)
            yield passage.text, share * read
        for choice in scene.choices:
            yield choice.result or "", counts.taken_shares.get(f"{scene.id}.{choice.id}", 0.0)


def _find_heard(context: ProofContext) -> set[str]:
    """Return the labels that bulletins tell as known today where enough runs hear them between scenes."""
    shares: dict[str, float] = defaultdict(float)
    for left in context.role.scenes:
        for choice in left.choices:
            share = context.run_counts.taken_shares.get(f"{left.id}.{choice.id}", 0.0)
            if not share:
                continue
            found = find_news_on_entering(context.pack, context.role, context.scenes[choice.to], left.at.earliest)
            for label in {f"{event.id}.{claim}" for event, news in found for claim in news.known_today}:
                shares[label] += share
    return {label for label, share in shares.items() if share >= MIN_SHARE}
