"""Lists the open proposals to change a branch: ``python pipeline/forge/proposals.py BRANCH``.

One line each, in the order of their numbers: the number, the git reference under which the forge keeps it, and the account
that proposes it, or a hyphen where the forge no longer knows it.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

from api import forge, listed

if TYPE_CHECKING:
    from api import Forge


def proposed(forge: Forge, branch: str) -> list[tuple[int, str]]:
    """Give the open proposals to change a branch, each by its number, and who proposes it."""
    account, name = forge.writer
    found = listed(forge, forge.proposals + quote(branch, safe=""), forge.number)
    return sorted((int(one[forge.number]), str((one[account] or {}).get(name, "-"))) for one in found)


def main() -> NoReturn:
    """Print the list."""
    parser = argparse.ArgumentParser(prog="proposals", allow_abbrev=False)
    parser.add_argument("branch", help="the branch they ask to change")
    wanted = parser.parse_args()
    try:
        there = forge(os.environ)
        for number, proposer in proposed(there, wanted.branch):
            sys.stdout.write(f"{number} {there.ref.format(number)} {proposer}\n")
    except KeyError as missing:
        sys.exit(f"proposals: {missing.args[0]} is not there")
    except (OSError, ValueError) as error:
        sys.exit(f"proposals: {error}")
    sys.exit(0)


if __name__ == "__main__":
    main()
