"""The overview for the personnel agency: who has published, how far the limits were used, how evenly turns fall.

Everything here is numbers about units, agencies and days. How the turns of one unit are spread over its people is in
:class:`~giliran.views.survey.fairness.UnitSpread` only, which the internal edition alone shows: in a small unit it
would point at one person. Both editions show how the gaps are distributed over all units.
"""

from __future__ import annotations
