"""The map of a role as a file: Mermaid, Graphviz, SVG, one self-contained HTML page, JSON, or text."""

from __future__ import annotations

import json
import re

from game.branches.role_map import MapEdge, MapNode, RoleMap
from game.export.map_page import map_html
from game.export.svg_map import format_node_hour, list_edge_marks, map_svg
from game.wording import export_words

#: The title of a scene that was never visited.
HIDDEN_TITLE = "?"


def export_map(found: RoleMap, format: str, language: str) -> str:
    """Return a role's map as a file.

    Args:
        found: the map.
        format: `html`, `svg`, `json`, `mermaid` or `dot`; anything else is text.
        language: the pack's language code.
    """
    match format:
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


def format_node_title(found: RoleMap, node: MapNode) -> str:
    """Return a node in one line: its hour and title, and the fate of an ending."""
    if node.scene is None:
        return HIDDEN_TITLE
    ending = f" ({found.fates[node.scene.ending.fate]})" if node.scene.ending is not None else ""
    return f"{format_node_hour(found, node)} {node.scene.title}{ending}"


def _json(found: RoleMap) -> str:
    """Return nodes and edges as JSON; hidden ones have no title and no end."""
    nodes = [
        {
            "id": node.id,
            "title": node.scene.title if node.scene is not None else None,
            "at": node.at.text if node.at is not None else None,
            "place": node.scene.place if node.scene is not None else None,
            "answers": list(node.scene.answers_attempts) if node.scene is not None else [],
            "fate": node.scene.ending.fate if node.scene is not None and node.scene.ending is not None else None,
            "documented": node.documented,
        }
        for node in found.nodes
    ]
    edges = [
        {"id": edge.id, "from": edge.start, "to": edge.end, "text": edge.text, "against": edge.is_divergent,
         "taken": edge.taken, "documented": edge.documented}
        for edge in found.edges
    ]  # fmt: skip
    value = {"role": found.role, "whole": found.includes_unvisited, "fates": found.fates, "stops": nodes, "ways": edges}
    return json.dumps(value, ensure_ascii=False, indent=2)


def _mermaid(found: RoleMap) -> str:
    """Return a Mermaid flowchart, with thick arrows for documented choices and dotted ones against the record."""
    names = {node.id: f"s{number}" for number, node in enumerate(found.nodes)}
    lines = ["flowchart TD"]
    for node in found.nodes:
        box = ("([", "])") if node.scene is not None and node.scene.ending is not None else ("[", "]")
        lines.append(f"  {names[node.id]}{box[0]}{_quoted(format_node_title(found, node))}{box[1]}")
    for edge in found.edges:
        arrow = "==>" if edge.documented else "-.->" if edge.is_divergent else "-->"
        label = f"|{_quoted(edge.text)}|" if edge.text else ""
        lines.append(f"  {names[edge.start]} {arrow}{label} {names[edge.end]}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Return a text in quotes for Mermaid, with each character that it might interpret as a number."""
    return '"' + re.sub(r"[^\w\s.,:;!?'()–—‘’“”…·-]", lambda sign: f"#{ord(sign[0])};", text) + '"'


def _dot(found: RoleMap) -> str:
    """Return a Graphviz digraph."""
    lines = [
        "digraph role {",
        '  node [shape=box, style=rounded, fontname="Georgia"]; edge [fontname="Georgia", fontsize=10];',
    ]
    for node in found.nodes:
        shape = ", peripheries=2" if node.scene is not None and node.scene.ending is not None else ""
        lines.append(f"  {_dotted(node.id)} [label={_dotted(format_node_title(found, node))}{shape}];")
    for edge in found.edges:
        style = ", style=bold" if edge.documented else ", style=dashed" if edge.is_divergent else ""
        lines.append(f"  {_dotted(edge.start)} -> {_dotted(edge.end)} [label={_dotted(edge.text)}{style}];")
    return "\n".join([*lines, "}"])


def _dotted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(found: RoleMap) -> str:
    """Return the map as text, scene by scene, with each choice and where it leads."""
    nodes = {node.id: node for node in found.nodes}
    edges: dict[str, list[MapEdge]] = {}
    for edge in found.edges:
        edges.setdefault(edge.start, []).append(edge)
    parts = [found.role]
    for node in found.nodes:
        if node.scene is None and node.at is None:
            continue
        title = format_node_title(found, node)
        lines = [export_words.DOCUMENTED.format(text=title) if node.documented else title]
        for edge in edges.get(node.id, []):
            marks = list_edge_marks(edge)
            mark = f" ({', '.join(marks)})" if marks else ""
            lines.append(f"  - {edge.text or HIDDEN_TITLE}{mark} → {format_node_title(found, nodes[edge.end])}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
