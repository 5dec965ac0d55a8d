"""An invented province: agencies, staff, schedules, all of it lawful under a law that is given. Pure; streams its files.

The law comes from a data folder's ``policy/``, so that another circular gives another lawful province.
"""
