"""The tables behind the pages as files, for spreadsheets and programs. pandas and pyarrow live in this package only."""

from __future__ import annotations
