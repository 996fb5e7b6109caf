"""What can be checked of a lesson and of a class's cut without playing: ids lead somewhere, minutes add up."""

from __future__ import annotations

from game.record.read_record import check_reference
from game.story.lessons import ClassCut, Lesson
from game.story.types import Scene
from game.text.validation import SourceFile


def check_lesson(file: SourceFile, lesson: Lesson, scenes: dict[str, Scene]) -> None:
    """Report what is wrong with the plans of a lesson, and with the questions that name one."""
    for position, plan in enumerate(lesson.plans):
        here = ("plans", position)
        key = f"plans.{plan.id}"
        if plan.id in {other.id for other in lesson.plans[:position]}:
            file.report((*here, "id"), key, f'the plan "{plan.id}" stands a second time.', "id")
        total = sum(stage.minutes for stage in plan.stages)
        if total != plan.minutes:
            says = f"its stages take {total} minutes together, and it says {plan.minutes}; make them agree."
            file.report((*here, "minutes"), key, says, "lesson")
        decided = [stage.scene for stage in plan.stages if stage.phase == "decision"]
        if not decided or len(set(decided)) < len(decided):
            file.report((*here, "stages"), key, "a plan takes at least one decision, and each decision once.", "lesson")
        for number, stage in enumerate(plan.stages):
            there = (*here, "stages", number)
            if (stage.phase == "decision") != (stage.scene is not None):
                says = 'a stage has a "scene" if its phase is a decision, and only then.'
                file.report(there, key, says, "lesson")
            elif (
                stage.scene is not None
                and check_reference(file, (*there, "scene"), key, "scene", stage.scene, scenes)
                and len(scenes[stage.scene].choices) < 2
            ):
                file.report((*there, "scene"), key, f'"{stage.scene}" leaves nothing to decide.', "lesson")
    plans = {plan.id: plan for plan in lesson.plans}
    for position, question in enumerate(lesson.debrief):
        for number, name in enumerate(question.plans):
            check_reference(file, ("debrief", position, "plans", number), "debrief", "plan", name, plans)


def check_cut(file: SourceFile, cut: ClassCut, scenes: dict[str, Scene]) -> None:
    """Report what is wrong with a class's cut of a role, apart from what its proof finds."""
    for position, name in enumerate(cut.plays):
        check_reference(file, ("class_cut", "plays", position), "class_cut.plays", "scene", name, scenes)
    for name, choice in cut.passes.items():
        path = ("class_cut", "passes", name)
        key = f"class_cut.passes.{name}"
        if name in cut.plays:
            file.report(path, key, "this scene is played, so nothing is passed in it.", "class-cut")
        if not check_reference(file, path, key, "scene", name, scenes):
            continue
        options = {option.id: option for option in scenes[name].choices}
        if check_reference(file, path, key, "choice of this scene", choice, options):
            option = options[choice]
            if option.if_ is not None or option.diverges is not None:
                says = f'"{choice}" cannot be taken for a pupil: it has a guard or makes an attempt.'
                file.report(path, key, says, "class-cut")
