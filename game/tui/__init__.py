"""Floor 9: the terminal game: the same pages as everywhere, drawn with Textual."""

import os
import re

#: The driver with which a browser draws the game: the only one that the environment may ask for.
IN_A_BROWSER = "textual.drivers.web_driver:WebDriver"

#: The values of Textual's environment variables that are allowed. Other values and variables are removed: they would
#: end the game with a traceback, open files, or keep Escape and the window's size from it.
_KNOWN = {
    "TEXTUAL_DRIVER": re.escape(IN_A_BROWSER),
    "TEXTUAL_COLOR_SYSTEM": "auto|standard|256|truecolor|windows",
    "TEXTUAL_FPS": "[1-9][0-9]|1[0-9][0-9]",
    "TEXTUAL_ANIMATIONS": "none|basic|full",
    "TEXTUAL_DISABLE_KITTY_KEY": "[01]",
    "TEXTUAL_SMOOTH_SCROLL": "[01]",
    "ESCDELAY": "[1-9][0-9]{0,2}",
    "COLUMNS": "[1-9][0-9]{0,2}",
    "LINES": "[1-9][0-9]{0,2}",
    "ROWS": "[1-9][0-9]{0,2}",
}

for _name in [name for name in os.environ if name.startswith("TEXTUAL") or name in _KNOWN]:
    # The tests' plugin for snapshots keeps a folder in such a variable.
    if _name != "TEXTUAL_SNAPSHOT_TEMPDIR" and not re.fullmatch(_KNOWN.get(_name, "(?!)"), os.environ[_name]):
        del os.environ[_name]

# Textual repaints this many times a second, and reads the value once, when it is imported. At its default of 60 a page
# waits 8 ms on average to be painted, at 120 it waits 4.
os.environ.setdefault("TEXTUAL_FPS", "120")
