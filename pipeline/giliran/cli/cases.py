"""``giliran cases``: the worked examples against their clauses."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from giliran.cases import as_data, as_words, judged_cases
from giliran.cli.speaking import FOUND, forms, language, say
from giliran.store import read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.wording import Language


@click.command()
@forms(("text", "json"))
@language
@click.pass_obj
def cases(root: Path, form: str, lang: Language) -> None:
    """Uji contoh kasus di policy/ terhadap aturannya. · Try the worked examples against their clauses."""
    results = judged_cases(read_tree(root))
    if form == "json":
        say(f"{json.dumps(as_data(results), ensure_ascii=False, indent=2)}\n")
    else:
        say(f"{as_words(results).to(lang)}\n")
    sys.exit(0 if all(result.agrees for result in results) else FOUND)
