"""The words of the rooms of the record in the terminal game."""

# Entries
KIND_EVENT = "Event"
KIND_CLAIM = "Claim"
KIND_NEWS = "News"
KIND_DISPUTE = "Dispute"
KIND_PERSON = "Person"
KIND_PLACE = "Place"
GLOSSARY = "Glossary"
KIND_DOCUMENT = "Document"
KIND_SOURCE = "Source"
KIND_SCENE = "Scene"
HIDDEN = "This is still to come in this run."
HIDDEN_SHOW = "Press h to show what is still to come, in all rooms of this run."

# Event entries
DOCUMENTED = "What is documented"
CLAIM_SOURCES = "Confidence: {confidence} · {sources}"
NEWS_THEN_AND_NOW = "Heard then, and known now"
KNOWN_TODAY_CLAIMS = "Known today: {claims}"
CLAIM_STANDING = "Confidence: {confidence} · footnote {name}"
KNOWN_TODAY = "Known today"
DISPUTE_ABOUT = "A question on which the sources or those who study them differ"
READING = "Reading {number}"
DISPUTE_WEIGHED = "How to weigh them"
IN_GAME = "In the game"
THE_EVENT = "The event"
WHERE = "Where"
WHO = "Who"
DISPUTED = "Disputed"
SOURCES = "Sources"
READ_AT = "Read at: {where}"
SOURCE_KIND = "Kind: {kind}"
SOURCE_NOTE = "Note: {note}"

# People entries
FATE = "What became of them"
FATE_UNKNOWN = "This record does not tell."
FATE_HIDDEN = "Still to come in this run; h shows it, and the sources of this entry."
NAME_THEN = "Name then"
TODAY = "Today"
WITHIN = "Within"
COORDINATES = "Coordinates"
LATITUDE_LONGITUDE = "{lat:.4f} north, {lon:.4f} east"
SEARCH_TERM = "Look for “{term}” in the whole record"
BECAME_BY = "By {day}"
POINTS_HIDDEN = "What became of the points is still to come in this run; h shows it."
IN_RECORD = "In the record"
BORN = "born {year}"
DIED = "died {year}"

# Source entries
GOOD_FOR_SCHOLARSHIP = "Weighs and compares what others left; good for what is known today and for what is disputed."
GOOD_FOR_PRIMARY = (
    "Made at the time by those who acted; good for what was said and decided, not for whether it was true."
)
GOOD_FOR_ARCHIVE = "Papers kept by an office; good for what the office knew and wanted, silent on what it left out."
GOOD_FOR_MEMOIR = "Told later by somebody who was there; good for how it felt, weaker on hours, numbers and order."
GOOD_FOR_PRESS = "Written within hours or days; good for what was believed then, often wrong in detail."
GOOD_FOR_MUSEUM = "Told to a public by a house of memory; good for an overview, and with a purpose of its own."
GOOD_FOR_REFERENCE = "A work to look things up in; good for dates and names, no better than what it rests on."
FIELD_KIND = "Kind"
CLAIMS_RESTING = "Claims that rest on it: {count}"
CLAIMS_HIDDEN = "{hidden} still to come in this run; h shows them."
DISPUTES_TAKEN_PART_IN = "Disputes in which it takes a side"
NEWS_HANDED_DOWN = "News that it hands down"
ENTRIES_RESTING = "People and places whose entries rest on it"
WHAT = "What"
FOOTNOTES = "Footnotes"
FIELD_ADDRESS = "Address"
FIELD_ARCHIVE = "Archive"
FIELD_SEEN_ON = "Seen on"
FIELD_NOTE = "Note"

# List screens
PEOPLE = "People"
PEOPLE_ABOUT = "{count} people: who they were and what became of them."
PLACES = "Places"
PLACES_ABOUT = "{count} places: what they were called then and are called now."
GLOSSARY_ABOUT = "{count} words of the time."
DOCUMENTS = "Documents"
POINTS = "{count} points"
DISPUTES = "Disputes"
DISPUTES_ABOUT = "Questions on which the sources differ, and how their readings can be weighed."
DISPUTES_HIDDEN = "{hidden} about what is still to come in this run. h shows them."
SOURCES_ABOUT = "{count} sources. Enter shows the full reference, what it is good for, and what rests on it."
NAMES_ET_AL = "{names} et al."

# Timeline screen
VIEW_ROLE = "what this role can see or hear"
VIEW_RUN = "what your run saw or heard"
MARK_HEARD = "○ heard"
MARK_SEEN = "● seen"
TIMELINE = "Timeline"
TIMELINE_ABOUT = "{count} events. f narrows by words, people or places."
TIMELINE_ABOUT_RUN = "Shown: {view} (v changes). ● seen and ○ heard of in your run; ◂ your run itself."
EVENTS_HIDDEN = "{hidden} events are still to come in this run. h shows them."
NO_VIEW = "Only a run has a view of its own; open the timeline from one."
THAT_DAY = "that day"
THAT_YEAR = "that year"

# City map screen
CITY_HOUR = "{title}: {date}, {hour:%H}:00 to {next_hour:%H}:00"
CITY_NOTHING = "Nothing is known to have happened on this map yet."
CITY_YOU = "You: {place} · {scene}"
CITY_YOU_OFF_MAP = "You: {place} (not on this map) · {scene}"
CITY_WAY = "The dotted line is your way here."
CITY_SHOWN = "On the map"
BRIDGE_CLOSED = "{bridge}: could not be crossed"
CITY_RIVER = "The river: {name}"

# Search screen
SEARCH_ABOUT = "The whole record, and the scenes of your run. Enter goes to the results."
SEARCH = "Search"
SEARCH_PLACEHOLDER = "words, with or without accents"

# Footnotes screen
FOOTNOTES_ABOUT = "A note's number, or Enter, opens it: its sources in full, its event, people and places."
NO_FOOTNOTE = "There is no footnote with that number here."
FOOTNOTE_EVENT = "Event: {title}"
FOOTNOTE_CONFIDENCE = "Confidence: {confidence}"
FOOTNOTE_NEWS = "News as it was heard then, right or wrong"
FOOTNOTE_SOURCE = "Source: {text}"
FOOTNOTE_DISPUTED = "Disputed: {question}"
FOOTNOTE_WEIGHED = "Weighed: {assessment}"
FOOTNOTE_SEE = "Disputed: {question} See note {number}."

# Record menu screen
RECORD = "The record"

# Linked text screen
NARROW_PLACEHOLDER = "words that a row must hold; Enter goes to the list, Esc shows all"
LIST_NO_MATCH = "Nothing in this list holds these words."
LIST_EMPTY = "Nothing here yet."

# Moment map screen
MOMENT_MAP = "The map of the moment"

# Record navigation
NO_MAP = "This story has no map."
NOTHING_HIDDEN = "Nothing is hidden here."
FUTURE_HIDDEN = "What is still to come is hidden."
FUTURE_SHOWN = "What is still to come is shown; h hides it."

# Braille map
MOMENT_YOU = "You: {place}"
MOMENT_YOU_OFF_MAP = "You: {place} (not on this map)"
BOTH_ONCE = "both at once"

FIRST_HOUR = "This is the first hour."
LAST_HOUR = "This is the last hour."
LAST_HOUR_OF_RUN = "This is the last hour that this run has reached; h shows what is to come."
NEWS_ABOUT = "News as it was heard then, right or wrong · {hour} · {channel}"
VIEW_ALL = "everything"
AND = " and "
#: How many are not shown, or were found: one, more.
SCENES_UNREAD = ("{count} scene that this run has not read.", "{count} scenes that this run has not read.")
OTHER_SCENES_UNREAD = (
    "{count} other scene that this run has not read.",
    "{count} other scenes that this run has not read.",
)
EVENTS_TO_COME = ("{count} still to come in this run; h shows it.", "{count} still to come in this run; h shows them.")
RESULTS = ("{count} result.", "{count} results.")
MANY_RESULTS = "the first {count} results."
