"""A role as one page of HTML that plays by itself, from a disk or any web server."""

from __future__ import annotations

import json

from markupsafe import Markup

from game.export.kit.page_template import render_page
from game.export.site.compile_role import compile_role
from game.story.types import Pack
from game.wording import key_words, page_words, site_words

#: The scripts of a role's page, in the order in which they need one another.
SCRIPTS = ("begin", "engine", "keys", "draw", "store", "play")


def render_role(pack: Pack, role: str, home: str = "", record: str = "") -> str:
    """Return the page of a role.

    Args:
        pack: the pack.
        role: the id of one of its roles.
        home: the address of the site's entrance, beside it; without one the page stands alone.
        record: the address of the record's page, to which footnotes lead; without one they lead nowhere.

    Raises:
        KeyError: if the pack has no such role.
    """
    story = compile_role(pack, role)
    words = {**list_words(page_words), **list_words(key_words), **list_words(site_words)}
    return render_page(
        "site/role.html",
        "site/site.css",
        scripts=[f"site/{name}.js" for name in SCRIPTS],
        fonts=False,
        story=story,
        words=words,
        data=embed_json({"story": story, "words": words, "record": record}),
        home=home,
    )


def embed_json(value: object) -> Markup:
    """Return JSON as it may stand in a `script` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # "<" could end the element; in JSON it may always be written so.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - escaped here


def list_words(module: object) -> dict[str, str]:
    """Return the words of a wording module by their names."""
    return {name: word for name, word in vars(module).items() if name.isupper() and isinstance(word, str)}
