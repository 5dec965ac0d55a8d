"""A check that remembers says what a check that does not remember says, whatever happened in between.

Real files, a real cache folder, edits by chance: the repository is an invented province, and after each edit the whole
and some of its files are checked with and without the cache. A second cache is damaged before each run.
"""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran import cache as caches
from giliran.cache import Cache
from giliran.check import check
from giliran.published import spread_schemas
from giliran.store import read_tree, reading, write_files
from giliran.synth.province import Province, law_alone

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.diagnostics import Report
    from giliran.tree import Tree

LAW = Path(__file__).parents[2]
STAFF, STEPS = 260, 15


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a small province with faults, whose files are trusted a little after they were written."""
    monkeypatch.setattr(caches, "SLACK", 20_000_000)
    made = Province(check(law_alone(read_tree(LAW, ("policy",)))).corpus, STAFF, seed=5, faults=12)
    root = tmp_path / "province"
    write_files(root, (file for batch in made.batches() for file in batch))
    shutil.copytree(LAW / "policy" / "dispensations", root / "policy" / "dispensations")
    return root


def checked(root: Path, folder: Path, scope: frozenset[str] | None = None) -> Report:
    """Check with a cache, from disk to report, as one run of the program does."""
    cache = Cache(folder, root)
    tree = cache.recognised(read_tree(root))
    report = check(tree, scope, kept=cache).report
    cache.save(tree, everything=scope is None)
    return report


def files(root: Path, pattern: str) -> list[Path]:
    """Give the files of a kind in a fixed order."""
    return sorted(root.glob(pattern))


def less_at_home(chance: random.Random, root: Path) -> None:
    path = chance.choice(files(root, "schedules/*/*/*.yaml"))
    path.write_text(path.read_text().replace("[", "[ ", 1) + "# dilihat kembali\n")


def too_many(chance: random.Random, root: Path) -> None:
    path = chance.choice(files(root, "schedules/*/*/*.yaml"))
    lines = path.read_text().splitlines(keepends=True)
    days = [at for at, line in enumerate(lines) if line.startswith("  2023-")]
    if days:
        at = chance.choice(days)
        lines[at] = lines[at].rpartition("[")[0] + "[zz98, zz99, aa11, zz97, zz96, zz95, zz94]\n"
    path.write_text("".join(lines))


def swapped(chance: random.Random, root: Path) -> None:
    one, other = chance.sample(files(root, "schedules/*/*/*.yaml"), 2)
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)


def removed(chance: random.Random, root: Path) -> None:
    chance.choice([*files(root, "schedules/*/*/*.yaml"), *files(root, "units/*/*.yaml")]).unlink()


def renamed(chance: random.Random, root: Path) -> None:
    path = chance.choice(files(root, "schedules/*/*/*.yaml"))
    path.rename(path.with_name("2024-01.yaml"))


def moved_person(chance: random.Random, root: Path) -> None:
    one, other = chance.sample([path for path in files(root, "units/*/*.yaml") if path.name != "agency.yaml"], 2)
    people = [line for line in one.read_text().splitlines(keepends=True) if line.startswith("  - {id:")]
    other.write_text(other.read_text() + chance.choice(people))


def left(chance: random.Random, root: Path) -> None:
    path = chance.choice([path for path in files(root, "units/*/*.yaml") if path.name != "agency.yaml"])
    path.write_text(path.read_text().replace("}\n", ", until: 2023-09-05}\n", 1))


def other_facts(chance: random.Random, root: Path) -> None:
    path = chance.choice(files(root, "units/*/agency.yaml"))
    path.write_text(path.read_text().replace("service: administration", "service: direct"))


def lower_share(chance: random.Random, root: Path) -> None:
    path = root / "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
    path.write_text(path.read_text().replace("value: 50%", f"value: {chance.choice([20, 30, 40])}%"))


def higher_share(chance: random.Random, root: Path) -> None:
    path = root / "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
    path.write_bytes((LAW / path.relative_to(root)).read_bytes())


def holiday(chance: random.Random, root: Path) -> None:
    path = root / "policy/calendar.yaml"
    day = f"2023-09-{chance.randint(11, 22)}"
    path.write_text(
        "country: ID\nzone: Asia/Jakarta\nweekend: [saturday, sunday]\nholidays:\n"
        f'  - {{date: {day}, title: {{id: Libur, en: Day off}}, reference: {{title: "Keputusan"}}}}\n'
    )


def granted(chance: random.Random, root: Path) -> None:
    unit = chance.choice([path for path in files(root, "units/*/*.yaml") if path.name != "agency.yaml"])
    name = unit.relative_to(root / "units").with_suffix("").as_posix()
    (root / "policy/dispensations/uji.yaml").write_text(
        f"letter: 12/SD/2023\ngranted-by: Sekretaris Daerah\nunit: {name}\nat-most: 80%\n"
        "clause: dki-jakarta/se-sekda-34-2023/wfh-share\nfrom: 2023-09-01\nuntil: 2023-09-29\nreason: ruang direnovasi\n"
    )


def jotted(chance: random.Random, root: Path) -> None:
    folder = chance.choice(files(root, "schedules/*"))
    (folder / chance.choice(["catatan.md", "pegawai.csv", ".catatan"])).write_text("NIP 19850301 201001 1 001\n")


def unreadable(chance: random.Random, root: Path) -> None:
    path = chance.choice([*files(root, "schedules/*/*/*.yaml"), *files(root, "units/*/*.yaml")])
    path.write_text(path.read_text() + "wfh: [\n")


def nothing(chance: random.Random, root: Path) -> None:
    """Change nothing, so that a run with nothing new to learn is tried too."""


EDITS: tuple[Callable[[random.Random, Path], None], ...] = (
    *(less_at_home, too_many, swapped, removed, renamed, moved_person, left, other_facts),
    *(lower_share, higher_share, holiday, granted, jotted, unreadable, nothing),
)


@pytest.mark.parametrize("seed", range(3))
def test_a_cache_changes_no_verdict(root: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    order = chance.sample(EDITS, len(EDITS))[:STEPS]
    seen = set()
    for edit in order:
        edit(chance, root)
        time.sleep(0.03)  # until the files are old enough to be known by their times
        cold = check(read_tree(root)).report
        assert checked(root, tmp_path / "cache") == cold, edit.__name__
        damage(chance, tmp_path / "damaged")
        assert checked(root, tmp_path / "damaged") == cold, edit.__name__
        scope = some(chance, read_tree(root))
        assert checked(root, tmp_path / "cache", scope) == check(read_tree(root), scope).report, (edit.__name__, scope)
        seen |= {fault.code for fault in cold.diagnostics}
    assert len(seen) > 12, "too little went wrong to prove anything"


def some(chance: random.Random, tree: Tree) -> frozenset[str]:
    """Choose a few files to ask about, as a pull request would."""
    kind = chance.choice(["schedules/", "schedules/", "units/", "policy/", ""])
    return frozenset(chance.sample([path for path in tree.entries if path.startswith(kind)], 3))


def damage(chance: random.Random, folder: Path) -> None:
    """Spoil what is kept: cut it off, change a byte, swap the files, or take one away."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = bytearray(path.read_bytes())
        harm = chance.randrange(5)
        if harm == 0:
            path.write_bytes(content[: chance.randrange(len(content))])
        elif harm == 1:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
        elif harm == 2:
            path.unlink()
        elif harm == 3:
            path.write_bytes((path.parent / min(child.name for child in path.parent.iterdir())).read_bytes())


def test_a_second_check_reads_and_judges_nothing_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a cache that is right and useless."""
    time.sleep(0.03)
    first = checked(root, tmp_path / "cache")
    read: list[str] = []
    load: Callable[[str], bytes] = reading._content

    def noted(path: str) -> bytes:
        read.append(Path(path).relative_to(root).as_posix())
        return load(path)

    monkeypatch.setattr(reading, "_content", noted)
    assert checked(root, tmp_path / "cache") == first
    assert [path for path in read if not path.startswith("policy/dispensations/")] == []
    changed = files(root, "schedules/*/*/*.yaml")[0]
    changed.write_bytes(changed.read_bytes() + b"# x\n")
    checked(root, tmp_path / "cache")
    name = changed.relative_to(root).as_posix()
    others = {path for path in read if path.startswith("schedules/")}
    assert others == {name}


def test_what_another_unit_says_of_a_person_is_asked_anew(root: Path, tmp_path: Path) -> None:
    """A schedule that names somebody of another unit hangs on that unit too, though its key for others does not."""
    units = [path for path in files(root, "units/*/*.yaml") if path.name != "agency.yaml"]
    owner = units[-1]
    person = next(line for line in owner.read_text().splitlines() if line.startswith("  - {id:"))[9:14]
    schedule = files(root, "schedules/*/*/2023-09.yaml")[0]
    schedule.write_text(f"wfh:\n  2023-09-11: [{person.strip(',')}]\n")
    time.sleep(0.03)
    before = checked(root, tmp_path / "cache")
    owner.write_text("".join(line for line in owner.read_text().splitlines(keepends=True) if person not in line))
    time.sleep(0.03)
    after = checked(root, tmp_path / "cache")
    assert after == check(read_tree(root)).report
    where = schedule.relative_to(root).as_posix()
    assert [fault.code for fault in before.diagnostics if fault.place.path == where] == ["RF002"]
    assert [fault.code for fault in after.diagnostics if fault.place.path == where] == ["RF001"]


def test_checks_side_by_side_agree(root: Path, tmp_path: Path) -> None:
    """Several runs share one cache folder while files change; each says what was true when it looked."""
    reports: list[Report] = []
    time.sleep(0.03)
    runs = [threading.Thread(target=lambda: reports.append(checked(root, tmp_path / "cache"))) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(reports) == 4
    assert len(set(reports)) == 1
    assert reports[0] == check(read_tree(root)).report
    assert not [path for path in (tmp_path / "cache").rglob(".*") if path.is_file()], "a half-written file is left"


def test_a_cache_that_cannot_be_written_is_no_trouble(root: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert checked(root, tmp_path / "taken") == check(read_tree(root)).report


def test_the_compiled_schemas_do_not_depend_on_what_is_remembered(root: Path, tmp_path: Path) -> None:
    """Not even those of a month that has nothing but a schedule that cannot be read, far outside every window."""
    unit = files(root, "schedules/*/*/*.yaml")[0].parent
    (unit / "2031-01.yaml").write_text("wfh: [\n")
    wanted = dict(spread_schemas(check(read_tree(root)).corpus, map))
    assert f"{unit.relative_to(root)}/2031-01.schema.json" in wanted
    for _ in ("cold", "warm"):
        cache = Cache(tmp_path / "kept", root)
        outcome = check(cache.recognised(read_tree(root)), kept=cache)
        cache.save(outcome.tree, everything=True)
        assert dict(spread_schemas(outcome.corpus, map)) == wanted
