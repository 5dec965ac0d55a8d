"""How people are told apart: by the code of an employee, which stands in the repository, and by numbers, which never do.

Patterns are the same to Python and to RE2.
"""

from __future__ import annotations

EMPLOYEE_CODE = "[a-z]{2}[0-9]{2,5}"
"""The code of an employee; the grammar has the same."""
NIP, NIK = 18, 16
"""The digits of the number of a civil servant, and of a citizen."""
LONG_NUMBER = 9
"""Digits in a row from which on they may be a number of somebody; no date and no time of day has as many."""
