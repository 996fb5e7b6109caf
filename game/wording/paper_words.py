"""The words of a class's papers and reports: what is printed, what is kept to catch up, and what a debrief counts."""

#: What the record says of an option: it did not happen, or it did; then the same of the class's own.
HAPPENED = (
    "It did not happen.",
    "It happened.",
    "It did not happen, and it was the class’s choice.",
    "It happened, and it was the class’s choice.",
)
SOURCES = "Sources"
KNOWN = "What is known in this room"
CAN_BE_DONE = "What can be done"
DEBRIEF = "Debrief"
TICKET = "Ticket"

#: The papers, with what each is for.
PAPERS = {
    "script.html": "the teacher's script: every scene, option and answer; not for the class",
    "cards.html": "letter cards A to D, one sheet a pupil",
    "sources.html": "the source sheet, one for two pupils; sources.txt is the same as plain text",
    "read-ahead.html": "large print, for reading before the lesson: nothing of what became of it",
    "ticket.html": "the ticket with which a pupil leaves, two to a sheet",
    "rubric.html": "how the ticket is read, with sample answers",
    "parents.html": "the notice to parents",
    "it.html": "one page for the school's IT",
}

CARDS = "Letter cards"
CARDS_HOW = (
    "One sheet a pupil: print this page as often as there are pupils, and cut each sheet into four, or fold it twice "
    "so that one letter shows. Two letters are full and two are drawn in outline, so that they can be told apart from "
    "the last row and without colour."
)
TICKET_HOW = (
    "Two tickets to a sheet: print half as many sheets as there are pupils, and cut them across. "
    "The ticket is the only thing that is marked; it is kept on paper, with you."
)
TICKET_NAME = "Name"
TICKET_CLASS = "Class"
TICKET_READ = "Read for its reasons and its source, not for your opinion."
PARENTS = "Notice to parents"
PARENTS_LEAD = "A notice to parents and guardians"
PARENTS_DATE = "Date"
PARENTS_TEACHER = "Teacher, and where to reach me"
AHEAD = "Read ahead, in large print"
AHEAD_LEAD = "For reading before the lesson: the scenes and the options, without what became of them."
AHEAD_EASY = "The same in short sentences"
RUBRIC = "Rubric"
RUBRIC_TITLE = "How the ticket is read"
RUBRIC_CRITERION = "Criterion"
RUBRIC_LOOKS_FOR = "What to look for"
RUBRIC_BALLOT = "The ballot is never marked: neither how a pupil voted, nor whether a vote was changed."
RUBRIC_ANSWER = "“{answer}”"
SHEET = "Source sheet"
SHEET_LEAD = "{council}: the facts known in each room, and where they were read. One sheet for two pupils."
SHEET_PLAIN = "{council}: SOURCE SHEET"
SHEET_PLAIN_LEAD = "The facts known in each room, and where they were read."
SHEET_FACT = "Fact {room}.{number}"
SHEET_PLAIN_FACT = "Fact {room}.{number}: {fact}"
SHEET_SOURCE = "Source: {citations} Confidence {confidence}."

TEACHER_SCRIPT = "Script for the teacher"
TEACHER_SCRIPT_LEAD = (
    "The script for the teacher: every scene, every option and every answer. "
    "It holds what the class must not see before."
)
PLAN_STAGE = "What"
PLAN_MINUTES = "Minutes"
PLAN_CLOCK = "From the start"
PLAN_SPAN = "{begins} to {ends}"
PLAN_LATE = "If you begin late: {advice}"
#: A decision in the plan, by its number of ballots.
PLAN_BALLOTS = {1: "{scene}, one ballot", 2: "{scene}, ballot, talk, ballot"}
BALLOT = "How a ballot goes"
BALLOT_HOW = (
    "Read the scene aloud, then the four options. Heads down, or cards to the chest; each pupil raises one hand, once. "
    "Nobody has to vote, and a vote may be changed until you have counted. Type the numbers or click them; the wall "
    "hides them until the reveal, where a number under three reads “a few”. If the hands are even, the class talks and "
    "votes once more; if they are even again, it goes the way of the record. What happened is never called right, and "
    "nobody is praised for changing or for keeping a vote."
)
STOPS = "When something stops you"
#: What can stop a lesson, and what to do.
STOPS_LIST = (
    (
        "The projector fails.",
        "All of it stands here: write A to D on the board with a word or two each, read aloud, count on paper.",
    ),
    (
        "Browser or computer dies.",
        "Open the file again and press Page Down: its first button, “Go on with …”, says what is kept. On another "
        "computer click the letters that the class chose.",
    ),
    ("The bell.", "Hold h and pause after any decision; write the line down."),
    (
        "Few pupils, or many; some are missing.",
        "No part is dealt out, so nothing changes. In a small class “a few” stands often; say beforehand that it means "
        "one or two.",
    ),
    ("Nobody votes.", "Go on without a vote: it goes the way of the record. A silence is an answer, too."),
)
CARE = "Care"
AFTER_REVEAL = "After the reveal: {scene}"
OUT_OF_ROLE = "Out of role"
ONLY_IN = "(only in: {plans})"
THE_TICKET = "The ticket"

IT = "For the school's IT"
IT_LEAD = "What “{story}” does on a computer and on a network, on one page."
#: Each part of the page: its heading, and its rows.
IT_PARTS = (
    (
        "With one file: lesson.html",
        (
            ("Installed", "Nothing. The file is opened by double click in any browser of the last years."),
            (
                "Network",
                "None. The page forbids itself every request (Content-Security-Policy: default-src 'none'), to the "
                "internet and to the school's own network.",
            ),
            (
                "Stored",
                "Of each lesson: the name that the class was given, how far it has come and how many hands were "
                "counted, in this browser's own storage, until “Forget it on this computer” is pressed. No name of a "
                "pupil. “Save session.json” writes session.json to the downloads folder.",
            ),
            ("Rights", "None beyond those of the user who opens the file."),
        ),
    ),
    (
        "With devices: sixteen-points class",
        (
            (
                "Installed",
                "A Python program in a folder of the user. No administrator, no service, nothing that starts by "
                "itself.",
            ),
            (
                "Network",
                "One port (8016, unless another is named) on the computer’s own networks, or on one of them (--host "
                "ADDRESS), open only while a lesson runs. Plain HTTP inside the building; no request leaves for any "
                "other host. Pupils' devices must be able to reach the teacher's computer: many school networks keep "
                "devices apart, and the room check says so the day before.",
            ),
            (
                "Stored",
                "A log of the lesson on the local disk of the teacher's computer: seats by code-name, never by name. "
                "When a ballot closes, the link between a seat and its vote is deleted. Its file can be read by the "
                "user alone. A log that nobody uses is announced after 30 days, and erased at the first start 30 days "
                "after that.",
            ),
            ("Pupils", "No account, no app, no e-mail address. A cookie holds the seat of the lesson."),
        ),
    ),
)
IT_AFTER = "Afterwards"
IT_AFTER_REPORT = (
    "The class's report (class.html) and session.json hold counts and choices of the class as a whole, no person's."
)

REPORT_WAY = "The way of this class"
REPORT_CATCH_UP = "To catch up"
REPORT_HOW = "Read a scene and choose; what became of it can be opened then. What is open is printed open."
REPORT_CHOOSE = "What do you choose?"
REPORT_OPENS = "Choose, and what follows can be opened."
REPORT_CHOSEN = "I have chosen: what became of it"
REPORT_CHOSEN_VOTED = "I have chosen: how the class voted, and what became of it"
REPORT_VOTED = "How the class voted"
REPORT_HANDS = "The hands: {votes}."
REPORT_FIRST = "First: {votes}."
REPORT_AFTER_TALK = "After the talk: {votes}."
REPORT_NOT_COUNTED = "This decision was told, or its hands were not counted."
REPORT_WEIGHED = "What weighed most: {facts}."
REPORT_FACT = "fact {number}, {votes}"
NO_SESSION = "{name} is no session of a lesson: {reason}."
REPORT_CODA = "What came after"
REPORT_THINK = "To think about"
REPORT_KEY = "Its key, for the game: {key}."
REPORT_REPLAY = "To see it again: {command}"

DEBRIEF_TITLE = "{story}: debrief"
#: From how many keys: one, more.
DEBRIEF_LEAD = (
    "From {count} key. A key holds choices and no name.",
    "From {count} keys. A key holds choices and no name.",
)
DEBRIEF_PLAIN_TITLE = "{story}: debrief, from {count} keys"
UNREAD_KEYS = "Keys that could not be read"
UNREAD_KEY = "Key {number}"
UNREAD_PLAIN_KEY = "{number}. {key}: {message}"
KEY_CHANGED = "Key {number}: {message}"
#: How many runs of a role: one, more.
RUNS_OF = ("{role}: {count} run", "{role}: {count} runs")
QUESTIONS = "Questions for the debrief"
FORKS = "Where the runs parted"
NO_FORKS = "They never parted."
SCENES = "What was chosen"
NO_SCENES = "Nothing yet."
ATTEMPTS = "What was tried against the record"
ATTEMPTS_RUNS = "Runs"
ATTEMPTS_TRIED = "Tried"
ATTEMPTS_STOOD = "What stood"
ATTEMPT_STOOD = "{attempt}: {event} stood."
NO_ATTEMPTS = "Nothing."
FATES = "How the runs ended"
NOT_ENDED = "Not ended"
MET = "What stood in every run"
NOTHING_MET = "Nothing yet: no fixed point was met by every run."
ASK_MET = "Every run met “{event}”, whatever was chosen. Who decided it, and when did you first hear of it?"
ASK_FORK = (
    "In “{scene}” {first} chose “{one}” and {second} chose “{other}”. "
    "What did each side know at that hour, and from what source?"
)
#: An attempt and in how many runs it was tried: one, more.
ASK_ATTEMPT = (
    "“{attempt}” was tried in {count} run, and “{event}” stood. "
    "Why did it stand, and what would have had to be different, by whom and by when?",
    "“{attempt}” was tried in {count} runs, and “{event}” stood. "
    "Why did it stand, and what would have had to be different, by whom and by when?",
)
ASK_FATES = "The runs ended differently. Which choice decided how, and what did no choice of yours decide?"

PACE_TITLE = "{name}: {story}, at own pace"
#: How many seats, and up to which hour: one seat, more; with and without a gate.
PACE_SEATS = ("{count} seat.", "{count} seats.")
PACE_SEATS_GATE = ("{count} seat, up to {gate}.", "{count} seats, up to {gate}.")
PACE_LEAD = "For the teacher: it holds what each seat chose, and no name."
PACE_FATES = "What the record says of these ends"
PACE_FATE = "{fate}. {claims}"
PACE_ANSWERS = "What the record answers to what was tried"
PACE_KEYS = "Every way as a key"
PACE_KEYS_USE = "A key goes the same way again, in the game or from paper: {command}"
PACE_SEAT = "Seat"
PACE_KEY = "Key"
PACE_STANDS = "Stands in"
PACE_NOBODY = "Nobody has begun yet."
