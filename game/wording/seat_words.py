"""The words of pupils' pages: joining, the room check, the seat in every phase, and what the room answers."""

#: What a phase is called when it is announced, by the phase's value.
PHASES = {
    "lobby": "The room is filling",
    "frame": "It begins",
    "scene": "A decision is on the table",
    "ballot": "The ballot is open",
    "talk": "The first ballot is closed",
    "reveal": "The votes",
    "record": "What the record says",
    "discuss": "Every option is answered",
    "play": "You play at your own pace",
    "gate": "The gate",
    "out-of-role": "Out of role",
    "debrief": "What do we make of it",
    "ticket": "The ticket",
    "ended": "The lesson has ended",
    "paused": "A pause",
}
#: The name of a page in a browser's window.
TITLE = "{page} · {story}"

YES = "yes"
NO = "no"
ON = "on"
OFF = "off"

JOIN = "Join"
JOIN_CODE = "The room’s code, from the wall"
JOIN_TAKE = "Take a seat"
JOIN_BOARD = "This is the teacher’s machine: {link}."
JOIN_TO_BOARD = "to the board"
JOIN_PRIVACY = "You get a seat with the name of a tree or a bird. Nobody is asked for a name, an address or an account."
PROBLEM = "Not here"
PROBLEM_BACK = "To the room"

CHECK = "Room check"
CHECK_PAGE = "This page came: {answer}"
CHECK_FORM = "What you press arrives: {answer}"
CHECK_COOKIE = "This device is known again: {answer}"
CHECK_STREAM = "News arrives by itself: {answer}"
CHECK_NOT_YET = "not tried yet"
CHECK_NO_SCRIPT = "only with script"
CHECK_PRESS = "Press the button; then this page says how it went."
CHECK_TRY = "Try it"
CHECK_PASSED = "This device can take part. Tell your teacher: it works from here."
CHECK_FAILED = (
    "This device does not keep what the lesson needs. "
    "Tell your teacher; try it without a private window, or share a device."
)

YOU_ARE = "You are {seat}."
NOT_ME = "This is not me"
NOT_ME_MEANS = "Somebody else takes this device. This seat cannot be taken up again."
LEAVE = "Leave this seat"
LOOK = "Look whether the lesson has moved on"
STEP_IN = "Step in again"
STEP_OUT = "Step out"
STEP_OUT_MEANS = "You may step out at any time; no reason is asked, and nobody sees it."
CALM = "Calm: {state}"
EASY = "Short sentences: {state}"

STEPPED_OUT = "You have stepped out"
STEPPED_OUT_MEANS = (
    "The lesson goes on without you as long as you like. Nothing is counted for you, and nothing is lost."
)
PAUSED = "A pause"
PAUSED_MEANS = "The lesson is paused and goes on from here, today or another day. Look up."
SEATED = "You have a seat"
SEATED_VOTES = (
    "Nobody here sits as a person who really lived. Votes are secret: once a ballot is closed, nobody can find out who "
    "voted how, not even the program."
)
TEACHER_SEES = "Your teacher will see your choices."
SEATED_OWN_PACE = "You play one person of that time, at your own pace, up to an hour that the teacher sets."
SEATED_SOON = "It begins soon. What comes next is announced here."
READ_AGAIN = "Read it again"
TALK = "Talk with your neighbour"
TALK_MEANS = (
    "The first ballot is closed, and its votes stay hidden. Which fact weighs most, and why? There is another ballot "
    "after this, in which everybody votes again; keeping your mind is worth as much as changing it."
)
VOTES = "The votes"
ANSWERED = "Every option is answered"
NOT_RIGHT = "What was done then is not for that reason the right answer."
OUT_OF_ROLE = "Out of role"
DEBRIEF = "What do we make of it?"
DEBRIEF_FEELINGS = "Feelings come last, and only from whoever likes."
TICKET = "The ticket"
TICKET_PAPER = "On paper, with your name; it is not stored here."
ENDED = "The lesson has ended"
ENDED_CLOSE = "You may close this page."
ENDED_KEY = "Whoever likes writes down the key of this way, and can go on from it elsewhere: {key}"
SOURCES = "Sources"

BALLOT = "The ballot: {decision}"
SECOND_BALLOT = "The second ballot: {decision}"
SECOND_BALLOT_MEANS = "Everybody votes again, also whoever keeps their mind."
BALLOT_OPTIONS = "What do you vote for?"
BALLOT_FACTS = "Which of these weighed most? (If one did)"
VOTE = "Vote"
VOTE_CHANGE = "Change my vote"
VOTE_IN = "Your vote is in. You may change it until the ballot is closed."
TALLY_ROW = "{option}: {votes}"
TALLY_WEIGHED = "What weighed most: {facts}"
TALLY_FACT = "fact {number} ({votes})"
TALLY_FACTS = "The facts"
#: Who decided, and what; by how it was decided.
DECIDED = {
    "votes": "The class decided: {option}.",
    "told": "There was no vote on this; done then: {option}.",
    "nobody": "Nobody voted, so the class goes with what was done then: {option}.",
    "level": "The votes were level, so the class goes with what was done then: {option}.",
}
#: A decision on the way of the class, by how it was decided.
WAY = {
    "votes": "{scene}: {option}",
    "told": "{scene}: {option} (told, not voted on)",
    "nobody": "{scene}: {option} (by the record, as nobody voted)",
    "level": "{scene}: {option} (by the record, after level votes)",
}

CHOOSE_ROLE = "Whom do you play?"
SWAP = "You may swap at any time; no reason is asked."
PLAY_ROLE = "Play this person"
PLAY_ROLE_ANEW = "This is you; begin it anew"
PLAY_OTHER = "Play somebody else"
AT_GATE = "You have come to the gate: {gate}"
AT_GATE_ANSWERS = (
    "Here everybody waits. What you tried and the record has not answered yet is answered now.",
    "Here everybody waits. The record has answered whatever you tried.",
)
WAY_ENDS = "Your way ends here. What you did and what the record says can be read above and talked about at the gate."
CHOICE_CLOSED = "{choice}: {reason}"
MEANWHILE = "Meanwhile"
MEANWHILE_MEANS = "Hours of this person that are told and not played:"
MEANWHILE_SCENE = "{hour}: {scene}"
MEANWHILE_SCENE_EVENTS = "{hour}: {scene} ({events})"
MEANWHILE_HEARD = "Heard in these hours, as it was told then: {count}"
GATE = "The gate"
GATE_AT = "The gate: {gate}"
GATE_MEANS = "Tell each other what the person you played could not have known. Then look up."

#: What a seat is told once its command has been carried out.
CHOICE_TAKEN = "Taken."
ROLE_TAKEN = "This is you now."
OUT_SWITCHED = "Done."
SEAT_LOST = "The seat of this device was freed, or belongs to another lesson. Join again."
MANY_CODES = "There were many wrong codes from here; wait a minute."
WRONG_CODE = "There is no room with this code; look at the wall again."
MANY_SEATS = "Many seats were taken from here, more than were announced. Wait half a minute, and try again."
MANY_COMMANDS = "That was a lot at once; wait a moment and send it again."
NOT_WRITTEN = "Your teacher's computer could not write it down; try again. ({error})"
MANY_PAGES = "This seat has many pages open already; close one."

#: The questions of a debrief for roles at their own pace, which bring none of their own; feelings last, and voluntary.
DEBRIEF_QUESTIONS = (
    "What happened, in the order in which it happened?",
    "What did the person you played not know at the gate, and what do we know today?",
    "Which sentence would you check first, and in which source?",
    "What would have had to be different, by whom and by when?",
    "Whoever likes: what question do you take home?",
)
TICKET_QUESTION = "Name one choice you made. What could the person know then, and which source tells us?"
OUT_OF_ROLE_SAID = "You are yourselves again. Nobody here is anybody of that year any more."

#: What the script of these pages says.
SCRIPT = {
    "NO_CONNECTION": "There is no connection just now; try again.",
    "NO_ANSWER": "No answer came, so it may not have arrived. Send it again.",
    "SENDING": "Sending again …",
    "VOTE_SENT": "Your vote is on its way …",
    "VOTE_CHANGE": VOTE_CHANGE,
    "LOST": "The connection is lost and is being tried again. Nothing that was answered is lost.",
    "GO_THERE": "{phase} Go there.",
    "NO_SOURCES": "The sources did not come; unfold them again.",
    "TRYING": "trying …",
    "YES": YES,
    "NO": NO,
    "NO_BUT_ASKS": "no, so this device asks for it, every {seconds} seconds",
    "NOT_HEARD": "This device would not hear that the lesson has moved on; share a device.",
}
