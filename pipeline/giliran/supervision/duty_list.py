"""The duties of roles as lines of text and as plain data: all of them, or those that fall on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.diagnostics import OperatorError
from giliran.views.duties import all_days, duties
from giliran.wording import Text, joined, long_date, quoted, same

if TYPE_CHECKING:
    import datetime

    from giliran.corpus import Corpus
    from giliran.rulings import Law
    from giliran.views.duties import Duty
    from giliran.wording import Language

_ADVICE = Text(" [anjuran]", " [advice]")
_NONE = Text("Tidak ada kewajiban yang jatuh pada hari ini.", "No duty falls on this day.")


def law_of(corpus: Corpus, name: str | None) -> Law:
    """Give the law of a jurisdiction; it need not be named where there is only one.

    Raises :class:`OperatorError` where it cannot be told, and where the law has errors.
    """
    known = corpus.jurisdictions
    only = next(iter(known)) if len(known) == 1 else ""
    found = known.get(only if name is None else name)
    if found is None:
        names = quoted(known)
        raise OperatorError(
            Text(
                f"Pilih pemerintah daerah dengan --jurisdiction: {names or 'belum ada satu pun'}.",
                f"Choose a jurisdiction with --jurisdiction: {names or 'there is none'}.",
            )
        )
    if corpus.policy_broken:
        raise OperatorError(
            Text(
                "Aturan di policy/ masih salah; jalankan “giliran check policy” dan perbaiki dulu.",
                "The law in policy/ has errors; run “giliran check policy” and mend them first.",
            )
        )
    return corpus.law_in(found)


def selected(law: Law, role: str | None, day: datetime.date | None) -> tuple[Duty, ...]:
    """Give the duties of a role, or of all, and of them those that fall on a day where one is given."""
    return tuple(
        duty
        for duty in duties(law)
        if (role is None or duty.role == role) and (day is None or duty.is_due(day, law.workdays))
    )


def as_text(found: tuple[Duty, ...], day: datetime.date | None) -> Text:
    """Give duties as lines for people, role by role; without a day also when each holds, where they differ in that."""
    lines = [] if day is None else [long_date(day), same("")]
    if not found:
        lines.append(_NONE)
    role, whole = None, all_days(found)
    for duty in found:
        if duty.role != role:
            role = duty.role
            lines.append(duty.role_words + same(":"))
        when = duty.rhythm if duty.due is None else duty.rhythm + same("; ") + duty.due
        force = same("") if duty.force == "binding" else _ADVICE
        if day is None and duty.period != whole:
            when += same("; ") + duty.span
        number = same("") if duty.point is None else same(f"{duty.point}. ")
        clause = same("") if duty.clause is None else same(f" ({duty.clause.name})")
        lines.append(same("  - ") + number + duty.text)
        lines.append(same("    ") + when + same(f" · {duty.short}, ") + duty.title + clause + force)
        if duty.told is not None:
            lines.append(same("    (") + duty.told + same(")"))
    return joined(lines, "\n")


def as_data(found: tuple[Duty, ...], day: datetime.date | None, language: Language) -> dict[str, Any]:
    """Give duties as plain data for ``--format json``."""
    return {
        "version": 1,
        "date": None if day is None else day.isoformat(),
        "duties": [
            {
                "role": duty.role,
                "title": duty.title.to(language),
                "text": duty.text.to(language),
                "due": None if duty.due is None else duty.due.to(language),
                "falls": duty.falls,
                "from": duty.period.start.isoformat(),
                "until": None if duty.period.end is None else duty.period.end.isoformat(),
                "force": duty.force,
                "circular": duty.circular,
                "clause": None if duty.clause is None else duty.clause.name,
                "point": duty.point,
                "told": None if duty.told is None else duty.told.to(language),
            }
            for duty in found
        ],
    }
