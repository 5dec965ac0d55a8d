"""What each unit needs for a month that is coming: the file to write, the habit of the month before, who is missing.

Nothing here writes a schedule or judges one. It looks at which units may have someone at home in a month, what they have
handed in so far, and how they took turns last, so that whoever collects schedules knows whom to ask, and for what.
"""
