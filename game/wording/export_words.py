"""The words of what is written to files: maps of a role, comparisons of runs, and the record as one page."""

AS_DOCUMENTED = "as documented"
AGAINST_RECORD = "against the record"
#: What a mark stands behind, in brackets or after a point.
MARKED = "{text} ({mark})"
DOCUMENTED = "{text} · as documented"
NOT_VISITED = "not visited"
MAP_WHOLE = "{role}: all scenes"
MAP_VISITED = "{role}: the scenes you have visited"
MAP_LEGEND = (
    "Time runs downwards; each line is a choice. Thick lines and boxes are the documented course, dashed lines go "
    "against the record, boxes with a heavy edge are endings."
)
MAP_ROADS = "A question mark is a road not taken; where it leads stays hidden."
MAP_LABEL = "The map; the list below says the same in words."
MAP_SCENES = "Scene by scene"
MAP_END = "End: {fate}."

STOOD = "What stood all the same"
FILE_LINE = "The file: {hour}: {text}"
ATTEMPT = "Against the record: {attempt}"
HOUR = "Hour"
AT_THE_END = "At the end"
NOT_ENDED = "This run has not ended: it stands in “{scene}”."
ALL_RUNS = "  all  "

RECORD = "{story}: the record"
#: The sections of the record's page, by their anchors.
SECTIONS = {
    "events": "What is documented",
    "documents": "Documents",
    "people": "People",
    "places": "Places",
    "glossary": "Glossary",
    "article": "The article answered",
    "sources": "Sources",
}
CONFIDENCE = "Confidence {confidence}. {sources}"
NEWS = "Heard then, and known now"
KNOWN_TODAY = "Known today: {claims}"
DISPUTED = "Disputed: {question}"
BECAME_BY = "By {date}:"
NAME_THEN = "Then: {name}."
NAME_TODAY = "Today: {name}"
PARTISAN = "{kind}, partisan."
SOURCE_KIND = "{kind}."
IN_RECORD = "In the record: {events}"
