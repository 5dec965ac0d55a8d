"""The evaluation of a period: tables, findings and plots from schedules, their past, and reconciled counts.

Pure: it is handed a corpus without errors, its record, and what else there is, and hands back tables. Whatever a public
edition may not show is taken out of the tables before anything is said of them, so that no sentence tells more.
"""
