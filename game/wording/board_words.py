"""The words for the teacher: the board's buttons, what it shows while a key is held, and the lines of the terminal."""

LESSON = "The lesson"
TEACHER = "For the teacher"
RESUME = "Go on"
BACK = "Back"
NEXT = "Next"
CLOSE_BALLOT = "Close the ballot"
TELL = "Tell it, no vote"
NO_VOTE = "Go on without a vote"
PAUSE = "Pause"
WHEN_ALL_SIT = "When all sit:"
LOCK = "Lock the door"
UNLOCK = "Unlock the door"
GATE = "Play up to"
GATE_MOVE = "Move it"
SAVE_THESE = "Save these before you quit:"
OTHER_ADDRESSES = "Does nobody come in? This machine has other addresses:"
WALL = "The wall"
KEYS = "PageDown: next · PageUp: back · . blanks · s: sources · hold H: seats, votes, clock"
BELL = "Bell"
BELL_AT = "at"

HELD = "Only while the key is held"
TAKE_PART = "{count} take part."
TAKE_PART_VOTED = "{count} take part; {voted}."
VOTED = "{votes} of {count} have voted"
NEXT_PHASE = "Next: {phase}."
FIRST_BALLOT = "The first ballot, in numbers"
OPTION = "{option}: {votes}"
STANDS = "Where they stand"
STANDS_IN = "{seat}: {role}, {scene}"
STANDS_AT_GATE = "{seat}: {role}, {scene} (at the gate)"
CROWDS = "From one device, or from one network behind one address"
CROWD = "{count} seats from {address}"
CROWD_FREE = "Take back all {count}"
SEATS = "Seats: {count}"
FREE = "Take back"

LINK_USED = "This link has been used; type board in the terminal for a new one."
NOT_OPENED = "This browser has not opened the board yet: type board in the terminal, and open the link that it gives."
OTHER_MACHINE = "The board is open on the teacher's own machine only."
NO_STEP = "There is no such step."
NO_ADDRESS = "This machine has no such address any more."
MORE_SEATS = "{taken} seats are taken, and {announced} were announced: hold H, and lock the door."
ALL_SEATS = "All {announced} seats that were announced are taken: lock the door."

#: What the script of the board and the wall says.
SCRIPT = {
    "MORE_BELOW": "There was more on this page. The button turns it once all was seen.",
    "NO_PROGRAM": "The program in the terminal does not answer; look there.",
    "PROGRAM_LOST": (
        "The program in the terminal does not answer. Look there, and start it again if it has ended; "
        "this page goes on by itself."
    ),
    "PROGRAM_ANEW": (
        "The program was started again. This page goes on once the new board is open: "
        "type board in the terminal for its link."
    ),
}
