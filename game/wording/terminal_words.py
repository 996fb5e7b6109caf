"""The words of a room in the teacher's terminal: what it prints and which commands it explains."""

HELP = """\
next, back, pause, resume   move the lesson; tell goes on without a vote
lock, unlock                close the door for new seats, or open it
seats                       who has a seat; free SEAT takes one back, free ADDRESS all that came from one device
gate HOUR                   at own pace: the hour of the story up to which everybody plays
board                       a new link to the board
address [ADDRESS]           by which addresses pupils reach this machine; the wall then shows the one you name
export DIR                  write class.html, and session.json or keys.txt, into a folder
quit                        end for today; the lesson is kept, and the same command goes on with it"""

JOIN = "Pupils open {address} and enter the code {code}:"
JOIN_MOVED = "· Pupils open {address}"
CHECK = "Room check, from a pupil's device: {address}/check"
NO_NETWORK = (
    "No network was found, so only this machine reaches the room. Switch on its own hotspot or join a network: the "
    "address then appears here and on the wall. lesson.html needs none."
)
OTHER_ADDRESSES = "If pupils do not reach it: address tells the other addresses of this machine."
KEPT = "The lesson is kept in {path}. Unused, it is erased after {date}; a start some weeks before that announces it."
BOARD = "The board, on this machine, once: {link}"
HOW = "Type next to go on, help for the other words."
ENDED = "export DIR keeps the report; back opens the lesson again."
REACHED = "· A device at {address} reached the room: it can take part."
NO_MORE_LINES = "Nothing more can be typed here. The board still moves the lesson; Ctrl+C ends for today."
SEATS_FREED = "{count} seats were taken back; type lock, so that they are not taken again."
NO_SEATS = "Nobody has a seat yet."
NO_WORD = 'There is no word "{word}".{did_you_mean} Type help.'
ADDRESSES = "This machine has the addresses {addresses}."
ADDRESSES_NONE = "No network was found."
CROWD = "  {count} seats come from {address}; free {address} takes them back in one go."
WRITTEN = "{files} are in {folder}."
AND = " and "

#: Lines of the log; what stands after % is filled by `logging`.
LOG_NOT_TOLD = "The terminal failed to tell something (%r)."
LOG_WORD_FAILED = "The word %s failed (%r); the lesson goes on."
