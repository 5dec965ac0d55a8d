"""What the page on capacity shows: figures that were measured, and what they would come to for a whole nation.

Nothing here knows of schedules or people: the figures come from files that ``make bench`` writes.
"""
