"""Lists the open proposals to change a branch: ``python pipeline/forge/proposals.py BRANCH``.

One line each, in the order of their numbers: the number, and the git reference under which the forge keeps it.
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


def proposed(forge: Forge, branch: str) -> list[int]:
    """Give the numbers of the open proposals to change a branch."""
    return sorted(
        int(one[forge.number]) for one in listed(forge, forge.proposals + quote(branch, safe=""), forge.number)
    )


def main() -> NoReturn:
    """Print the list."""
    parser = argparse.ArgumentParser(prog="proposals", allow_abbrev=False)
    parser.add_argument("branch", help="the branch they ask to change")
    wanted = parser.parse_args()
    try:
        there = forge(os.environ)
        sys.stdout.write("".join(f"{number} {there.ref.format(number)}\n" for number in proposed(there, wanted.branch)))
    except KeyError as missing:
        sys.exit(f"proposals: {missing.args[0]} is not there")
    except (OSError, ValueError) as error:
        sys.exit(f"proposals: {error}")
    sys.exit(0)


if __name__ == "__main__":
    main()
