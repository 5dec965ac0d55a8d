"""Whether counts are of the same schedules as those that are evaluated: what their commits have changed between them.

Only what reconciling rests on is compared, so that counts of a commit that touched nothing else are as good as new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.timeline import months_touched
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from giliran.origin import State
    from giliran.timeline import Period

_AGAIN = Text("Jalankan lagi “giliran reconcile” atas data ini.", "Run “giliran reconcile” again on these data.")


def concerned(paths: Iterable[str], period: Period) -> tuple[str, ...]:
    """Give those data files that say anything of a period: all of the law and of the units, and schedules of its months."""
    months = {f"{month}.yaml" for month in months_touched(period)}
    return tuple(
        path
        for path in sorted(paths)
        if path.startswith(("policy/", "units/"))
        or (path.startswith("schedules/") and path.rpartition("/")[2] in months)
    )


def unlikeness(counted: State, now: State, changed: Collection[str] | None) -> Text | None:
    """Say how the data of counts and those that are evaluated differ, ``None`` where they do not.

    ``changed`` are the data files that differ and say anything of the period, ``None`` where git does not know the commit of
    the counts. Outside git nothing is known, and nothing said.
    """
    if now.commit is None:
        return None
    if counted.commit is None:
        found = Text(
            "Jumlah presensi dan laporan itu tidak menyebut komit, jadi tidak diketahui apakah jadwalnya sama.",
            "Those counts of attendance and reports name no commit, so that nobody knows whether the schedules are the same.",
        )
        return joined((found, _AGAIN))
    short = counted.commit[:12]
    if changed is None:
        found = Text(
            f"Jumlah presensi dan laporan itu dari komit {short}, yang tidak ada dalam riwayat git ini.",
            f"Those counts of attendance and reports are from the commit {short}, which is not in this git history.",
        )
        return joined((found, _AGAIN))
    lines = []
    if changed:
        folders = ("schedules", "units", "policy")
        numbers = [(name, sum(path.startswith(f"{name}/") for path in changed)) for name in folders]
        listed = ", ".join(f"{name}/ {number}" for name, number in numbers if number)
        lines.append(
            Text(
                f"Jumlah presensi dan laporan itu dari komit {short}; sejak itu berkas yang menentukan masa itu berbeda ({listed}): "
                f"lihat “git diff --stat {short} -- {' '.join(folders)}”.",
                f"Those counts of attendance and reports are from the commit {short}; files that decide about the period differ since "
                f"({listed}): see “git diff --stat {short} -- {' '.join(folders)}”.",
            )
        )
    if counted.edited:
        lines.append(
            Text(
                f"Jumlah presensi dan laporan itu dibuat dari berkas yang belum disimpan di git, sesudah komit {short}.",
                f"Those counts of attendance and reports were made of files that were not committed, after the commit {short}.",
            )
        )
    return joined((*lines, _AGAIN)) if lines else None
