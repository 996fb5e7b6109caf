"""Floor 9: the terminal game: the same pages as everywhere, drawn with Textual."""

import os
import re

#: The driver by which a browser draws the game: the one that may be asked for from outside.
IN_A_BROWSER = "textual.drivers.web_driver:WebDriver"

#: What Textual may be told by the environment. Whatever else stands in these, and any other variable of Textual's, is
#: taken away: it would end the game with a traceback, open files, or keep Escape and the window's size from it.
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
    # The plugin that compares pictures in the tests keeps a folder of its own under such a name.
    if _name != "TEXTUAL_SNAPSHOT_TEMPDIR" and not re.fullmatch(_KNOWN.get(_name, "(?!)"), os.environ[_name]):
        del os.environ[_name]

# Textual paints what has changed so many times a second, and reads this once, when it is imported. At its own 60 a
# page waits 8 ms for its turn on average, at 120 it waits 4.
os.environ.setdefault("TEXTUAL_FPS", "120")
