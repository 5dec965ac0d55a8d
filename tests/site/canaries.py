"""A repository with an invented word, found nowhere else, in every place that is private: its files and its history.

The words are made of letters that no Indonesian or English word has side by side, and each differs from the others in
every six letters, so that even a torn piece is known for what it is.
"""

from __future__ import annotations

import os
import random
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from giliran.grammar import identify, schema
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ("unit", "schedule", "dispensation", "agency")
"""The formats that speak of people."""

CHANNELS = [f"{way}[].{part}" for way in ("consultation", "complaints") for part in ("title.id", "title.en", "href")]
PUBLIC = frozenset(
    {
        "agency: name",
        "agency: kind",
        "agency: jurisdiction",
        "agency: facts.*",
        "agency: note.id",
        "agency: note.en",
        *(f"agency: services.{part}" for part in ("standards", *CHANNELS)),
        "unit: name",
        "unit: kind",
        "unit: facts.*",
        "schedule: recalls[].date",  # on that day someone was called in: a number, as are the days of the schedule
        "dispensation: unit",
        "dispensation: clause",
        "dispensation: from",
        "dispensation: until",
        "dispensation: at-most",
        # The word is private as a person's; by itself it is one of three, and the law speaks of them.
        "unit: employees[].status",
    }
)
"""Fields that the public edition may show. Every other field of these formats is private."""


def fields(kind: str) -> set[str]:
    """Give every field of a format that can hold text, such as ``unit: employees[].name``."""
    whole = schema(kind)

    def below(shape: dict[str, Any], path: str) -> Iterator[str]:
        if "$ref" in shape:
            yield from below(whole["definitions"][shape["$ref"].rpartition("/")[2]], path)
            return
        kinds = shape.get("type", [])
        if "string" in kinds or any(isinstance(word, str) for word in shape.get("enum", ())):
            yield f"{kind}: {path}"
        for name, part in shape.get("properties", {}).items():
            yield from below(part, f"{path}.{name}" if path else name)
        if isinstance(shape.get("additionalProperties"), dict):
            yield from below(shape["additionalProperties"], f"{path}.*")
        if "items" in shape:
            yield from below(shape["items"], f"{path}[]")

    return set(below(whole, ""))


def values(kind: str, data: object) -> Iterator[tuple[str, str]]:
    """Give every text of a document with its field."""
    known = fields(kind)

    def below(part: object, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(part, dict):
            for name, value in part.items():
                own = f"{path}.{name}" if path else str(name)
                star = f"{path}.*"
                inside = any(field.startswith(f"{kind}: {star}") for field in known)
                yield from below(value, star if inside else own)
        elif isinstance(part, list):
            for value in part:
                yield from below(value, f"{path}[]")
        elif isinstance(part, str):
            yield f"{kind}: {path}", part

    return below(data, "")


_LETTERS = random.Random("canaries")
_MADE: list[str] = []


def word() -> str:
    """Make another word."""
    made = "".join(_LETTERS.sample("bdfgjkmpqvwxz", 9))
    _MADE.append(made)
    return made


def name() -> str:
    """Make the name of a person."""
    return f"{word().capitalize()} {word().capitalize()}"


# Those of today.
HEAD, DEPUTY, CLERK, GUARD, NURSE = "qz71346", "xv82457", "jq93568", "wx64279", "vk58193"
NAMES = {code: name() for code in (HEAD, DEPUTY, CLERK, GUARD, NURSE)}
NAMES[CLERK] = NAMES[CLERK].replace("d", "ḓ").replace("g", "ĝ")
SINCE, UNTIL, ACTING_FROM, ACTING_UNTIL, SIGNED = "2017-03-29", "2031-05-27", "2016-01-13", "2016-02-17", "2015-04-19"
ATTESTED = "2014-05-23"
ROLE, ADMIN = word(), f"@{word()}"
OVERRIDE = {"reason": word(), "approved-by": name(), "letter": f"{word()}/7"}
GRANTED = {"letter": f"{word()}/9", "granted-by": name(), "reason": f"{word()} {word()}"}
RECALL = word()
COMMENTS = {"unit": word(), "schedule": word(), "agency": word(), "dispensation": word()}
DISPENSATION = f"policy/dispensations/{word()}.yaml"
OTHER_UNIT, AGENCY = "units/dinkes/seksi-gizi.yaml", "units/dinkes/agency.yaml"

TODAY = {
    UNIT: f"""\
# {COMMENTS["unit"]}
name: Subbagian Umum
kind: subbagian
supervisor: {HEAD}
other-supervisors:
  - {{employee: {DEPUTY}, from: {ACTING_FROM}, until: {ACTING_UNTIL}}}
employees:
  - {{id: {HEAD}, name: {NAMES[HEAD]}, status: pns, role: {ROLE}, from: {SINCE}}}
  - {{id: {DEPUTY}, name: {NAMES[DEPUTY]}, status: pns, domicile-attested: {ATTESTED}}}
  - {{id: {CLERK}, name: {NAMES[CLERK]}, status: pppk, until: {UNTIL}}}
  - {{id: {GUARD}, name: {NAMES[GUARD]}, status: pjlp}}
""",
    SCHEDULE: f"""\
wfh:
  2023-09-01: [{DEPUTY}]
  2023-09-04: [{DEPUTY}, {CLERK}]  # {COMMENTS["schedule"]}
recalls:
  - {{date: 2023-09-04, employee: {DEPUTY}, ordered-by: {HEAD}, reason: {RECALL}}}
""",
    AGENCY: f"""\
# {COMMENTS["agency"]}
name: Dinas Kesehatan
kind: dinas
facts: {{service: direct, digital: false}}
admins: ["{ADMIN}"]
""",
    OTHER_UNIT: f"""\
name: Seksi Gizi
kind: seksi
supervisor: {NURSE}
facts: {{service: administration}}
override: {{reason: {OVERRIDE["reason"]}, approved-by: {OVERRIDE["approved-by"]}, letter: {OVERRIDE["letter"]}}}
employees:
  - {{id: {NURSE}, name: {NAMES[NURSE]}, status: pns}}
""",
    DISPENSATION: f"""\
# {COMMENTS["dispensation"]}
letter: {GRANTED["letter"]}
granted-by: {GRANTED["granted-by"]}
signed: {SIGNED}
unit: bkd/umum
clause: {CIRCULAR.removeprefix("policy/")}/wfh-share
from: 2023-09-11
until: 2023-09-15
at-most: 70%
reason: {GRANTED["reason"]}
""",
}

# Those of former times, which only git remembers.
FORMER = {"id": "kx47182", "name": name(), "recall": word(), "comment": word()}
GIT = {
    part: word() for part in ("author", "mail", "committer", "subject", "body", "branch", "other branch", "tag", "note")
}

BEFORE = TODAY | {
    UNIT: TODAY[UNIT].replace(DEPUTY, FORMER["id"]).replace(NAMES[DEPUTY], FORMER["name"]) + f"# {FORMER['comment']}\n",
    SCHEDULE: TODAY[SCHEDULE].replace(DEPUTY, FORMER["id"]).replace(RECALL, FORMER["recall"]),
    "units/bkd/lama.yaml": f"name: Lama\nkind: unit\nemployees: [{{id: kw38157, name: {FORMER['name']}, status: pns}}]\n",
}

# A version that the check refuses, in a proposal that was mended before it was merged.
FORMER["refused"] = word()
REFUSED = TODAY[SCHEDULE].replace(f"[{DEPUTY}]", f"[{HEAD}, {DEPUTY}, {CLERK}]").replace(RECALL, FORMER["refused"])
GIT["proposal"] = word()


def repository(root: Path) -> Path:
    """Write the repository with its history, and give its folder."""
    settings = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_AUTHOR_NAME": GIT["author"],
        "GIT_AUTHOR_EMAIL": f"{GIT['mail']}@example.invalid",
        "GIT_COMMITTER_NAME": GIT["committer"],
        "GIT_COMMITTER_EMAIL": f"{GIT['mail']}@example.invalid",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], env=settings, check=True, capture_output=True)

    write(root, BEFORE)
    git("init", "--quiet", "--initial-branch", GIT["branch"])
    git("add", ".")
    git("commit", "--quiet", "-m", f"{GIT['subject']}\n\n{GIT['body']}")
    git("branch", GIT["other branch"])
    for gone in BEFORE.keys() - TODAY.keys():
        (root / gone).unlink()
    write(root, TODAY)
    git("add", "--all")
    git("commit", "--quiet", "-m", f"{GIT['subject']} dua")
    git("switch", "--quiet", "--create", GIT["proposal"])
    for content in (REFUSED, TODAY[SCHEDULE]):
        write(root, {**TODAY, SCHEDULE: content})
        git("commit", "--quiet", "--all", "-m", GIT["subject"])
    git("switch", "--quiet", GIT["branch"])
    git("merge", "--quiet", "--no-ff", "--no-edit", GIT["proposal"])
    git("tag", "-m", GIT["tag"], GIT["tag"])
    git("notes", "add", "-m", GIT["note"])
    return root


def private() -> dict[str, set[str]]:
    """Give what must not be told, by where it stands: private fields, comments, names of files, the history."""
    found: dict[str, set[str]] = {}
    for path, content in {**FILES, **TODAY}.items():
        identity = identify(path)
        if identity is not None and identity.kind in KINDS:
            data = yaml.load(content, yaml.BaseLoader)  # noqa: S506 - it makes texts of everything, and nothing else
            for field, value in values(identity.kind, data):
                if field not in PUBLIC:
                    found.setdefault(field, set()).add(value)
    found |= {f"comment in a file: {kind}": {text} for kind, text in COMMENTS.items()}
    found["name of a file: dispensation"] = {DISPENSATION.rpartition("/")[2].removesuffix(".yaml")}
    found |= {f"former {part}": {text} for part, text in FORMER.items()}
    found |= {f"git: {part}": {text} for part, text in GIT.items()}
    return found
