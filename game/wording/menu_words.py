"""The words of the terminal game's menus and dialogs: runs, branches, replays, settings, and how it ends."""

# Play screen
NOT_SAVED = "Not saved: you play on without saving."
CHOICE_CLOSED = "That choice is closed."
NO_CHOICE = "There is no choice with that number here."
RUN_BEGINS = "This is where the run begins."
NOTHING_FORWARD = "You have not stepped back from a choice here."
NOTHING_HEARD = "Nothing was heard on this page."
NO_FOOTNOTES = "This page has no footnotes: all of it is invented."
NO_ANSWER = "Nothing that you tried meets the record on this page."
NO_LEDGER = "The ledger opens when the run has ended. Until then j shows the journal."

# Roles screen
ROLES = "Who will you be?"
ROLE_SHOWS = "{who}\nWhat it shows: {shows}"
ROLE_NOT_PLAYABLE = "not playable: {fault}"

# Opening screen
OPENING_NO_FOOTNOTES = "There are no footnotes here."

# Title screen
STORY_SOON = "reading the story…"
CONTINUE = "Continue"
NEW_RUN = "New run"
RECORD = "The record"
SAVED_RUNS = "Saved runs"
SETTINGS = "Settings"
ABOUT = "About"
QUIT = "Quit"
TITLE_ABOUT = "\na documentary game"

# Replay screen
REPLAY_BY_HAND = "Replay of “{run}”: decision {number} of {all}; → goes on, another choice takes over."
REPLAY_BY_ITSELF = "Replay of “{run}”: decision {number} of {all}; plays by itself; a pauses."
REPLAY_ENDS = "Here the run ends. t takes over from here."
REPLAY_MISMATCH = "{mismatch} t takes over from here."
REPLAY_NO_MOTION = "With reduced motion nothing moves by itself; → goes on."
REPLAY_FITS = "It goes as far as decision {decision}."

# What if screen
WHAT_IF = "What if"
WHAT_IF_NOT = "It cannot be told here: {reason}"
WHAT_IF_SOON = "looking ahead…"
WHAT_IF_ENDED = "Here the run has ended; nothing is left open."
WHAT_IF_NOT_TAKEN = "Not taken in this run"
WHAT_IF_TAKEN = "Taken in this run"
WHAT_IF_ABOUT = (
    "Read off all runs that can be. It says what is possible, not how likely: "
    "counting ways would weigh how this story is built, not people. "
    "What your runs have not met keeps its title to itself."
)

# Go to dialog
GO_TO = "Go to"
AGAINST_RECORD = "against the record"

# Branches screen
BRANCHES_LEGEND = (
    "● this run  ○ earlier runs  ? not taken  ◆ as documented  ≠ parted from the record  = met it again  ■ end"
)
BRANCHES_MET_AGAIN = "= met again"
BRANCHES_PARTED = "≠ parted"
BRANCHES = "Branches"
RUNS_READ = "Reading your runs: {count:,} so far…"
NO_ROAD = "Every road from here has been taken."
ROAD_DOCUMENTED = "The documented course goes on here"
ROAD_UNTAKEN = "A road not taken"
ROAD_IS_DOCUMENTED = "So it is documented."
ROAD_HIDDEN = "Where it leads stays hidden until you have been there. Enter goes there, as a new run."
WAY_PARTED = "≠ Here this way parted from the record: {title}."
WAY_MET_AGAIN = "= Here it met the record again: {title}."
WAY_DOCUMENTED = "◆ So it is documented."

# Saved runs screen
NO_RUNS = "No run has been saved yet."
NO_RUN_TO_REPLAY = "There is no run here to replay."
NO_RUN_TO_COMPARE = "There is no run here to compare."
RUNS_MARKED = "{count} marked; c compares them."
MARK_RUNS = "Mark two runs or more with Space, then c lays them side by side."
NO_RUN_FOR_BRANCHES = "There is no run here whose branches could be drawn."
NO_RUN_TO_RENAME = "There is no run here to rename."
SHIPPED_NAME = "This run ships with the game and keeps its name."
RUN_BROKEN = "  {name}  cannot be used"
SHIPPED = "ships with the game"
#: How many choices a run has, and how many of them are taken: one, more.
CHOICES = ("{count} choice", "{count} choices")
CHOICES_OF = ("{count} choice of {all}", "{count} choices of {all}")
SAVED_AT = "saved {day} {month} {year}, {at:%H:%M}"

# Comparison screen
COMPARISON = "Runs side by side"
COMPARISON_HOURS = "Hour by hour"
COMPARISON_STOOD = "What stood all the same"
COMPARISON_NOTHING_MET = "Nothing that all of them met."
COMPARISON_END = "At the end"
STEP_AGAINST_RECORD = "≠ against the record"
NOT_ENDED = "Not ended: it stands in “{scene}”."
FILE = "The file on you"
FILE_EMPTY = "Nothing stands in the file."
ATTEMPTS = "Against the record"
NO_ATTEMPTS = "Nothing against the record."

# Progress screen
PROGRESS_SOON = "counting…"
PROGRESS = "What your runs have seen"
IN_ALL = "In all"
PROGRESS_OF = " of {every:<6}"
PROGRESS_ABOUT = (
    "Counted are your own runs, not those that ship with the game. "
    "Claims are the statements of the record that the pages you have read cite in their texts."
)

# Rename dialog
RENAME = "What shall this run be called?"
RENAME_KEYS = "Enter keeps the name · Esc leaves it as it was"

# Save failed dialog
SAVE_FAILED = "This could not be saved"
SAVE_AGAIN = "Try again"
SAVE_NOT = "Play on without saving"
SAVE_STAY = "Stay here; the run stands where it stood"

# Settings screen
THEME_ABOUT = "Dark, light, or the terminal's own colours."
THEME = "Theme"
THEME_TERMINAL = "the terminal's own"
HIGH_CONTRAST_ABOUT = "Black and white, and nothing between."
HIGH_CONTRAST = "High contrast"
REDUCED_MOTION_ABOUT = "Nothing moves by itself."
REDUCED_MOTION = "Reduced motion"
CALM = "Calm"
CALM_ABOUT = "Scenes of violence are told in two lines."
DOCUMENTED_VIEW_ABOUT = "Documented sentences stand out, invented ones stand back (d)."
DOCUMENTED_VIEW = "Documented view"
KNOWN_NOW = "Known now"
KNOWN_NOW_ABOUT = "News shows what is known today beside what was heard (n)."

# About screen
LICENCE_TERMS = (
    "The program is free under the MIT licence; "
    "the texts are free under Creative Commons Attribution 4.0 (CC BY 4.0). The file LICENSE has both."
)
VERSIONS = "Story version {version}, game version {game_version}."
CONTENT_NOTE = "What it shows"
CREDITS = "Credits"
LICENCE = "Licence"
PROVED = "What was proved of it"
PROVED_TOLD = "{told}, over every state that a run can reach."

# Help screen
HELP = "Help"
HELP_EVERYWHERE = "Everywhere"
HELP_LISTS = "In lists and rooms"
HELP_PAGE = "On the page"
HELP_FOOTNOTES = "A raised number, as in¹, is a footnote: the record carries the sentence. What has none is invented."
HELP_DOCUMENTED = "In the documented view a bar ({bar}) and bold words mark what is documented."
HELP_OUTCOME = (
    "Nothing you choose changes the outcome. What you try is answered: "
    "what it changed, what the record says, why it stood, and what would have had to be different."
)
HELP_SAVED = "Every choice is saved before the next page appears. Quit at any time."
HELP_PLAIN_MODE = "For screen readers there is a plain mode: start the game with --plain."
HELP_READING = "How to read"

# Diagnostics screen
NO_STORY = "This story cannot be played"
MORE_FAULTS = "… and {number} more."
PRESS_QUIT = "Press q to quit."

# Base screens
WINDOW_SMALL = "This window is {width} by {height}; the game needs {least_width} by {least_height}."

# Menu items
END_SEE = "See how this run ended, and read its ledger"
END_BACK = "Step back one choice"
END_AGAIN = "Begin again in this role"
END_TITLE = "Go to the title screen"
TAKEN_BEFORE = "(taken before)"

# Run controller
NO_SAVED_RUN = "There is no saved run to go on with."

# Shutdown
COPIED = "Copied. Where that does nothing, Shift-drag marks with the terminal itself."
ASKED_TO_END = "The game was asked to end; your choices are saved in {folder}."
ASKED_TO_END_UNSAVED = "The game was asked to end; you played without saving."
FAULT_MET = "The game met a fault of its own and had to end; your choices are saved.{file}"

# App
SETTING_NOT_KEPT = "The setting holds until you quit. {error}"

# Command palette
PALETTE_PLAY = "Play: {name}"
PALETTE_PLAY_ABOUT = "Begin a new run in this role."
