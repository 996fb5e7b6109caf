"""The map of a role as files: whole, or as visited with the rest kept hidden; asking for nothing, interpreting nothing."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.branches.role_map import build_role_map
from game.cli.branches_command import MAP_FORMATS
from game.export.layered_layout import lay_out
from game.export.role_map_files import export_map
from game.play.session import get_machine
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.conftest import planted, tree_of

RUN = ["the-notice.ask-the-forewoman", "the-yard.stay"]
DOCUMENTED = ["the-notice.go-to-the-loom", "the-yard.walk", "the-square.home"]


@pytest.mark.parametrize("form", MAP_FORMATS)
def test_the_whole_map_names_every_scene_and_the_visited_one_keeps_the_others_hidden(
    weaver: RoleMachine, form: str
) -> None:
    tree = tree_of(weaver, [RUN])
    tree.mark_documented(DOCUMENTED)
    whole, visited = (export_map(build_role_map(tree, whole), form, "en") for whole in (True, False))
    for title in ("The notice", "The yard", "The square", "Winter", "The train"):
        assert title in whole
    for title in ("The notice", "The yard", "Winter"):
        assert title in visited
    for hidden in ("The square", "The train", "Moved away"):
        assert hidden not in visited
    assert "Take the night train" not in visited


def test_a_map_tells_which_ways_are_documented_taken_and_against_the_record(weaver: RoleMachine) -> None:
    tree = tree_of(weaver, [RUN])
    tree.mark_documented(DOCUMENTED)
    found = json.loads(export_map(build_role_map(tree, False), "json", "en"))
    ways = {way["id"]: way for way in found["ways"]}
    assert ways["the-notice.ask-the-forewoman"]["against"]
    assert {name for name, way in ways.items() if way["taken"]} == set(RUN)
    assert {name for name, way in ways.items() if way["documented"]} == set(DOCUMENTED)
    # Of a road not taken neither the end nor whether it goes against the record is told.
    untaken = [way for way in ways.values() if way["id"] == "the-notice.tear-it-down"]
    assert [(way["to"], way["against"]) for way in untaken] == [("the-notice.tear-it-down", False)]


@pytest.mark.parametrize("form", ["svg", "html"])
def test_a_drawing_asks_for_nothing_and_interprets_nothing(form: str) -> None:
    files = planted("weaver/scenes.yaml", "title: The notice", "title: '</title><script>alert(1)</script>&'")
    pack, _, _ = parse_pack(files)
    assert pack is not None
    text = export_map(build_role_map(tree_of(get_machine(pack, "weaver"), [RUN]), True), form, "en")
    assert "<script" not in text
    assert not re.findall(r"(?:href|src)=\"(?!#)", text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_svg_is_sound(weaver: RoleMachine) -> None:
    root = ElementTree.fromstring(export_map(build_role_map(tree_of(weaver, [RUN]), True), "svg", "en"))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names.count("rect") == len(weaver.role.scenes)
    assert names.count("path") == sum(len(scene.choices) for scene in weaver.role.scenes)


def test_every_link_of_the_page_leads_to_a_scene(weaver: RoleMachine) -> None:
    page = export_map(build_role_map(tree_of(weaver, [RUN]), False), "html", "cs")
    assert '<html lang="cs">' in page
    wanted = set(re.findall(r'href="#([\w-]+)"', page))
    assert wanted <= set(re.findall(r'id="([\w-]+)"', page))
    assert "scene-the-yard" in wanted


def test_signs_of_a_story_are_signs_also_in_mermaid_and_graphviz() -> None:
    files = planted("weaver/scenes.yaml", "title: The notice", "title: 'a \"quote\" | ] --> b; %% \\ end'")
    pack, _, _ = parse_pack(files)
    assert pack is not None
    found = build_role_map(tree_of(get_machine(pack, "weaver"), [RUN]), True)
    for line in export_map(found, "mermaid", "en").splitlines()[1:]:
        assert re.fullmatch(r'  s\d+(\[|\(\[)"[^"|\[\]{}<>%]*"(\]|\]\))|  s\d+ \S+\|"[^"|\[\]{}<>%]*"\| s\d+', line), (
            line
        )
    for line in export_map(found, "dot", "en").splitlines()[2:-1]:
        string = r'"(?:[^"\\]|\\.)*"'
        assert re.fullmatch(rf"  {string}(?: -> {string})? \[label={string}(?:, \w+=\w+)*\];", line), line


edges = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@settings(deadline=None)
@given(edges)
def test_no_two_boxes_lie_over_each_other_and_every_choice_leads_down(drawn: list[tuple[int, int]]) -> None:
    nodes = {f"n{number}": 20.0 + number for number in range(12)}
    down = [(f"n{min(pair)}", f"n{max(pair)}") for pair in drawn if pair[0] != pair[1]]
    layout = lay_out(nodes, down)
    assert all(layout.layer[start] < layout.layer[end] for start, end in down)
    for one in nodes:
        assert layout.x[one] - nodes[one] / 2 >= -0.01
        assert layout.x[one] + nodes[one] / 2 <= layout.width + 0.01
        for other in nodes:
            if one < other and layout.layer[one] == layout.layer[other]:
                assert abs(layout.x[one] - layout.x[other]) >= (nodes[one] + nodes[other]) / 2 - 0.01
    for (start, end), bends in layout.bends.items():
        assert [layer for layer, _ in bends] == list(range(layout.layer[start] + 1, layout.layer[end]))


@settings(deadline=None)
@given(edges)
def test_a_circle_does_not_hang_the_drawing(drawn: list[tuple[int, int]]) -> None:
    names = [f"n{number}" for number in range(12)]
    layout = lay_out(dict.fromkeys(names, 20.0), [(f"n{start}", f"n{end}") for start, end in drawn])
    assert set(layout.x) == set(names)


def test_a_role_that_was_never_played_is_answered(
    mill: Pack, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.cli import main
    from tests.conftest import MILL

    words = ["--scenes", str(MILL), "--saves", str(tmp_path)]
    assert main(["branches", "weaver", *words]) == 1
    assert 'no saved run of the role "weaver" yet; --all' in capsys.readouterr().err
    assert main(["branches", "weavr", *words]) == 1
    assert 'Did you mean "weaver"? The roles are: weaver, clerk' in capsys.readouterr().err
    assert main(["branches", "weaver", "--all", *words]) == 0
    assert "The square" in capsys.readouterr().out
