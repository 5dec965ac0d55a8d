"""How many of a unit may be at home on a day, as known at some moment and as known now: both answers are right.

The first is what people could go by, the second what the files say today; they differ where a circular, a staff list
or a letter was dated back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from giliran import explain
from giliran.as_known import as_known
from giliran.corpus.build import build
from giliran.diagnostics import OperatorError
from giliran.grammar import is_unit
from giliran.spelling import suggestion
from giliran.wording import Text, joined

if TYPE_CHECKING:
    import datetime

    from giliran.as_known import Known
    from giliran.limits import Allowance
    from giliran.revisions import Repository
    from giliran.tree import Tree
    from giliran.wording import Language


@dataclass(frozen=True, slots=True)
class Answer:
    """What one commit says of the unit named ``name``; without ``found`` it gives no answer, and ``refusal`` says why."""

    known: Known
    name: str = ""
    found: Allowance | None = None
    refusal: Text | None = None

    def says_the_same(self, other: Answer) -> bool:
        """Tell whether two commits give the same answer, whatever else differs in them."""
        if self.found is None or other.found is None:
            return self.found is other.found
        return self.name == other.name and explain.as_data(self.found, "id") == explain.as_data(other.found, "id")


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer that was asked for, which is always there, and the one of now."""

    then: Answer
    now: Answer

    @property
    def differ(self) -> bool:
        """Tell whether what is known now is something else."""
        return not self.then.says_the_same(self.now)


def answers(repository: Repository, unit: str, day: datetime.date, words: str, today: datetime.date) -> Answers:
    """Answer from the commit that ``words`` mean, and from the newest of the branch checked out.

    Raises :class:`OperatorError` for a moment that cannot be found, and where the commit asked for gives no answer.
    """
    then = _answer(repository, as_known(repository, words, today), unit, day)
    if then.refusal is not None:
        as_of = then.known.words
        raise OperatorError(
            then.refusal + Text(f" Ini menurut yang diketahui pada {as_of.id}.", f" This is as known {then.known.at}.")
        )
    head = as_known(repository, "HEAD", today)
    same = head.commit == then.known.commit
    return Answers(then, replace(then, known=head) if same else _answer(repository, head, unit, day))


def _answer(repository: Repository, known: Known, unit: str, day: datetime.date) -> Answer:
    try:
        tree = repository.tree(known.commit)
        path = f"units/{unit}.yaml"
        if path not in tree.entries or not is_unit(path):
            return Answer(known, refusal=_no_such_unit(tree, unit))
        corpus, _ = build(tree.part([unit]), frozenset(), whole=False)
        if unit not in corpus.units:
            return Answer(
                known,
                refusal=Text(
                    f"Berkas {path} ada, tetapi isinya tidak dapat dibaca.",
                    f"The file {path} is there, but cannot be read.",
                ),
            )
        return Answer(known, corpus.units[unit].name, explain.answer(corpus, unit, day))
    except OperatorError as error:
        return Answer(known, refusal=error.text)


def _no_such_unit(tree: Tree, unit: str) -> Text:
    known = [f"{names['agency']}/{names['unit']}" for _, names in tree.readable("unit")]
    maybe = suggestion(unit, known)
    words = Text(f"Unit “{unit}” tidak ada.", f"There is no unit “{unit}”.")
    return words if maybe is None else joined((words, maybe))


def as_data(found: Answers, language: Language) -> dict[str, Any]:
    """Give both answers as plain data: the one asked for as always, ``as_of``, and ``now``, null where it is the same."""
    then = found.then
    assert then.found is not None
    return {
        **explain.as_data(then.found, language),
        "as_of": {"asked": then.known.asked, "commit": then.known.commit, "time": then.known.moment, "name": then.name},
        "now": _now(found.now, language) if found.differ else None,
    }


def _now(now: Answer, language: Language) -> dict[str, Any]:
    told = {} if now.found is None else explain.as_data(now.found, language)
    refusal = None if now.refusal is None else now.refusal.to(language)
    name = now.name or None
    return {**told, "commit": now.known.commit, "time": now.known.moment, "name": name, "refusal": refusal}


def as_words(found: Answers) -> Text:
    """Give both answers as lines for people."""
    as_of, now = found.then.known.words, found.now.known.words
    then_heading = Text(f"Menurut yang diketahui pada {as_of.id}:", f"As known {found.then.known.at}:")
    parts = [then_heading, _words(found.then)]
    if found.differ:
        parts += [
            Text("", ""),
            Text(f"Menurut yang diketahui sekarang, {now.id}:", f"As known now, {now.en}:"),
            _words(found.now),
            Text("", ""),
            Text(
                "Kedua jawaban benar: yang pertama dasar bertindak waktu itu, yang kedua isi berkas hari ini.",
                "Both answers are right: people could go by the first then, and the files say the second today.",
            ),
        ]
    else:
        parts.append(Text(f"Yang diketahui sekarang sama, {now.id}.", f"What is known now is the same, {now.en}."))
    return joined(parts, "\n")


def _words(answer: Answer) -> Text:
    if answer.found is None:
        assert answer.refusal is not None
        return answer.refusal
    return explain.as_words(answer.found, answer.name)
