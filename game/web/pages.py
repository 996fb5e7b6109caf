"""The pages of a room as HTML: what a view holds, said with the same pages as the game's."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import segno
from jinja2 import Environment, FileSystemLoader

from game.classroom.phases import Phase, parse_position
from game.classroom.plan import RoomPlan
from game.classroom.state import RoomState
from game.classroom.views import SeatView, WallView, view_board, view_seat, view_wall
from game.export.kit.lesson_page import WALL_SCRIPTS, list_lesson_words
from game.export.kit.page_template import add_filters, finalize, font_rules
from game.render.html import footnotes_html
from game.text.moments import parse_moment
from game.web.addresses import Addresses
from game.web.arrivals import Arrivals
from game.web.council_html import answered_html, mark_safe, plain_html, scene_html, sources_html
from game.web.lesson_material import LessonMaterial
from game.web.own_pace_view import view_own_pace
from game.web.request_guard import hash_secret
from game.web.wall_values import describe_wall, list_clock
from game.wording import board_words

WEB_FOLDER = Path(__file__).parent

#: The phases in which a page offers what was read before.
REREAD_PHASES = frozenset({Phase.BALLOT, Phase.TALK})
#: The most sections that are kept ready.
MAX_CACHED_SECTIONS = 64


@dataclass(frozen=True)
class DisplayPreferences:
    """What the person at a device prefers: scenes of violence in two lines, and short sentences."""

    calm: bool = False
    easy: bool = False


@cache
def load_static_files() -> dict[str, tuple[str, bytes]]:
    """Return the files that pages ask for: their type and their bytes, by name."""
    kinds = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
    # A wall looks the same here and in `lesson.html`.
    kit = WEB_FOLDER.parent / "export" / "kit"
    shared = [kit / "templates" / name for name in ("base.css", "lesson/wall.css", *WALL_SCRIPTS)]
    paths = [*sorted((WEB_FOLDER / "static").iterdir()), *shared, *sorted((kit / "fonts").glob("*.woff2"))]
    found = {path.name: (kinds[path.suffix], path.read_bytes()) for path in paths}
    fonts = font_rules(lambda _, name: f"/static/{name}")
    return found | {"fonts.css": (kinds[".css"], fonts.encode())}


@cache
def get_static_version() -> str:
    """Return a few letters that change with the files that pages ask for."""
    return hashlib.sha256(b"".join(data for _, data in load_static_files().values())).hexdigest()[:10]


@dataclass
class Pages:
    """Makes the pages of one room.

    Attributes:
        addresses: those at which pupils join, without the code.
        arrivals: where the seats were asked for; the board tells of it.
    """

    plan: RoomPlan
    material: LessonMaterial
    addresses: Addresses
    arrivals: Arrivals
    _sections: dict[tuple[WallView, SeatView, DisplayPreferences], str] = field(default_factory=dict)

    def render(self, name: str, **values: Any) -> str:
        """Return a template as HTML, filled with these values and those that every page has."""
        return self._templates.get_template(name).render(**values)

    def render_seat(
        self, state: RoomState, name: str, preferences: DisplayPreferences, *, whole: bool, message: str = ""
    ) -> str:
        """Return the page of a seat, or only its present section.

        Args:
            message: a sentence about what the seat just asked for, or empty.
        """
        shown = view_wall(self.plan, state)
        position = shown.position
        reads = self.material.find_scene(position, preferences.calm)
        notes = (
            self.material.find_footnotes(position, preferences.calm, preferences.easy)
            if whole or position.phase not in REREAD_PHASES
            else ()
        )
        return self.render(
            "seat.html" if whole else "seat-section.html",
            wall=shown,
            position=position,
            seat=view_seat(state, name),
            preferences=preferences,
            says=message,
            whole=whole,
            decision=self.material.find_decision(position, preferences.calm),
            scene=scene_html(reads, position.key, preferences.easy) if reads is not None else "",
            sources=sources_html(notes, position.key, later=not whole),
            pace=None
            if self.plan.is_council
            else view_own_pace(self.material.pack, self.plan, state, name, preferences.calm),
        )

    def render_section(self, state: RoomState, name: str, preferences: DisplayPreferences) -> str:
        """Return the present section of a seat's page; a council's is made once for all who see the same."""
        if not self.plan.is_council:
            return self.render_seat(state, name, preferences, whole=False)
        seen = (view_wall(self.plan, state), replace(view_seat(state, name), name=""), preferences)
        if seen not in self._sections:
            if len(self._sections) >= MAX_CACHED_SECTIONS:
                self._sections.clear()
            self._sections[seen] = self.render_seat(state, name, preferences, whole=False)
        return self._sections[seen]

    def render_sources(self, state: RoomState, key: str, preferences: DisplayPreferences) -> str:
        """Return the footnotes of a position; empty if the lesson has not come to it, or it has none."""
        position = parse_position(key)
        if position is None or not position.was_reached(state.position):
            return ""
        return footnotes_html(self.material.find_footnotes(position, preferences.calm, preferences.easy), key)

    def render_wall(self, state: RoomState, *, whole: bool, controls: bool = False) -> str:
        """Return the wall's page, or only the part that changes; with controls it is the board."""
        shown = view_wall(self.plan, state)
        code = segno.make(f"{self.addresses.shown_url}/join/{shown.code}", error="m")
        return self.render(
            "wall.html" if whole else "wall-section.html",
            wall=shown,
            position=shown.position,
            shown=self.shown(state),
            controls=controls,
            notice=self.arrivals.notice(),
            decision=self.material.find_decision(shown.position),
            council=self.material.council,
            addresses=self.addresses,
            qr=mark_safe(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff")),
            gate=parse_moment(shown.gate).words if shown.gate else "",
            **describe_wall(self.material, shown),
        )

    def shown(self, state: RoomState) -> str:
        """Return a few letters for what the wall and the board show now; a page with other letters is out of date."""
        rest = (
            state.is_locked,
            state.gate,
            self.arrivals.notice(),
            self.addresses.shown_url,
            self.addresses.offered_urls,
        )
        return f"{state.position.key} {hash_secret(repr(rest))[:8]}"

    def render_peek(self, state: RoomState, present: Collection[str]) -> str:
        """Return what the board shows while a key is held."""
        shown = view_wall(self.plan, state)
        seen = view_board(self.plan, state, present)
        return self.render(
            "held.html",
            wall=shown,
            position=shown.position,
            board=seen,
            crowds=self.arrivals.crowds(),
            clock=list_clock(self.material, shown.position),
        )

    @cached_property
    def _templates(self) -> Environment:
        folders = (WEB_FOLDER / "templates", WEB_FOLDER.parent / "export" / "kit" / "templates")
        found = Environment(
            loader=FileSystemLoader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=finalize
        )
        add_filters(found)
        found.globals.update(
            version=get_static_version(),
            language=self.material.pack.story.language,
            title=self.material.pack.story.title,
            m=self.material,
            answered=answered_html,
            calm=self.material.calm is not None,
            script_words=list_lesson_words() | board_words.SCRIPT,
            fact=self.material.get_card_number,
            card=lambda question, name: plain_html(self.material.get_card(question, name).paragraphs),
            fresh=lambda: uuid4().hex,
        )
        return found
