"""For whom something is made: those inside, who may see names, or everybody, who may see counts."""

from __future__ import annotations

from typing import Literal, get_args

Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
