"""The map of a role as a file: Mermaid, Graphviz, SVG, one self-contained HTML page, JSON, or text."""

from __future__ import annotations

import json
import re

from game.branches.role_map import MapEdge, MapNode, RoleMap
from game.export.drawing import hour_of, map_svg
from game.export.map_page import map_html

FORMATS = ("text", "html", "svg", "json", "mermaid", "dot")

#: What stands for the title of a scene that was never visited.
HIDDEN = "?"


def export_map(found: RoleMap, form: str, language: str) -> str:
    """A role's map as a text in one of `FORMATS`; `language` is the pack's, as a code such as `en`."""
    match form:
        case "json":
            return _json(found)
        case "mermaid":
            return _mermaid(found)
        case "dot":
            return _dot(found)
        case "svg":
            return map_svg(found)
        case "html":
            return map_html(found, language)
    return _text(found)


def title_of(found: RoleMap, stop: MapNode) -> str:
    """A stop in one line: its hour and title, and of an ending the fate."""
    if stop.scene is None:
        return HIDDEN
    ending = f" ({found.fates[stop.scene.ending.fate]})" if stop.scene.ending is not None else ""
    return f"{hour_of(found, stop)} {stop.scene.title}{ending}"


def _json(found: RoleMap) -> str:
    """Stops and ways; what is hidden has neither title nor end."""
    stops = [
        {
            "id": stop.id,
            "title": stop.scene.title if stop.scene is not None else None,
            "at": stop.at.text if stop.at is not None else None,
            "place": stop.scene.place if stop.scene is not None else None,
            "answers": list(stop.scene.answers) if stop.scene is not None else [],
            "fate": stop.scene.ending.fate if stop.scene is not None and stop.scene.ending is not None else None,
            "documented": stop.documented,
        }
        for stop in found.nodes
    ]
    ways = [
        {"id": way.id, "from": way.start, "to": way.end, "text": way.text, "against": way.is_divergent, "taken": way.taken,
         "documented": way.documented}
        for way in found.edges
    ]  # fmt: skip
    value = {"role": found.role, "whole": found.includes_unvisited, "fates": found.fates, "stops": stops, "ways": ways}
    return json.dumps(value, ensure_ascii=False, indent=2)


def _mermaid(found: RoleMap) -> str:
    """A Mermaid flowchart; thick arrows are documented, dotted ones go against the record."""
    names = {stop.id: f"s{number}" for number, stop in enumerate(found.nodes)}
    lines = ["flowchart TD"]
    for stop in found.nodes:
        box = ("([", "])") if stop.scene is not None and stop.scene.ending is not None else ("[", "]")
        lines.append(f"  {names[stop.id]}{box[0]}{_quoted(title_of(found, stop))}{box[1]}")
    for way in found.edges:
        arrow = "==>" if way.documented else "-.->" if way.is_divergent else "-->"
        label = f"|{_quoted(way.text)}|" if way.text else ""
        lines.append(f"  {names[way.start]} {arrow}{label} {names[way.end]}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A text between quotes, in which Mermaid interprets nothing: each sign that it might is written as a number."""
    return '"' + re.sub(r"[^\w\s.,:;!?'()–—‘’“”…·-]", lambda sign: f"#{ord(sign[0])};", text) + '"'


def _dot(found: RoleMap) -> str:
    """A Graphviz digraph."""
    lines = [
        "digraph role {",
        '  node [shape=box, style=rounded, fontname="Georgia"]; edge [fontname="Georgia", fontsize=10];',
    ]
    for stop in found.nodes:
        shape = ", peripheries=2" if stop.scene is not None and stop.scene.ending is not None else ""
        lines.append(f"  {_dotted(stop.id)} [label={_dotted(title_of(found, stop))}{shape}];")
    for way in found.edges:
        style = ", style=bold" if way.documented else ", style=dashed" if way.is_divergent else ""
        lines.append(f"  {_dotted(way.start)} -> {_dotted(way.end)} [label={_dotted(way.text)}{style}];")
    return "\n".join([*lines, "}"])


def _dotted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(found: RoleMap) -> str:
    """Scene by scene, with each choice and where it leads."""
    stops = {stop.id: stop for stop in found.nodes}
    ways: dict[str, list[MapEdge]] = {}
    for way in found.edges:
        ways.setdefault(way.start, []).append(way)
    parts = [found.role]
    for stop in found.nodes:
        if stop.scene is None and stop.at is None:
            continue
        lines = [f"{title_of(found, stop)}{' · as documented' if stop.documented else ''}"]
        for way in ways.get(stop.id, []):
            marks = [
                *(["as documented"] if way.documented else []),
                *(["against the record"] if way.is_divergent else []),
            ]
            mark = f" ({', '.join(marks)})" if marks else ""
            lines.append(f"  - {way.text or HIDDEN}{mark} → {title_of(found, stops[way.end])}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
