"""The words of the terminal game's own: its keys and hints, besides those that every face shares."""

KNOWN_TODAY_KEY = "n shows what is known today"
DOCUMENTED_COUNT = (
    "bold: documented, {documented} of {all} sentences; the rest is invented ",
    "bold: documented {documented}/{all}, rest invented ",
    "documented {documented}/{all}, rest invented ",
)
LIST_PARTS = ("On the page you came from", "The others")
#: The menu under the end of a run: the action of each item and its words.
RUN_END_MENU = {
    "ledger": "Read the whole ledger of this run, and its sources",
    "branches": "Again from here: go on from another page, as a new run",
    "compare": "Compare with the documented course",
    "copy_key": "Copy the key of this run",
    "begin_again": "Begin again in this role",
}
BEGIN = "Begin"
WHY_KEY = "r answers"
MORE_BELOW = " more below · Space"
WHERE_YOU_ARE = "Where you are"
HOW_YOU_STAND = "How you stand"
#: How much stands in the file: nothing, one line, more.
NOTED = ("nothing noted yet", "{count} line noted (j)", "{count} lines noted (j)")
