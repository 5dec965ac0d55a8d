"""Who may touch which path: owners from before the change, tables of what is touched and by whom."""

from __future__ import annotations

import pytest

from giliran.proposal.gate import gate
from giliran.proposal.ownership import MOST_TOLD, foreign
from tests.proposal.changes import TODAY, over, proposal
from tests.repository import FILES, SCHEDULE, UNIT

OWNERS = 'law: ["@Hukum", "@bkd/kebijakan"]\neverything: ["@sistem", "@bkd/kebijakan"]\n'
BKD = "units/bkd/agency.yaml"
DINKES = "units/dinkes/agency.yaml"
OWNED = over(
    {
        "policy/owners.yaml": OWNERS,
        BKD: FILES[BKD] + 'admins: ["@bkd/umum", "@ani"]\n',
        DINKES: FILES[DINKES] + 'admins: ["@dinkes"]\n',
        "README.md": "Jadwal\n",
    }
)
UNNAMED = over({"README.md": "Jadwal\n"})
CLAUSE = "policy/dki-jakarta/se-sekda-34-2023/clauses/recall.yaml"
GIZI = "units/dinkes/seksi-gizi.yaml"


def more(*paths: str) -> dict[str, str | None]:
    return {path: OWNED.get(path, "") + "# catatan\n" for path in paths}


def told(change: dict[str, str | None], by: str, before: dict[str, str] = OWNED) -> list[str]:
    accounts = frozenset(f"@{name}" for name in by.split())
    return [fault.place.path for fault in foreign(proposal(before, over(change, before)), accounts)]


@pytest.mark.parametrize(
    ("by", "change", "refused"),
    [
        ("ani", more(SCHEDULE, UNIT, BKD), []),
        ("bkd/umum", more(SCHEDULE, UNIT, BKD), []),
        ("ANI", more(SCHEDULE), []),
        ("siapa ani", more(SCHEDULE), []),
        ("siapa", more(SCHEDULE, UNIT), [SCHEDULE, UNIT]),
        ("", more(SCHEDULE), [SCHEDULE]),
        ("umum", more(SCHEDULE), [SCHEDULE]),
        ("ani", more(GIZI), [GIZI]),
        ("ani dinkes", more(GIZI, UNIT), []),
        ("ani", more(CLAUSE), [CLAUSE]),
        ("hukum", more(CLAUSE, "policy/dispensations/baru.yaml"), []),
        ("hukum", more("policy/owners.yaml"), ["policy/owners.yaml"]),
        ("sistem", more("policy/owners.yaml", "README.md", ".github/CODEOWNERS", "policy"), []),
        ("sistem", more(CLAUSE, UNIT), [CLAUSE, UNIT]),
        ("hukum ani", more("README.md"), ["README.md"]),
    ],
)
def test_a_path_is_for_those_who_own_it(by: str, change: dict[str, str | None], refused: list[str]) -> None:
    assert told(change, by) == refused


def test_owners_are_those_from_before() -> None:
    taken = {BKD: FILES[BKD] + 'admins: ["@maling", "@kawan"]\n', **more(SCHEDULE)}
    assert told(taken, "maling") == [SCHEDULE, BKD]
    appointed = {"policy/owners.yaml": OWNERS.replace("@sistem", "@maling"), **more("README.md")}
    assert told(appointed, "maling") == ["README.md", "policy/owners.yaml"]


def test_a_new_agency_is_founded_by_the_owners_of_everything() -> None:
    new = {
        "units/baru/agency.yaml": FILES[BKD] + 'admins: ["@baru", "@lain"]\n',
        "units/baru/umum.yaml": FILES[UNIT],
        "schedules/baru/umum/2023-09.yaml": FILES[SCHEDULE],
    }
    assert told(dict(new), "baru") == sorted(new)
    assert told(dict(new), "sistem") == []


def test_a_unit_that_moves_concerns_both_agencies() -> None:
    moved = {UNIT: None, "units/dinkes/umum.yaml": FILES[UNIT]}
    assert told(dict(moved), "ani") == ["units/dinkes/umum.yaml"]
    assert told(dict(moved), "dinkes") == [UNIT]
    assert told(dict(moved), "ani dinkes") == []


def test_an_agency_may_be_dissolved_by_its_own_admins_only() -> None:
    gone: dict[str, str | None] = {DINKES: None, GIZI: None}
    assert told(gone, "dinkes") == []
    assert told(gone, "ani") == [DINKES, GIZI]


def test_an_agency_without_admins_or_that_cannot_be_read_belongs_to_the_owners_of_everything() -> None:
    for text in (FILES[BKD], FILES[BKD] + "admins: [@ani]\n"):
        before = {**OWNED, BKD: text}
        assert told(more(UNIT), "ani", before) == [UNIT]
        assert told(more(UNIT), "sistem", before) == []


def test_where_no_owners_are_declared_only_agencies_own_anything() -> None:
    before = {**UNNAMED, BKD: OWNED[BKD]}
    faults = list(foreign(proposal(before, over(more(UNIT, "README.md"), before)), frozenset({"@ani"})))
    assert [fault.place.path for fault in faults] == ["README.md"]
    assert faults[0].help is not None
    assert "policy/owners.yaml" in faults[0].help.id


def test_before_the_first_commit_nobody_owns_anything() -> None:
    assert list(foreign(proposal({}, OWNED), frozenset())) == []


def test_an_operator_may_change_everything() -> None:
    change = proposal(OWNED, over(more(GIZI, CLAUSE, "README.md"), OWNED))
    assert gate(change, TODAY, None) == ()
    assert {fault.code for fault in gate(change, TODAY, frozenset({"@ani"}))} == {"CH004"}


def test_data_in_a_folder_of_a_larger_repository() -> None:
    before = {f"data/{path}": text for path, text in OWNED.items()} | {"units/bkd/x.yaml": "", "README.md": ""}
    after = before | {f"data/{UNIT}": FILES[UNIT] + "#\n", "units/bkd/x.yaml": "#\n", "README.md": "#\n"}
    faults = list(foreign(proposal(before, after, folder="data/"), frozenset({"@ani"})))
    assert [fault.place.path for fault in faults] == ["../README.md", "../units/bkd/x.yaml"]


def test_a_refusal_names_the_owners_the_unit_and_the_way_out() -> None:
    change = proposal(OWNED, over(more(GIZI), OWNED))
    (fault,) = foreign(change, frozenset({"@ani"}))
    assert (fault.code, fault.unit) == ("CH004", "dinkes/seksi-gizi")
    assert fault.message.id == "Berkas ini tanggung jawab @dinkes; usulan ini dari @ani."
    assert fault.message.en == "This file is answered for by @dinkes; this proposal is by @ani."
    assert fault.help is not None
    assert "@dinkes" in fault.help.id


def test_what_is_too_much_to_tell_is_summed_up_by_who_answers_for_it() -> None:
    paths = [f"schedules/{agency}/lain/{number}.yaml" for agency in ("bkd", "dinkes") for number in range(MOST_TOLD)]
    faults = list(foreign(proposal(OWNED, over(more(*paths, "README.md"), OWNED)), frozenset({"@siapa"})))
    assert [fault.place.path for fault in faults] == ["README.md", paths[0], paths[MOST_TOLD]]
    assert "@sistem" in faults[0].message.id
    assert faults[1].message.id == "Berkas ini dan 99 lagi tanggung jawab @bkd/umum, @ani; usulan ini dari @siapa."
    assert faults[2].message.en == "This file and 99 more are answered for by @dinkes; this proposal is by @siapa."


def test_owners_of_many_files_are_summed_up_as_well() -> None:
    names = [f"a{number:03}" for number in range(MOST_TOLD + 50)]
    many = {f"units/{name}/agency.yaml": FILES[BKD] + f'admins: ["@{name}"]\n' for name in names}
    before = over(dict(many), OWNED)
    faults = list(foreign(proposal(before, over(more(*many), before)), frozenset({"@siapa"})))
    assert len(faults) == MOST_TOLD + 1
    assert faults[-1].message.id == "Berkas ini dan 49 lagi tanggung jawab orang lain lagi."
