"""The words of plain mode: its commands, what it asks, and what it answers."""

#: The commands, with what each does.
HELP = {
    "1, 2, 3 …": "take the choice with that number",
    "back": "step back one choice; nothing is lost",
    "forward": "take the choice again that you stepped back over",
    "notes": "the footnotes of this page: claim, source, confidence, dispute",
    "who NAME": "who somebody is, or what a word means; who alone: those whom this page names",
    "why": "why the record stood: the whole answer to what you tried, with its footnotes",
    "now": "what is known today beside what was heard then, on or off",
    "where": "hour, place, who stands by you, the file on you",
    "key": "the key of this run: with it the same pages are replayed on any machine",
    "again": "read the page again",
    "branches": "all your runs of this role as a tree in words: where they part, roads not taken, how they ended",
    "go 12": "play on from line 12 of the branches, as a new run; nothing is overwritten",
    "progress": "how much of the story your runs have seen: scenes, choices, divergences, endings, claims",
    "ledger": "at the end: what you did, what the record says, where they parted, the sources",
    "compare": "this run beside the documented course of its role, hour by hour, if it has one",
    "calm": "scenes of violence in two lines, on or off",
    "help": "this list",
    "quit": "leave; every choice is saved already",
}
HELP_NOTES = (
    "A number in brackets behind a sentence is its footnote: the record carries that sentence. "
    "A sentence without one is invented."
)
ASK_RUN = "Number, or quit: "
CONTINUE = "Continue: {name}"
NOT_PLAYABLE = "{name}: not playable. {reason}"
NO_OFFER = '"{word}" is none of the numbers 1 to {last}; type one of them, or quit.'
NO_COMMAND = '"{word}" is no command.{did_you_mean} Type a number, or help.'
TYPE_NUMBER = "Type the number of a choice, or help."

FIRST_PAGE = "This is the first page; there is nothing to step back over."
NOTHING_FORWARD = "You have not stepped back over a choice here."
NO_FOOTNOTES = "This page has no footnotes."
NO_ANSWER = "Nothing that you tried meets the record on this page."
NO_CHOICE = "There is no choice {number}: the choices here go from 1 to {last}."
NO_CHOICE_AT_END = "There is no choice {number}: the run has ended here; try ledger, or back."
CHOICE_CLOSED = "That choice is closed."
NOT_SAVED = "{error} The run stands where it stood."
CALM_ON = "Calm is on: scenes of violence are told in two lines."
CALM_OFF = "Calm is off."
NO_LEDGER = "The ledger opens when the run has ended; where shows what stands in the file so far."
BRANCHES_GO = "Type go and the number of a line to play on from there, as a new run."
NO_LINE = "There is no line {number} in the branches: its lines go from 1 to {last}."
NO_BRANCHES = "There is no line {number} in the branches: type branches first."
SEEN = "{seen} of {all} {kind}"
SEEN_OF_ROLE = "{role}: {counts}."
IN_ALL = "In all"
NOBODY_NAMED = "This page names nobody in the record."
NOBODY_CALLED = 'Nobody in the record is called "{words}", and no word is.{did_you_mean}'
MORE_CALLED = "And {count} more; a longer name finds fewer."
WHY_HINT = "Type why."
RUN_ENDS = "The run ends here. Type ledger, branches, back or quit."
RUN_ENDS_COMPARE = "The run ends here. Type ledger, compare, branches, back or quit."
#: A farewell, and how the player left: the run is saved, or it had not begun.
LEFT = (
    "You have left; the run is saved in {path}.",
    "You have left; the run had not begun, so there is nothing to save.",
)
INPUT_ENDED = (
    "The input has ended; the run is saved in {path}.",
    "The input has ended; the run had not begun, so there is nothing to save.",
)
