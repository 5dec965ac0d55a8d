"""``giliran synth``: so many people, not one more; lawful under whatever law is given; the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command.test_bad_input import checked, giliran
from tests.repository import CIRCULAR, FILES, write

if TYPE_CHECKING:
    from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
PERSON = re.compile(r"^  - \{id: ([a-z]{2}[0-9]{2,5}), name: (.+?), status: (pns|pppk|pjlp),", re.MULTILINE)


def invented(out: Path, staff: int, *options: str, law: Path = ROOT) -> Path:
    """Invent a province under the law of this repository, or of another folder."""
    done = giliran("-C", str(law), "synth", "--staff", str(staff), "--out", str(out), *options)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def people(root: Path) -> dict[str, tuple[str, str]]:
    """Give everybody's name and status by code, read without the program; a transfer is one person."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(root.glob("units/*/*.yaml")):
        for code, name, status in PERSON.findall(path.read_text("utf-8")):
            assert found.setdefault(code, (name, status)) == (name, status)
    return found


@pytest.mark.parametrize("staff", [1, 7, 300, 3000])
def test_so_many_people_and_no_error(tmp_path: Path, staff: int) -> None:
    root = invented(tmp_path / "out", staff)
    assert len(people(root)) == staff
    status, found = checked(root)
    assert status == 0
    assert {fault["severity"] for fault in found} <= {"warning", "info"}
    assert {fault["code"] for fault in found} <= {"LW004", "LW005", "LW006"}


def test_ten_people_are_one_unit_and_its_schedule_covers_the_whole_period(tmp_path: Path) -> None:
    root = invented(tmp_path / "out", 10)
    units = [path for path in root.glob("units/*/*.yaml") if path.name != "agency.yaml"]
    assert len(units) == 1
    schedules = sorted(root.glob("schedules/*/*/*.yaml"))
    assert [path.stem for path in schedules] == ["2023-08", "2023-09", "2023-10"]
    days = re.findall(r"^  (2023-\d\d-\d\d): \[", "".join(path.read_text() for path in schedules), re.MULTILINE)
    assert len(days) == len(set(days)) == 44
    assert (days[0], days[-1]) == ("2023-08-21", "2023-10-20")


def test_a_province_looks_like_one(tmp_path: Path) -> None:
    root = invented(tmp_path / "out", 3000)
    everybody = people(root)
    share = {key: count / len(everybody) for key, count in Counter(status for _, status in everybody.values()).items()}
    assert 0.76 < share["pns"] < 0.82
    assert 0.10 < share["pppk"] < 0.15
    assert 0.06 < share["pjlp"] < 0.11
    agencies = list(root.glob("units/*/agency.yaml"))
    assert 12 <= len(agencies) <= 20
    sizes = [
        len(PERSON.findall(path.read_text("utf-8")))
        for path in root.glob("units/*/*.yaml")
        if path.name != "agency.yaml"
    ]
    assert 160 <= len(sizes) <= 210
    assert max(sizes) <= 40
    assert sum(8 <= size <= 25 for size in sizes) > len(sizes) * 0.7
    excluded = [path.parent.name for path in agencies if "digital: false" in path.read_text()]
    assert excluded
    scheduled = {path.parent for path in root.glob("schedules/*/*/*.yaml")}
    assert len(sizes) * 0.85 < len(scheduled) < len(sizes)

    names = [name.strip('"') for name, _ in everybody.values()]
    given = Counter(name.split()[0] for name in names).most_common(1)[0][1]
    assert 0.015 < given / len(names) < 0.035
    words = Counter(len(name.split()) for name in names)
    assert words[2] > words[3] > words[1] > 0
    assert not any("." in name or "," in name for name in names)


def digests(root: Path) -> str:
    made = ("policy/dispensations/", "schedules/", "units/")
    own = ((path, content) for path, content in files(root).items() if path.startswith(made))
    return "".join(f"{hashlib.sha256(content).hexdigest()[:16]}  {path}\n" for path, content in own)


def test_the_same_seed_gives_the_same_bytes_wherever_it_is_sown(tmp_path: Path, golden: Golden) -> None:
    law = write(tmp_path / "law")
    command = [sys.executable, "-m", "giliran", "-C", str(law), "synth", "--staff", "300", "--seed", "7"]
    for out, zone, hashing in (("one", "Asia/Jakarta", "1"), ("two", "America/Lima", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": hashing, "LC_ALL": "C"}
        subprocess.run([*command, "--out", out], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    golden("synth/300.txt", digests(tmp_path / "one"))
    assert digests(invented(tmp_path / "three", 300, "--seed", "8", law=law)) != digests(tmp_path / "one")


def test_another_circular_gives_another_lawful_province(tmp_path: Path) -> None:
    strict = FILES[SHARE].replace("50%", "20%").replace("75%", "25%").replace("[pns, pppk]", "[pppk]")
    homes = []
    for name, share in (("half", FILES[SHARE]), ("fifth", strict)):
        root = invented(tmp_path / name, 1000, law=write(tmp_path / f"law-{name}", {SHARE: share}))
        assert checked(root) == (0, [])
        listed = (path.read_text().partition("recalls:")[0] for path in root.glob("schedules/*/*/*.yaml"))
        homes.append(sum(len(re.findall(r"\b[a-z]{2}\d{3,5}\b", text)) for text in listed))
        assert (root / SHARE).read_text() == share
    half, fifth = homes
    assert 0 < fifth < half / 5


def test_facts_are_what_the_law_asks_for(tmp_path: Path) -> None:
    strange = {
        f"{CIRCULAR}/clauses/service-stays.yaml": FILES[f"{CIRCULAR}/clauses/service-stays.yaml"].replace(
            "  properties: {service: {enum: [direct, operational-support]}, digital: {const: false}}\n"
            "  required: [service, digital]\n",
            "  properties: {loket: {const: true}, lantai: {enum: [dasar, atas]}}\n  required: [loket, lantai]\n",
        )
    }
    root = invented(tmp_path / "out", 2000, law=write(tmp_path / "law", strange))
    assert checked(root) == (0, [])
    stated = [path.read_text() for path in root.glob("units/*/agency.yaml")]
    assert all("loket: true" in text or "loket: false" in text for text in stated)
    scheduled = {path.parent.parent.name for path in root.glob("schedules/*/*/*.yaml")}
    assert 0 < len(scheduled) < len(stated)


def test_where_several_govern_one_is_chosen_and_named(tmp_path: Path) -> None:
    law = write(tmp_path / "law", {"policy/jurisdictions/lain.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"]})
    done = giliran("-C", str(law), "synth", "--staff", "20", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "“dki-jakarta”, “lain”" in done.stderr
    root = invented(tmp_path / "out", 20, "--jurisdiction", "lain", law=law)
    assert "jurisdiction: lain\n" in (root / "units/bkd/agency.yaml").read_text()
    assert checked(root) == (0, [])


def test_what_is_planted_is_told_and_found_and_nothing_else_is(tmp_path: Path) -> None:
    root = invented(tmp_path / "out", 3000, "--faults", "200")
    told = json.loads((root / "faults.json").read_text())["faults"]
    assert len(told) == 200
    assert len({fault["code"] for fault in told}) >= 20
    assert len({fault["unit"].partition("/")[0] for fault in told}) >= 12
    status, found = checked(root)
    assert status == 1
    errors = Counter((fault["code"], fault["path"], fault["date"]) for fault in found if fault["severity"] == "error")
    assert errors == Counter((fault["code"], fault["path"], fault["date"]) for fault in told)


def test_a_province_replaces_only_what_was_invented_before(tmp_path: Path) -> None:
    root = invented(tmp_path / "out", 5)
    before = files(root)
    assert files(invented(tmp_path / "out", 5)) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/catatan.txt").write_text("milik saya")
    done = giliran("-C", str(ROOT), "synth", "--staff", "5", "--out", str(tmp_path / "mine"))
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["catatan.txt"]


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--staff", "0"],
        ["--staff", "1000001"],
        ["--staff", "many"],
        ["--staff", "5", "--faults", "-1"],
        ["--staff", "5", "--faults", "100"],
        ["--staff", "5", "--jurisdiction", "none"],
    ],
    ids=" ".join,
)
def test_refused_without_a_trace(tmp_path: Path, options: list[str]) -> None:
    done = giliran("-C", str(ROOT), "synth", "--out", str(tmp_path / "out"), *options)
    assert done.returncode == 2
    assert done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_province_without_law(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = giliran("-C", str(tmp_path / "empty"), "synth", "--staff", "5", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    broken = write(tmp_path / "law", {SHARE: FILES[SHARE].replace("50%", "150%")})
    done = giliran("-C", str(broken), "synth", "--staff", "5", "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "SH005" in done.stderr
    assert not (tmp_path / "out").exists()


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    program = (
        "import giliran.synth.province as province, sys\n"
        "made = province.schedules\n"
        "def full(unit, *rest):\n"
        "    if unit.id.startswith('bappeda/'):\n"
        "        raise OSError(28, 'No space left on device')\n"
        "    return made(unit, *rest)\n"
        "province.schedules = full\n"
        "from giliran.cli import main\n"
        f"sys.argv = ['giliran', '-C', {str(ROOT)!r}, 'synth', '--staff', '500', '--out', {str(tmp_path / 'out')!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert list(tmp_path.iterdir()) == []
