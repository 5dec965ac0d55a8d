"""Spreadsheets: a month as a grid that clerks fill in, and what comes back read into a schedule or a staff list.

Pure: bytes in, bytes or findings out. XlsxWriter lives in :mod:`~giliran.sheets.workbook`, openpyxl in
:mod:`~giliran.sheets.opening`; between the two everything is plain tables of cells.
"""
