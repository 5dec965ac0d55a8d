"""Times of day in the faults of a record or of hours: with a point in Indonesian, with a colon in English."""

from __future__ import annotations

from fractions import Fraction

from giliran.attendance import attendance_faults, hours_faults
from giliran.model import AttendanceRule, Hours, HoursRule


def test_a_window_without_a_record() -> None:
    rule = AttendanceRule("Asia/Jakarta", (Hours("06:00", "08:00"), Hours("16:00", "18:00")))
    (fault,) = attendance_faults(rule, ["07:45", "15:59"])
    assert fault.id == "Tidak ada presensi antara 16.00–18.00."
    assert fault.en == "There is no attendance record between 16:00–18:00."


def test_hours_that_are_short() -> None:
    rule = HoursRule("Asia/Jakarta", Hours("07:30", "16:00"), Fraction(15, 2))
    late, early, short = hours_faults(rule, "08:05", "15:20")
    assert (late.id, late.en) == ("Mulai 08.05, sesudah 07.30.", "Began at 08:05, after 07:30.")
    assert (early.id, early.en) == ("Selesai 15.20, sebelum 16.00.", "Ended at 15:20, before 16:00.")
    assert short.id == "Hadir 7,25 jam; paling sedikit 7,5 jam."
