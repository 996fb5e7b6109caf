"""The map of a role as a page: the drawing, and the same in words, readable on paper."""

from __future__ import annotations

from html import escape

from game.branches.role_map import MapEdge, MapNode, RoleMap
from game.export.svg_map import MAP_STYLE, Drawing, draw_map, list_edge_marks
from game.render.html import render_document
from game.wording import export_words

#: How much taller than wide a piece of the drawing may be to fit on a sheet, and the first one below the heading.
MAX_RATIO, FIRST_RATIO = 1.3, 1.05

MAP_PAGE_STYLE = f"""<style>{MAP_STYLE}
main {{ max-width: 44rem; margin: auto }} body {{ max-width: 78rem }}
svg.map {{ display: block; width: 100%; height: auto; margin: 0 auto }} figure {{ margin: 1rem 0 }}
.scenes li {{ margin: .3rem 0 }} .scenes h3 {{ margin: 1.6rem 0 .2rem }} .scenes ul {{ margin: .2rem 0 }}
@page {{ margin: 12mm }}
@media print {{ svg.map {{ break-inside: avoid }} .scenes {{ columns: 2; font-size: 8.5pt; line-height: 1.35 }}
  .scenes h2 {{ margin-top: 0 }} .scenes h3 {{ margin-top: .8rem }} .scenes p {{ margin: .1rem 0 }}
  .scenes section {{ break-inside: avoid }} main {{ max-width: none }} a {{ color: inherit; text-decoration: none }} }}
</style>"""


def map_html(found: RoleMap, language: str) -> str:
    """Return a role's map as one self-contained page; `language` is the pack's language code."""
    named = export_words.MAP_WHOLE if found.includes_unvisited else export_words.MAP_VISITED
    title = named.format(role=found.role)
    roads = "" if found.includes_unvisited else f" {export_words.MAP_ROADS}"
    words = "".join(_describe_node(found, node) for node in found.nodes if node.at is not None)
    return render_document(
        title,
        f'{MAP_PAGE_STYLE}<h1>{escape(title)}</h1><p class="aside">{export_words.MAP_LEGEND}{roads}</p>'
        f'<figure role="img" aria-label="{export_words.MAP_LABEL}">{_pieces(draw_map(found))}'
        f'</figure><div class="scenes"><h2>{export_words.MAP_SCENES}</h2>{words}</div>',
        language,
    )


def _pieces(drawing: Drawing) -> str:
    """Return the drawing cut between layers into pieces that fit on a sheet; on a screen they join without a seam."""
    tops = [0.0]
    for cut, after in zip(drawing.page_breaks, [*drawing.page_breaks[1:], drawing.height], strict=True):
        if after - tops[-1] > drawing.width * (MAX_RATIO if len(tops) > 1 else FIRST_RATIO):
            tops.append(cut)
    whole = f'<g id="map" class="map">{drawing.content}</g>'
    pieces = []
    for number, (top, end) in enumerate(zip(tops, [*tops[1:], drawing.height], strict=True)):
        content = f"<defs>{whole}</defs>" if not number else ""
        box = f"0 {top:.0f} {drawing.width:.0f} {end - top:.0f}"
        pieces.append(f'<svg class="map" viewBox="{box}">{content}<use href="#map"/></svg>')
    return "".join(pieces)


def _describe_node(found: RoleMap, node: MapNode) -> str:
    names = {other.id: other for other in found.nodes}
    edges = [edge for edge in found.edges if edge.start == node.id]
    items = "".join(f"<li>{_describe_edge(edge, names[edge.end])}</li>" for edge in edges)
    scene = node.scene
    title = escape(scene.title) if scene is not None else export_words.NOT_VISITED
    hour = escape(node.at.words) if node.at is not None else ""
    ending = scene.ending if scene is not None else None
    end = f"<p>{export_words.MAP_END.format(fate=escape(found.fates[ending.fate]))}</p>" if ending is not None else ""
    if node.documented:
        hour = export_words.DOCUMENTED.format(text=hour)
    return (
        f'<section id="scene-{escape(node.id)}"><h3>{title}</h3><p class="aside">{hour}</p>{end}'
        f"{f'<ul>{items}</ul>' if items else ''}</section>"
    )


def _describe_edge(edge: MapEdge, end: MapNode) -> str:
    marks = list_edge_marks(edge)
    mark = f" <em>({', '.join(marks)})</em>" if marks else ""
    leads = "?"
    if end.at is not None:
        title = escape(end.scene.title) if end.scene is not None else export_words.NOT_VISITED
        leads = f'<a href="#scene-{escape(end.id)}">{title}</a>'
    return f"{escape(edge.text) or '?'}{mark} → {leads}"
