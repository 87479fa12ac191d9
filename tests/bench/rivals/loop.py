"""What an analyst with Python would write: a loop over a folder of JSON case files in two
processes, that checks each file's shape with jsonschema-rs, and 16 of the requirements of Dorset's
strategy and of the regulations. Writes what is not met as CSV.

    loop.py CASES-FOLDER SCHEMA.json BANK-HOLIDAYS.txt AS-OF OUT.csv

It must say what `permanence check` says: tests/bench/run compares the two, case by case.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import jsonschema_rs

PROCESSES = 2

validator: jsonschema_rs.Draft202012Validator
bank_holidays: frozenset[date]
today: date


def months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    same = date(year, month + 1, 1) + timedelta(days=day.day - 1)
    return min(same, following - timedelta(days=1))


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday(birth: date, age: int) -> date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def working_day_after(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in bank_holidays
    return day


def noted(text: Any) -> bool:
    return text is not None and str(text).strip() != ""


def to_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Case:
    """A case as at its day: nothing dated later is seen."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file = file
        self.case_id: str = file["case_id"]
        self.birth = date.fromisoformat(file["child"]["date_of_birth"])
        self.started = date.fromisoformat(file["care"]["started"])
        granted = [to_date(order.get("granted")) for order in file.get("orders", ())
                   if order.get("order")]
        ends = [
            to_date(file["care"].get("ended")),
            birthday(self.birth, 18) - timedelta(days=1),
            *(day for day in granted if day and day >= self.started),
        ]
        self.closed_on = min((day for day in ends if day and day < today), default=None)
        self.day = self.closed_on or today
        self.age = age_on(self.birth, self.day)
        self.plan: dict[str, Any] = file.get("permanence_plan", {})
        self.earlier: int = file["care"].get("earlier_reviews", 0)
        held = [review for review in file.get("reviews", ())
                if not review.get("cancelled") and self.in_care(review.get("date"))]
        self.held = sorted(held, key=lambda review: review["date"])
        self.reviews = [date.fromisoformat(review["date"]) for review in self.held]

    def by_day(self, text: str | None) -> date | None:
        day = to_date(text)
        return day if day and day <= self.day else None

    def in_care(self, text: str | None) -> date | None:
        day = self.by_day(text)
        return day if day and day >= self.started else None

    @cached_property
    def planned(self) -> bool:
        days = [self.plan.get(key) for key in
                ("first_drawn_up", "drawn_up", "first_presented", "presented")]
        if not any(days):
            return self.plan.get("primary", {}).get("option") is not None
        return any(self.in_care(day) for day in days)

    @cached_property
    def presented(self) -> date | None:
        if not self.planned:
            return None
        plan = self.plan
        return self.in_care(plan.get("first_presented")) or self.in_care(plan.get("presented"))

    @cached_property
    def achieved(self) -> bool:
        return self.planned and self.in_care(self.plan.get("achieved")) is not None

    @cached_property
    def primary(self) -> dict[str, Any] | None:
        primary = self.plan.get("primary", {})
        return primary if self.planned and primary.get("option") else None

    @cached_property
    def options(self) -> list[dict[str, Any]]:
        named = [self.plan.get("primary", {}), *self.plan.get("contingencies", ())]
        return [option for option in named if self.planned and option.get("option")]

    @cached_property
    def first_due(self) -> date:
        return working_day_after(self.started, 20)

    @cached_property
    def second_due(self) -> date | None:
        if self.earlier:
            return None
        return months_on(self.reviews[0] if self.reviews else self.first_due, 3)

    @cached_property
    def second(self) -> date | None:
        index = 1 - self.earlier
        return self.reviews[index] if 0 <= index < len(self.reviews) else None

    @cached_property
    def planning_day(self) -> date | None:
        if self.earlier >= 2:
            return None
        if self.second:
            return self.second - timedelta(days=1)
        return self.second_due or months_on(self.first_due, 3)

    @cached_property
    def adoptive(self) -> bool:
        return any(
            home.get("kind") == "adoptive"
            and (to_date(home.get("from")) or date.min) <= self.day
            and (to_date(home.get("to")) or date.max) >= self.day
            for home in self.file.get("placements", ())
        )


@dataclass
class Fault:
    """Something missing or wrong; or, when it is over, something that was."""

    over: date | None = None
    absent: bool = False
    advice: bool = False


Faults = Iterator[Fault]


def primary_option(case: Case) -> Faults:
    if case.planned and not case.primary:
        yield Fault(absent=True)


def contingency_option(case: Case) -> Faults:
    if not case.primary or case.achieved:
        return
    alike = [{"special-guardianship", "child-arrangements"}]
    fail_together = [{"early-permanence", "adoption"}]
    primary = case.primary["option"]
    others = [option["option"] for option in case.plan.get("contingencies", ())
              if option.get("option")]
    different = [other for other in others if other != primary and {other, primary} not in alike]
    if all({other, primary} in fail_together for other in different):
        yield Fault(absent=not others, advice=case.age >= 16)


def track_timescales(case: Case) -> Faults:
    if any(not option.get("target_date") for option in case.options):
        yield Fault(absent=True)


def planning_meeting(case: Case) -> Faults:
    if not case.planned:
        return
    if not case.presented:
        yield Fault(absent=True)
    elif case.second:
        if case.presented >= case.second:
            yield Fault(over=case.presented)
    elif case.second_due and case.presented > case.second_due:
        yield Fault(over=case.presented)


def no_drift(case: Case) -> Faults:
    if not case.planned or case.achieved:
        return
    passed = to_date(case.plan.get("primary", {}).get("target_date"))
    undone = [to_date(milestone.get("by")) for milestone in case.plan.get("milestones", ())
              if not case.by_day(milestone.get("done"))]
    if any(day and day < case.day for day in [passed, *undone]):
        yield Fault()


def three_parts(case: Case) -> Faults:
    security = case.plan.get("security", {})
    if case.planned and not all(noted(security.get(part)) for part in
                                ("legal", "emotional", "physical")):
        yield Fault(absent=True)


def outcomes(case: Case) -> Faults:
    if case.planned and not any(noted(outcome) for outcome in case.plan.get("outcomes", ())):
        yield Fault(absent=True)


def assessment(case: Case) -> Faults:
    completed = case.by_day(case.file.get("assessment", {}).get("completed"))
    if not completed:
        yield Fault(absent=True)
        return
    drawn_up = case.in_care(case.plan.get("first_drawn_up")) or case.in_care(
        case.plan.get("drawn_up"))
    if case.planned and drawn_up and completed > drawn_up:
        yield Fault(over=completed)


def wishes_recorded(case: Case) -> Faults:
    seen = [entry for entry in case.file.get("wishes_and_feelings", ())
            if not entry.get("recorded") or case.by_day(entry["recorded"])]
    young = case.age < 4
    if not any(noted(entry.get("views")) or (young and entry.get("method") == "observation")
               for entry in seen):
        yield Fault(absent=True)


def knows_why(case: Case) -> Faults:
    if case.age >= 4 and not case.by_day(case.file["child"].get("told_why_in_care")):
        yield Fault(absent=True)


def siblings_recorded(case: Case) -> Faults:
    if not case.file.get("siblings") and case.file.get("no_siblings") is not True:
        yield Fault(absent=True, advice=True)


def lifelong_links(case: Case) -> Faults:
    links = case.file.get("lifelong_links", ())
    if not links or not all(noted(link.get("kept_up_by")) for link in links):
        yield Fault(absent=True)


def first_review(case: Case) -> Faults:
    if case.earlier or case.adoptive:
        return
    held = case.reviews[0] if case.reviews else None
    if (held or case.day) > case.first_due:
        yield Fault(over=held)


def second_review(case: Case) -> Faults:
    if not case.second_due or case.adoptive:
        return
    if (case.second or case.day) > case.second_due:
        yield Fault(over=case.second)


def child_took_part(case: Case) -> Faults:
    if case.adoptive:
        return
    for review, day in zip(case.held, case.reviews, strict=True):
        took_part = review.get("participation")
        if took_part is None or (took_part in ("none", "under-4") and age_on(case.birth, day) >= 4):
            yield Fault(over=None if review is case.held[-1] else day)


def officer_named(case: Case) -> Faults:
    if not case.adoptive and not noted(case.file.get("reviewing_officer")):
        yield Fault(absent=True)


# Each requirement, and whether what is absent is not due before the planning day.
RULES: list[tuple[str, Callable[[Case], Faults], bool]] = [
    ("dorset/primary-option", primary_option, True),
    ("dorset/contingency-option", contingency_option, True),
    ("dorset/track-timescales", track_timescales, True),
    ("dorset/planning-meeting", planning_meeting, True),
    ("dorset/no-drift", no_drift, True),
    ("dorset/three-parts", three_parts, True),
    ("dorset/outcomes", outcomes, True),
    ("dorset/assessment", assessment, True),
    ("dorset/wishes-recorded", wishes_recorded, True),
    ("dorset/knows-why", knows_why, True),
    ("dorset/siblings-recorded", siblings_recorded, True),
    ("dorset/lifelong-links", lifelong_links, True),
    ("statutory/first-review", first_review, False),
    ("statutory/second-review", second_review, False),
    ("statutory/child-took-part", child_took_part, False),
    ("statutory/officer-named", officer_named, False),
]


def is_told(case: Case, fault: Fault, planning: bool) -> bool:
    not_yet = case.planning_day is not None and case.day < case.planning_day
    if planning and fault.absent and not_yet and not case.presented:
        return False
    over = fault.over or case.closed_on
    return over is None or (not fault.advice and over >= months_on(today, -12))


def audit(path: Path) -> list[tuple[str, str]]:
    """What is not met in a file; a file of the wrong shape ends the run."""
    file = json.loads(path.read_bytes())
    validator.validate(file)
    case = Case(file)
    if case.day < case.started or file["care"].get("entry") == "short-breaks":
        return []
    return [
        (case.case_id, requirement)
        for requirement, rule, planning in RULES
        if any(is_told(case, fault, planning) for fault in rule(case))
    ]


def prepare(schema: str, holidays: str, as_of: str) -> None:
    global validator, bank_holidays, today
    validator = jsonschema_rs.Draft202012Validator(json.loads(Path(schema).read_text()))
    lines = Path(holidays).read_text().splitlines()
    bank_holidays = frozenset(date.fromisoformat(line[:10]) for line in lines if line[:1].isdigit())
    today = date.fromisoformat(as_of)


def main() -> None:
    folder, schema, holidays, as_of, out = sys.argv[1:6]
    paths = sorted(Path(folder).glob("*.json"))
    with Pool(PROCESSES, prepare, (schema, holidays, as_of)) as pool, open(out, "w") as file:
        writer = csv.writer(file)
        writer.writerow(("case_id", "requirement"))
        for rows in pool.imap(audit, paths, chunksize=64):
            writer.writerows(rows)


if __name__ == "__main__":
    main()
