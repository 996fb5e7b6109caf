"""The words of a lesson that its wall says by script and by the room's program alike."""

#: How many voted for something: nobody, too few to be told, more; by raised hands and on devices.
COUNTED = {
    "hands": ("nobody", "a few hands", "{number} hands"),
    "devices": ("nobody", "a few votes", "{number} votes"),
}
FIRST_BALLOT = "first {votes}"
SECOND_BALLOT = "then {votes}"

DECIDED = {
    "votes": "This class decides: {letter}.",
    "before": "This class has decided: {letter}.",
    "even": "The votes are even for {letters}.",
    "level": "The votes are even, so this class goes the way of the record: {letter}.",
    "nobody": "Nobody voted, so this class goes the way of the record: {letter}.",
    "told": "There was no vote on this. It went the way of the record: {letter}.",
}
AND = " and "
WEIGHED = "What weighed most: {facts}, {votes}."
FACT = "fact {number}"
NOT_DECIDED = "Not decided"
TOLD_NO_BALLOT = "Told, no ballot"
NOT_COUNTED = "Not counted"
AFTER_TALK = "after the talk {votes}"
QUESTION_OF = "Question {number} of {all}"
PAUSED_AFTER = "{name}, after decision {number}: {letters}"
PAUSED_BEFORE = "{name}, before the first decision"
YOUR_CLASS = "Your class"

NOW = "Now"
NEXT = "Next"
PLANNED = "Planned"
MINUTES = "{minutes} minutes"
UNTIL = "Until"
AIM = "Aim"
BELL = "bell {hour}"

THIS_CLASS = "this class"
GO_ON = "Go on"
GO_ON_WITH = "Go on with {lesson}"
BEGIN = "Begin"
BEGIN_NEW = "Begin a new lesson"
BEGIN_WITH = "Begin with {name}"
LATE = "{left} minutes are left, and {planned} are planned. Hold h to read what to leave out."
LATE_BY_HALF = (
    "{left} minutes are left, and {planned} are planned. "
    "Hold the lesson in two parts: pause after a decision, and go on next time."
)
TEACHER_LATE = "Late"
PAUSE_HERE = "Pause here"
CALM_ON = "Calm: on"
CALM_OFF = "Calm: off"
COUNTED_NOW = "Counted"
PAGE_OF = "decision {number}, {page}"
#: How many hands were counted: one, more.
HANDS_COUNTED = ("{number} hand counted.", "{number} hands counted.")
NO_HAND = "No hand has been counted yet."
#: A lesson that this computer keeps, and where it stopped: today, or on another day.
LESSON_AT = "{name}: {place}"
LESSON_STOPPED_TODAY = "{lesson}, stopped at {hour}"
LESSON_STOPPED = "{lesson}, stopped on {day}, {hour}"
LESSON_UNNAMED = "the lesson"
LESSON_DECISION = "decision {number}"
LESSON_BEGUN = "begun"
LESSON_LISTED = "{lesson}."
LESSON_BEFORE = "{lesson}, a lesson before."
LESSON_OTHER = "This file votes on something else by now; the lesson goes on in the file with which it was held."
OPEN = "Open"
FORGET = "Forget"
FORGET_HERE = "Forget it on this computer"
FORGET_ASKED = "{lesson}. If it is forgotten, what was counted is lost for good."
FORGET_NOT = "Keep it"
OFFER_LABEL = "{button}: {lesson}"
ANEW_ASKED = "This computer keeps {lesson}. It stays kept if another lesson begins."
ANEW_NOT = "Go on with it"
OTHER_WINDOW = (
    "This lesson has gone on in another window. What is done here is kept as a lesson beside it; the first page has "
    "both."
)
NOT_KEPT = (
    "This browser cannot keep the lesson, as its storage is full or switched off. "
    "Leave this window open until the end, and write down what is counted."
)
NOT_KEPT_LONG = "This browser's storage is full or switched off, so a lesson lasts only as long as this window."
#: In which words the browser says a day.
LOCALE = "en-GB"
