"""What a page, a ledger and an answer say, in which order and under which heads: the same in every face."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.ledger import Ledger, MetFixedPoint
from game.play.page import (
    Answer,
    Bulletin,
    DisputeView,
    DossierLine,
    Footnote,
    Gauge,
    Gloss,
    Page,
    PageChoice,
    PageEnding,
)
from game.play.run_end import RunEnd
from game.render.blocks import (
    Account,
    Block,
    Changes,
    Field,
    Fold,
    Footnotes,
    Glosses,
    Heading,
    HeardNews,
    Items,
    Panel,
    Part,
    Prose,
    Quote,
    Readings,
    References,
    Remark,
    Row,
    Where,
    list_sentences,
)
from game.render.word_marks import mark_words
from game.text.moments import Moment
from game.wording import page_words


def list_page_blocks(page: Page, hint: str = "") -> list[Block]:
    """List the blocks of a page without its choices, which each face offers in its own way.

    Args:
        hint: how a player asks, in this face, why the record stood.
    """
    blocks: list[Block] = [Where(page.at, page.place_name)]
    if page.taken_choice:
        blocks.append(Quote(page.taken_choice))
    if page.result:
        blocks.append(Prose(page.result))
    if not page.is_of_council:
        blocks += (Prose(answer.what_changed) for answer in page.answers)
    if changes := _list_changes(page):
        blocks.append(Changes(changes))
    blocks.append(Heading(page.title, 2))
    if page.is_of_council:
        blocks += map(build_answer_panel, page.answers)
    if page.bulletins:
        blocks.append(_build_heard_panel(page))
    blocks.append(Prose(page.paragraphs))
    if page.is_calm:
        blocks.append(Remark(page_words.CALM))
    if page.cards:
        blocks += [Heading(page_words.FACTS, 3), Items(tuple(card.paragraphs for card in page.cards))]
    if page.reads_dossier and page.dossier:
        blocks.append(_build_dossier_panel(page.dossier))
    blocks += map(build_dispute_panel, page.disputes)
    # Behind an ending stands the ledger, which answers in full.
    if page.answers and page.ending is None and not page.is_of_council:
        blocks.append(Fold(page_words.WHY, list_answer_panels(page), hint))
    if page.ending is not None:
        blocks += _list_ending_blocks(page.ending)
    new = [gloss for gloss in page.glosses if gloss.is_new]
    blocks = [*list_opening_blocks(page), *mark_words(blocks, new)]
    if new:
        blocks.append(Glosses(page_words.GLOSSES, tuple(map(_build_gloss_line, new))))
    if page.footnotes:
        blocks.append(build_footnotes(page.footnotes))
    return blocks


def list_opening_blocks(page: Page) -> list[Block]:
    """List what comes before a run's first page: who the player is, how things are there, what the role shows."""
    opening = page.opening
    if opening is None:
        return []
    told = [Prose(opening.prologue)] if opening.prologue else []
    note = page_words.CONTENT_NOTE.format(note=opening.content_note)
    return [Heading(opening.role_name, 2), Prose(opening.who), *told, Remark(note)]


def list_ledger_blocks(ledger: Ledger, references: Sequence[str] | None) -> list[Block]:
    """List the blocks of a whole ledger, under its heading.

    Args:
        references: its sources in full, sorted; None while they are being set.
    """
    deeds = [
        Row(
            entry.at.short_in(ledger.year),
            f"{entry.scene_title}: {entry.choice_text}",
            page_words.AGAINST_RECORD if entry.is_divergent else "",
        )
        for entry in (*ledger.entries, *([ledger.end] if ledger.end is not None else []))
    ]
    answers: list[Block] = [build_answer_panel(answer) for answer in ledger.answers]
    dossier: list[Block] = []
    if ledger.dossier:
        rows = tuple(Row(line.at.short_in(ledger.year), line.text) for line in ledger.dossier)
        dossier = [Heading(page_words.DOSSIER, 3), Account(rows)]
    return [
        Heading(page_words.LEDGER, 2),
        Heading(page_words.LEDGER_DEEDS, 3),
        Account(tuple(deeds)),
        Heading(page_words.LEDGER_MET, 3),
        Account(tuple(_build_met_row(point, ledger.year) for point in ledger.met_fixed_points)),
        Heading(page_words.LEDGER_ANSWERS, 3),
        *(answers or [Remark(page_words.LEDGER_NO_ANSWERS)]),
        Heading(page_words.LEDGER_OUTCOME, 3),
        Prose((ledger.outcome,)),
        *dossier,
        *([build_footnotes(ledger.footnotes)] if ledger.footnotes else []),
        Heading(page_words.BIBLIOGRAPHY, 3),
        Remark(page_words.BIBLIOGRAPHY_SOON) if references is None else References(tuple(references)),
    ]


def list_run_end_blocks(end: RunEnd, key: str) -> list[Block]:
    """List the end of a run, which fits on one screen before its ledger."""
    met = page_words.ENDINGS_MET.format(met=end.endings_met, all=end.endings)
    tried = "; ".join(end.attempts)
    return [
        Heading(page_words.RUN_END, 2),
        Field(page_words.ROLE_WAS, f"{end.role_name}."),
        Field(page_words.ENDING, " ".join(f"{each}." for each in dict.fromkeys((end.title, end.label)))),
        Field(page_words.ENDINGS, met if end.endings_met else page_words.ENDINGS_OF.format(all=end.endings)),
        Field(page_words.WAY, page_words.WAY_PASSED.format(scenes=end.scenes, untaken=end.untaken)),
        Field(page_words.AGAINST, f"{tried}." if tried else page_words.LEDGER_NO_ANSWERS),
        Field(page_words.DOSSIER, page_words.LINES_NOTED.format(count=end.noted)),
        Field(page_words.RUN_KEY, key),
        Remark(page_words.RUN_KEY_GIVE),
    ]


def list_status_blocks(page: Page) -> list[Block]:
    """List where a run stands: scene, hour, place, role, gauges, and the file on the player."""
    return [
        Field(page_words.SCENE_NUMBER.format(number=page.number), f"{page.title}."),
        Where(page.at, page.place_name),
        Field(page_words.ROLE, f"{page.role_name}."),
        *(Field(gauge.label, f"{describe_gauge(gauge)}.") for gauge in page.gauges),
        *([_build_dossier_panel(page.dossier)] if page.dossier else []),
    ]


def list_journal_blocks(page: Page, ledger: Ledger, key: str) -> list[Block]:
    """List the file on the player, the journal of a run up to its present scene, and its key."""

    def row(at: Moment, text: str) -> Row:
        return Row(at.short_in(ledger.year or page.at.earliest.year), text)

    noted = Account(tuple(row(line.at, line.text) for line in page.dossier))
    done = [row(entry.at, f"{entry.scene_title}: {entry.choice_text}") for entry in ledger.entries]
    here = row(page.at, page_words.HERE_YOU_STAND.format(scene=page.title))
    return [
        Heading(page_words.DOSSIER, 2),
        noted if page.dossier else Remark(page_words.DOSSIER_EMPTY),
        Heading(page_words.JOURNAL, 3),
        Account((*done, here)),
        Field(page_words.RUN_KEY, key),
        Remark(page_words.RUN_KEY_USE),
    ]


def list_answer_panels(page: Page) -> tuple[Panel, ...]:
    """List the answers of a page in full."""
    return tuple(map(build_answer_panel, page.answers))


def select_footnotes(page: Page, blocks: Sequence[Block]) -> tuple[Footnote, ...]:
    """Return the footnotes of a page that some of its blocks use, in the order of their numbers."""
    used = {number for sentence in list_sentences(blocks) for number in sentence.footnote_numbers}
    return tuple(note for note in (*page.footnotes, *page.answer_footnotes) if note.number in used)


def build_answer_panel(answer: Answer) -> Panel:
    """Build the answer to an attempt: when it was made, what the record says instead, and each part."""
    chose = page_words.ANSWER_CHOSE.format(moment=answer.choice_at.words, choice=answer.choice_text)
    stood = page_words.ANSWER_RECORD.format(moment=answer.at.words, event=answer.event_title)
    return Panel(
        "answer",
        page_words.ANSWER.format(title=answer.title),
        (Remark(chose), Remark(stood), *list_answer_parts(answer)),
    )


def list_answer_parts(answer: Answer) -> list[Part]:
    """List the four parts of an answer; in a council also how far the option reached."""
    parts = [
        Part(page_words.ANSWER_CHANGED, answer.what_changed),
        Part(page_words.ANSWER_CLAIMS, (answer.record_claims,)),
        Part(page_words.ANSWER_STOOD, answer.why_record_stood),
        Part(page_words.ANSWER_OTHERWISE, answer.what_it_would_take),
    ]
    return [*parts, Part(page_words.ANSWER_REACH, answer.reach)] if answer.reach else parts


def build_dispute_panel(dispute: DisputeView) -> Panel:
    """Build a disputed question with its readings and what a careful reader can conclude."""
    concluded = (Remark(dispute.assessment),) if dispute.assessment else ()
    title = page_words.DISPUTED.format(question=dispute.question)
    return Panel("dispute", title, (Readings(dispute.readings), *concluded))


def build_footnotes(notes: Sequence[Footnote]) -> Footnotes:
    """Build footnotes with the words that follow their claims."""
    return Footnotes(
        tuple(
            (
                note,
                f"{note.title}, {describe_standing(note)}.",
                tuple(page_words.DISPUTED.format(question=question) for question in note.disputed_questions),
            )
            for note in notes
        )
    )


def build_heard_news(bulletin: Bulletin, at: Moment) -> HeardNews:
    """Build a piece of news; its hour is relative to the hour of its page."""
    head = f"{bulletin.heard_at.relative_to(at)} · {bulletin.channel}"
    return HeardNews(head, bulletin.says, page_words.KNOWN_TODAY, bulletin.known_today)


def describe_standing(note: Footnote) -> str:
    """Return how certain a footnote's claim is; for news, that it is in the words of the time."""
    if not note.confidence:
        return page_words.AS_TOLD_THEN
    return page_words.NOTE_CONFIDENCE.format(confidence=note.confidence)


def describe_gauge(gauge: Gauge) -> str:
    """Return a gauge's level as a word, or as a number out of its highest."""
    return gauge.level or page_words.GAUGE_OF.format(value=gauge.value, highest=gauge.highest)


def describe_choice(choice: PageChoice) -> str:
    """Return a remark on a choice: why it is closed, that it was taken before, or an empty string."""
    if not choice.is_open:
        return page_words.CHOICE_CLOSED.format(reason=choice.reason)
    return page_words.CHOICE_TAKEN_BEFORE if choice.taken_before else ""


def _build_gloss_line(gloss: Gloss) -> tuple[str, str, str]:
    """Return a gloss's id, its name and its line; with both names if the page uses another one."""
    if gloss.kind == "person" or gloss.words.casefold() == gloss.name.casefold():
        return gloss.id, gloss.name, gloss.says
    return gloss.id, page_words.GLOSS_OF_WORD.format(words=gloss.words, term=gloss.name), gloss.says


def _list_changes(page: Page) -> tuple[str, ...]:
    """Return how the last choice changed the gauges, and what was noted in the file."""
    gauges = (
        page_words.GAUGE_CHANGED.format(
            label=change.after.label, before=describe_gauge(change.before), after=describe_gauge(change.after)
        )
        for change in page.changes
    )
    return (*gauges, *(page_words.NOTED.format(entry=entry) for entry in page.noted))


def _build_dossier_panel(dossier: Sequence[DossierLine]) -> Panel:
    return Panel("dossier", page_words.DOSSIER, (Account(tuple(Row(line.at.short, line.text) for line in dossier)),))


def _build_heard_panel(page: Page) -> Panel:
    told = page_words.AS_TOLD_AND_KNOWN if page.known_now else page_words.AS_TOLD_THEN
    since = page_words.HEARD
    if page.since is not None:
        since = page_words.HEARD_SINCE.format(moment=page.since.relative_to(page.at))
    return Panel("heard", since, tuple(build_heard_news(bulletin, page.at) for bulletin in page.bulletins), told)


def _list_ending_blocks(ending: PageEnding) -> list[Block]:
    fate, claims = page_words.FATE, page_words.FATE_CLAIMS
    if ending.is_of_decision:
        fate, claims = page_words.DECIDED_FATE, page_words.DECIDED_FATE_CLAIMS
    return [Heading(ending.title, 3), Field(fate, f"{ending.label}."), Part(claims, (ending.claims,))]


def _build_met_row(point: MetFixedPoint, year: int) -> Row:
    how = page_words.SEEN if point.was_seen else page_words.HEARD_OF
    text = how.format(event=point.title, scene=point.scene_title)
    return Row(point.at.short_in(year), text, says=point.says)
