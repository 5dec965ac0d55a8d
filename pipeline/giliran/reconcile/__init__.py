"""What happened on the days at home: exports of attendance, reports and calls, joined with the schedule by person and day.

Pure: bytes in, tables out. Rows are worked on as columns, never one by one, since a province has five million of them.
Every row that is read is either matched, so that it speaks for a person and a day, or reported with the reason why not.
"""
