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
