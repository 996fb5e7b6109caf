"""A pack as a site: an entrance, each role to play, the record, the lessons; every page opens from a disk."""

from __future__ import annotations

from importlib.resources import files

from markdown_it import MarkdownIt
from markupsafe import Markup

from game.export.kit.page_template import render_page
from game.export.kit.papers import LESSON_PAGE, build_kit
from game.export.record_page import record_page
from game.export.site.role_page import embed_json, list_words, render_role
from game.story.choice_letters import hash_to_letter
from game.story.types import Pack, Role
from game.wording import key_words, paper_words, site_words

ENTRANCE = "index.html"
RECORD_PAGE = "record.html"
GUIDE_PAGE = "guide.html"


def build_site(pack: Pack) -> dict[str, bytes]:
    """Return the files of a pack's site by their paths inside it.

    Args:
        pack: the pack; roles with faults are left out, and the entrance says so.
    """
    lessons = [role for role in pack.council_roles if role.lesson is not None]
    pages = {f"{role.id}.html": render_role(pack, role.id, ENTRANCE, RECORD_PAGE) for role in pack.roles}
    pages[RECORD_PAGE] = record_page(pack.story, pack.record)
    for role in lessons:
        pages |= {f"lesson-{role.id}/{name}": text for name, text in build_kit(pack, role.id).items()}
    pages[ENTRANCE] = _render_entrance(pack, lessons)
    found = {name: text.encode() for name, text in pages.items()}
    return found | _build_guide(pack) if lessons else found


def _render_entrance(pack: Pack, lessons: list[Role]) -> str:
    roles = [{"id": role.id, "letter": hash_to_letter(role.id)} for role in pack.roles]
    words = {**list_words(key_words), **list_words(site_words)}
    return render_page(
        "site/entrance.html",
        "site/site.css",
        scripts=["site/entrance.js"],
        fonts=False,
        story=pack.story,
        pack=pack,
        lessons=lessons,
        lesson_page=LESSON_PAGE,
        papers=paper_words.PAPERS,
        record_page=RECORD_PAGE,
        guide_page=GUIDE_PAGE,
        words=words,
        data=embed_json({"roles": roles, "words": words}),
    )


def _build_guide(pack: Pack) -> dict[str, bytes]:
    """Return the teachers' guide as a page, and its pictures."""
    folder = files("game.classroom")
    # The guide is ours; what it shows of a pack is on other pages.
    content = MarkdownIt("commonmark").enable("table").render(folder.joinpath("README.md").read_text(encoding="utf-8"))
    page = render_page(
        "site/guide.html",
        "site/site.css",
        fonts=False,
        story=pack.story,
        home=ENTRANCE,
        content=Markup(content),  # noqa: S704 - our own file
    )
    pictures = {f"pictures/{item.name}": item.read_bytes() for item in folder.joinpath("pictures").iterdir()}
    return {GUIDE_PAGE: page.encode(), **pictures}
