"""Write the invented staff of the repository: units, schedules and dispensations.

    python pipeline/seed             write them
    python pipeline/seed --check     write nothing; say what differs, exit 1 if anything does
    python pipeline/seed --out DIR   the same below another folder

Nothing here knows a real person. Names are drawn by Faker (locale id_ID) from a fixed seed; a name that somebody bears
is chance. The bytes depend on the tables of this folder, on the share clause in `policy/`, on Faker's list of names
(made with Faker 40.54.0) and on the public holidays of Indonesia, and on nothing else. `agency.yaml` is written by
hand and never touched: its facts are reviewed, not made up. How turns are drawn up, what people do and how a file is
written is shared with `giliran synth`, which invents whole provinces. Needs the package giliran, Faker and PyYAML.

Exit codes: 0 done or no difference, 1 a difference, 2 a table is at fault or missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import staff
import turns
from giliran import model
from giliran.synth.texts import dispensation_text, schedule_text, unit_text
from tables import TableError, Tables, Unit, read

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
Texts = Mapping[Path, str]


def texts(tables: Tables) -> Texts:
    """Every file of the seed by its path from the repository's root. Pure: no disk, no clock."""
    rosters = staff.build(tables)
    days = turns.working_days(tables.windows[0])
    made: dict[Path, str] = {}
    for unit in tables.units:
        roster = rosters[unit.path]
        made[Path("units") / f"{unit.path}.yaml"] = unit_text(modelled(unit, roster))
        if unit.plan is None:
            continue
        granted = tuple(item for item in tables.dispensations if item.granted.unit == unit.path)
        home = turns.home_days(unit.plan, roster, tables.windows, granted, days)
        recalls = turns.recalled(unit, roster, home, (each for each in tables.recalls if each.unit == unit.path))
        for month in sorted({f"{day:%Y-%m}" for day in home}):
            entries = {day: people for day, people in home.items() if f"{day:%Y-%m}" == month}
            met = tuple(each for each in recalls if f"{each.day:%Y-%m}" == month)
            path = f"schedules/{unit.path}/{month}.yaml"
            made[Path(path)] = schedule_text(model.Schedule(unit.path, month, path, entries, met))
    for dispensation in tables.dispensations:
        made[Path(dispensation.granted.path)] = dispensation_text(dispensation.granted)
    return made


def modelled(unit: Unit, roster: tuple[model.Employee, ...]) -> model.Unit:
    """A unit as the model has it; the first of the roster is the supervisor."""
    return model.Unit(
        id=unit.path,
        path=f"units/{unit.path}.yaml",
        name=unit.name,
        kind=unit.kind,
        facts=unit.facts,
        employees=roster,
        supervisor=roster[0].id,
        override=unit.override,
        own_facts=unit.facts,
    )


def strays(made: Texts, root: Path) -> list[Path]:
    """Files in the seed's places that the seed does not make: perhaps somebody's work, so never deleted here."""
    places = ("units/*/*.yaml", "schedules/*/*/*.yaml", "policy/dispensations/*.yaml")
    found = (path.relative_to(root) for place in places for path in root.glob(place))
    return sorted(path for path in found if path not in made and path.name != "agency.yaml")


def differences(made: Texts, root: Path) -> list[str]:
    """One line for each file that is missing, different or not the seed's."""
    said = []
    for path, text in sorted(made.items()):
        place = root / path
        if not place.is_file():
            said.append(f"missing: {path.as_posix()}")
        elif place.read_bytes() != text.encode():
            said.append(f"differs: {path.as_posix()}")
    return said + [f"not from the seed: {path.as_posix()}" for path in strays(made, root)]


def write(made: Texts, root: Path) -> None:
    """Write every file, leaving alone those that are the same already."""
    for path, text in sorted(made.items()):
        place = root / path
        if place.is_file() and place.read_bytes() == text.encode():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the options, make the texts, compare or write."""
    parser = argparse.ArgumentParser(prog="seed", description="write the invented units, schedules and dispensations")
    parser.add_argument("--out", type=Path, default=REPOSITORY, metavar="DIR", help="root to write below")
    parser.add_argument("--check", action="store_true", help="compare instead of writing; exit 1 on a difference")
    options = parser.parse_args(arguments)
    try:
        made = texts(read(HERE, REPOSITORY))
    except TableError as fault:
        print(f"seed: {fault}", file=sys.stderr)
        return 2
    if options.check:
        said = differences(made, options.out)
        print("\n".join(said) if said else f"{len(made)} files are as the seed makes them")
        return 1 if said else 0
    write(made, options.out)
    for path in strays(made, options.out):
        print(f"not from the seed, left alone: {path.as_posix()}")
    print(f"{len(made)} files made below {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
