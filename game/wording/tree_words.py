"""The words of the tree of a role's runs, in every face."""

PARTED = "parted from the record"
MET_AGAIN = "met the record again"
DOCUMENTED = "as documented"
#: What stands before the fate in the mark of an ending.
END_SIGN = "end: "
END = END_SIGN + "{fate}"
RUNS = "{count} runs"

NOT_TAKEN = "Not taken: {choice}"
NOT_TAKEN_DOCUMENTED = "Not taken, as documented: {choice}"
NOT_VISITED = "As documented, {hour}; not visited."
SCENE = "{hour}, {scene}"
SCENE_BY = "By “{choice}”: {hour}, {scene}"
HERE = "Here you stand."
