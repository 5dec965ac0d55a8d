"""What a clause demands, in words: line by line for its own page, and in one phrase for lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.model import (
    AttendanceRule,
    DutyRule,
    ExcludeRule,
    HoursRule,
    RecallRule,
    ReviewRule,
    ShareRule,
)
from giliran.timeline import value_on
from giliran.views.facts import FactWords
from giliran.views.words import DUTY_ROLES, RECALL_REASONS, STATUSES, plain
from giliran.wording import Text, decimal, joined, percent, same
from giliran.zones import zone_words

if TYPE_CHECKING:
    import datetime

    from giliran.model import Condition, Hours, Rule

CLAUSE_KIND_WORDS: dict[str, Text] = {
    "share": Text("batas jumlah", "limit"),
    "exclude": Text("pengecualian", "exclusion"),
    "review": Text("perlu keputusan manusia", "a human decides"),
    "attendance": Text("presensi", "attendance"),
    "hours": Text("jam kerja", "working hours"),
    "recall": Text("pemanggilan ke kantor", "recall to the office"),
    "duty": Text("kewajiban", "duty"),
}
_ROUNDING: dict[str, Text] = {
    "down": Text("ke bawah: pecahan tidak boleh terlampaui", "down: the fraction must not be passed"),
    "up": Text("ke atas", "up"),
}

NO_TERMS = FactWords()


@dataclass(frozen=True, slots=True)
class Line:
    """A named property of a clause; with ``href`` its value is a link."""

    name: Text
    value: Text
    href: str | None = None


def rule_lines(rule: Rule, facts: FactWords) -> tuple[Line, ...]:
    """Spell a rule line by line; the dated values of a share stand elsewhere."""
    found: list[Line] = []

    def add(indonesian: str, english: str, value: Text, href: str | None = None) -> None:
        found.append(Line(Text(indonesian, english), value, href))

    if isinstance(rule, ShareRule):
        people = joined((plain(status, STATUSES) for status in rule.base), ", ")
        add(
            "Dihitung dari",
            "Counted from",
            Text(f"semua anggota unit berstatus {people.id}", f"all members of the unit with the status {people.en}"),
        )
        add("Pembulatan", "Rounding", _ROUNDING[rule.rounding])
    if isinstance(rule, ShareRule | ExcludeRule | ReviewRule) and rule.when is not None:
        add("Berlaku bagi unit dengan", "For units with", facts.condition(rule.when))
    if isinstance(rule, ReviewRule):
        add("Yang harus diputuskan", "To be decided", rule.question)
    if isinstance(rule, AttendanceRule):
        for window in rule.windows:
            title = window.title or Text("Presensi", "Record")
            add(title.id, title.en, _span(window) + _zone(rule.zone))
        if rule.href is not None:
            add("Aplikasi", "App", same(rule.href), rule.href)
    if isinstance(rule, HoursRule):
        add("Jam kerja", "Working hours", _span(rule.span) + _zone(rule.zone))
        add("Sekurang-kurangnya", "At least", _least(rule))
    if isinstance(rule, RecallRule):
        add("Yang memerintahkan", "Ordered by", plain(rule.ordered_by, DUTY_ROLES))
        add("Alasannya harus", "The reason must be", _reasons(rule))
    if isinstance(rule, DutyRule):
        add("Kewajiban siapa", "Whose duty", plain(rule.role, DUTY_ROLES))
        if rule.due is not None:
            add("Kapan", "When", rule.due)
    return tuple(found)


def rule_words(rule: Rule, day: datetime.date, facts: FactWords = NO_TERMS) -> Text | None:
    """Say in a phrase what a rule demands on a day, or give ``None`` for a share without a value on it.

    ``facts`` say the conditions of shares, exclusions and reviews; other rules have none.
    """
    if isinstance(rule, ShareRule):
        share = value_on(rule.at_most, day)
        if share is None:
            return None
        spelt = percent(share.value)
        return Text(f"paling banyak {spelt.id}", f"at most {spelt.en}") + _where(rule.when, facts)
    if isinstance(rule, ExcludeRule):
        return Text("semua di kantor", "everyone at the office") + _where(rule.when, facts)
    if isinstance(rule, ReviewRule):
        return Text("manusia memutuskan", "a human decides") + _where(rule.when, facts)
    if isinstance(rule, AttendanceRule):
        spans = [_span(window) for window in rule.windows]
        both = Text(" dan ".join(each.id for each in spans), " and ".join(each.en for each in spans))
        return both + _zone(rule.zone)
    if isinstance(rule, HoursRule):
        least = _least(rule)
        more = Text(f", sekurang-kurangnya {least.id}", f", at least {least.en}")
        return _span(rule.span) + _zone(rule.zone) + more
    if isinstance(rule, RecallRule):
        by, reasons = plain(rule.ordered_by, DUTY_ROLES), _reasons(rule)
        return Text(f"oleh {by.id}, bila {reasons.id}", f"by the {by.en}, where {reasons.en}")
    role = plain(rule.role, DUTY_ROLES)
    return role if rule.due is None else joined((role, rule.due), ", ")


def _where(condition: Condition | None, facts: FactWords) -> Text:
    if condition is None:
        return same("")
    words = facts.condition(condition)
    return Text(f" ({words.id})", f" ({words.en})")


def _span(hours: Hours) -> Text:
    start, end = hours.start.replace(":", "."), hours.end.replace(":", ".")
    return Text(f"{start} sampai {end}", f"{hours.start} to {hours.end}")


def _zone(zone: str) -> Text:
    return same(" ") + zone_words(zone)


def _least(rule: HoursRule) -> Text:
    least = decimal(rule.minimum_hours)
    return Text(f"{least.id} jam sehari", f"{least.en} hours a day")


def _reasons(rule: RecallRule) -> Text:
    reasons = [plain(word, RECALL_REASONS) for word in rule.requires]
    return Text(" dan ".join(word.id for word in reasons), " and ".join(word.en for word in reasons))
