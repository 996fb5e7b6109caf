"""Check a lesson and a class excerpt without playing them: ids lead somewhere, minutes add up."""

from __future__ import annotations

from game.record.read_record import check_reference, check_references
from game.story.lessons import ClassExcerpt, Lesson
from game.story.types import Scene
from game.text.validation import SourceFile


def check_lesson(file: SourceFile, lesson: Lesson, scenes: dict[str, Scene]) -> None:
    """Report what is wrong with the plans of a lesson, and with the questions that name one."""
    for index, plan in enumerate(lesson.plans):
        item_path = ("plans", index)
        if plan.id in {other.id for other in lesson.plans[:index]}:
            file.report((*item_path, "id"), f'the plan "{plan.id}" stands a second time.', "id")
        total = sum(stage.minutes for stage in plan.stages)
        if total != plan.minutes:
            message = f"its stages take {total} minutes together, and it says {plan.minutes}; make them agree."
            file.report((*item_path, "minutes"), message, "lesson")
        decided = [stage.scene for stage in plan.stages if stage.phase == "decision"]
        if not decided or len(set(decided)) < len(decided):
            message = "a plan takes at least one decision, and each decision once."
            file.report((*item_path, "stages"), message, "lesson")
        for number, stage in enumerate(plan.stages):
            stage_path = (*item_path, "stages", number)
            if (stage.phase == "decision") != (stage.scene is not None):
                message = 'a stage has a "scene" if its phase is a decision, and only then.'
                file.report(stage_path, message, "lesson")
            elif (
                stage.scene is not None
                and check_reference(file, (*stage_path, "scene"), "scene", stage.scene, scenes)
                and len(scenes[stage.scene].choices) < 2
            ):
                file.report((*stage_path, "scene"), f'"{stage.scene}" leaves nothing to decide.', "lesson")
    plans = {plan.id: plan for plan in lesson.plans}
    for index, question in enumerate(lesson.debrief):
        check_references(file, ("debrief", index, "plans"), "plan", question.plans, plans)


def check_class_excerpt(file: SourceFile, excerpt: ClassExcerpt, scenes: dict[str, Scene]) -> None:
    """Report what is wrong with a role's class excerpt, apart from what only its proof can find."""
    check_references(file, ("class_excerpt", "played_scenes"), "scene", excerpt.played_scenes, scenes)
    for name, choice in excerpt.auto_choices.items():
        path = ("class_excerpt", "auto_choices", name)
        if name in excerpt.played_scenes:
            file.report(path, "this scene is played, so nothing is passed in it.", "class-cut")
        if not check_reference(file, path, "scene", name, scenes):
            continue
        options = {spec.id: spec for spec in scenes[name].choices}
        if check_reference(file, path, "choice of this scene", choice, options):
            spec = options[choice]
            if spec.if_ is not None or spec.attempt is not None:
                message = f'"{choice}" cannot be taken for a pupil: it has a guard or makes an attempt.'
                file.report(path, message, "class-cut")
