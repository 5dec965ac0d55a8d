"""Tables made for pages, and the privacy wall between the two editions of the site.

What both editions show is in :mod:`~giliran.views.frame`, :mod:`~giliran.views.standing`,
:mod:`~giliran.views.agencies`, :mod:`~giliran.views.day_counts`, :mod:`~giliran.views.days`, :mod:`~giliran.views.home`, :mod:`~giliran.views.realm`,
:mod:`~giliran.views.law`, :mod:`~giliran.views.lawbook` with what it gathers, and :mod:`~giliran.views.usage`, whose
types have no place for a name, an employee id or a private reason; nor have those of the overview in
:mod:`~giliran.views.survey` and of its data files in :mod:`~giliran.views.tables`. Only the types of
:mod:`~giliran.views.internal`, of :mod:`~giliran.views.changes_people`, of the feeds and of the name index
(:mod:`~giliran.views.find`) have one, and only the internal edition makes them; :mod:`~giliran.views.public` counts.
A template of the public edition that asks for a name therefore finds no such field and stops the build.

Words stay in both languages, so that each table is made once and rendered twice.
"""

from __future__ import annotations
