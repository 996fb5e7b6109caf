"""The Page: what a player may see at one moment. It holds meaning and no layout; every face shows the same one.

Its parts are msgspec structs, since they are made at every step and a frozen dataclass takes ten times as long.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from game.text.moments import Moment
from game.text.prose import Span


class CitationView(msgspec.Struct, frozen=True):
    """A citation: the source's id, the place in it, and both in words, as a footnote shows them."""

    source: str
    where: str
    text: str


class Footnote(msgspec.Struct, frozen=True):
    """A footnote of a page.

    Attributes:
        number: its number on the page, from 1.
        label: the claim, `event.claim`; of news, `event.news-1`.
        event: the event's id, and `title` its title.
        says: the words of the claim, or of the news.
        confidence: `high`, `medium` or `low`; empty for news.
        citations: the sources that say so.
        disputed_questions: the questions about this event that are in dispute.
    """

    number: int
    label: str
    event: str
    title: str
    says: str
    confidence: str
    citations: tuple[CitationView, ...]
    disputed_questions: tuple[str, ...] = ()


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: documented if it has footnotes (their numbers), else invented."""

    spans: tuple[Span, ...]
    footnote_numbers: tuple[int, ...] = ()

    @property
    def is_documented(self) -> bool:
        """Whether the record documents this sentence."""
        return bool(self.footnote_numbers)

    @property
    def text(self) -> str:
        """The sentence as plain text, without footnote marks."""
        return "".join(span.text for span in self.spans)


Paragraph = tuple[Sentence, ...]
Paragraphs = tuple[Paragraph, ...]


class PageChoice(msgspec.Struct, frozen=True):
    """A choice as the player sees it.

    Attributes:
        number: the number to press, from 1; None if the choice is closed.
        id: the choice's id in its scene.
        reason: why it is closed; empty if it is open.
        taken_before: whether this run took it here before stepping back.
    """

    number: int | None
    id: str
    text: str
    reason: str = ""
    taken_before: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it can be chosen."""
        return self.number is not None


class Gauge(msgspec.Struct, frozen=True):
    """A shown variable: its value in its range, and in a word (`level`) where the role has one."""

    id: str
    label: str
    value: int
    lowest: int
    highest: int
    level: str = ""
    meaning: str = ""


class Bulletin(msgspec.Struct, frozen=True):
    """News that reached the player since the last scene, in the words of the time.

    Attributes:
        known_today: what is known today; empty if the page does not show it.
    """

    heard_at: Moment
    channel: str
    event: str
    says: Sentence
    known_today: Paragraph


class GaugeChange(msgspec.Struct, frozen=True):
    """A gauge that the last choice changed, as it was before and as it is now."""

    before: Gauge
    after: Gauge


class Answer(msgspec.Struct, frozen=True):
    """The answer to an attempt: what it changed, what is documented, why the record stood, what it would have taken.

    Attributes:
        what_it_would_take: a judgement, which every face must mark as one.
        choice_text: the choice that made the attempt; `choice_at` is its hour.
        reach: how far it reached or could have reached; empty outside councils.
        happened: whether the record says that it was done; only in councils, where every option has an answer.
    """

    attempt: str
    title: str
    event: str
    event_title: str
    at: Moment
    choice_text: str
    choice_at: Moment
    what_changed: Paragraphs
    record_claims: Paragraph
    why_record_stood: Paragraphs
    what_it_would_take: Paragraphs
    reach: Paragraphs = ()
    happened: bool = False


class ReadingView(msgspec.Struct, frozen=True):
    """One answer to a disputed question, and the sources that give it."""

    says: str
    citations: tuple[CitationView, ...]


class DisputeView(msgspec.Struct, frozen=True):
    """A question on which sources or scholars differ, their answers, and what a careful reader can conclude.

    Attributes:
        label: the dispute, `event.dispute`.
        assessment: may be empty.
    """

    label: str
    question: str
    readings: tuple[ReadingView, ...]
    assessment: str


class CardView(msgspec.Struct, frozen=True):
    """A fact that is known where a council decides."""

    id: str
    paragraphs: Paragraphs


class DossierLine(msgspec.Struct, frozen=True):
    """A line of the file that is kept on the player: the hour, and the entry."""

    at: Moment
    text: str


class Opening(msgspec.Struct, frozen=True):
    """What a run tells before its first page: who the player is, how things are there, and what the role shows."""

    role_name: str
    who: Paragraphs
    prologue: Paragraphs
    content_note: str


class Gloss(msgspec.Struct, frozen=True):
    """Who a person is, or what a word means, that a page names.

    Attributes:
        id: the id of the person or of the glossary's word; `name` is the whole name, or the glossary's word.
        words: how the page calls it where it does so first.
        says: one line, which gives nothing away.
        is_new: whether no page of the run before this one names it.
    """

    kind: Literal["person", "term"]
    id: str
    name: str
    words: str
    says: str
    is_new: bool


class PageEnding(msgspec.Struct, frozen=True):
    """The ending of a run: its title, the fate, and the claims that document such a fate.

    Attributes:
        is_of_decision: whether it tells what became of what a body decided, and of nobody.
    """

    title: str
    fate: str
    label: str
    claims: Paragraph
    is_of_decision: bool = False


class Page(msgspec.Struct, frozen=True):
    """What a player may see at one moment.

    Attributes:
        role, scene, place: ids; `role_name`, `title` and `place_name` are their names.
        number: the scene's number in the run, from 1.
        taken_choice: the text of the choice that led here; empty on the first page.
        result: the result of that choice, which opens the page.
        answers: the attempts that meet the record here. What each changed opens the page, as story; the rest is shown
            to who asks, but in a council, where the answer is the page.
        paragraphs: the scene's text with the passages whose guards hold.
        is_calm: whether the text is the calm version.
        known_now: whether bulletins say what is known today.
        choices: the choices in the scene's order; open ones have a number, closed ones a reason.
        gauges: how the player stands; none at an ending, or where a year or more has passed since the scene before.
        depicted_events: the ids of the events seen here.
        footnotes: the footnotes of what the page tells, and no others, in the order of their numbers, from 1.
        cards: the facts that are known where a council decides.
        disputes: the disputes that a council's record page shows.
        since: the moment of the scene before, since which the bulletins were heard; None on the first page.
        is_of_council: whether the role is a council.
        changes: the gauges that the choice changed which led here, and `noted` what it added to the dossier.
        reads_dossier: whether the dossier is read out here.
        answer_footnotes: the footnotes of the answers that the page does not tell, numbered after those that it does.
        opening: what goes before the first page, if it was asked for; its footnotes are numbered first.
        glosses: whom and what the page names, if that was asked for.
    """

    role: str
    role_name: str
    scene: str
    number: int
    title: str
    at: Moment
    place: str
    place_name: str
    taken_choice: str
    result: Paragraphs
    answers: tuple[Answer, ...]
    paragraphs: Paragraphs
    is_calm: bool
    known_now: bool
    bulletins: tuple[Bulletin, ...]
    choices: tuple[PageChoice, ...]
    gauges: tuple[Gauge, ...]
    dossier: tuple[DossierLine, ...]
    depicted_events: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    ending: PageEnding | None = None
    cards: tuple[CardView, ...] = ()
    disputes: tuple[DisputeView, ...] = ()
    since: Moment | None = None
    is_of_council: bool = False
    changes: tuple[GaugeChange, ...] = ()
    noted: tuple[str, ...] = ()
    reads_dossier: bool = False
    answer_footnotes: tuple[Footnote, ...] = ()
    opening: Opening | None = None
    glosses: tuple[Gloss, ...] = ()

    def get_choice(self, number: int) -> PageChoice | None:
        """Return the open choice with this number; None if there is none."""
        for option in self.choices:
            if option.number == number:
                return option
        return None
