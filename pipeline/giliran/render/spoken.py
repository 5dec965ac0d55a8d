"""Messages put into templates while they are read, since each language has templates of its own.

Looked up when a page is made, the forty messages of a page cost as much as all the rest of it. A message that the
catalogue lacks stays a call, which fails on the line of the template where it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

from giliran.render.translate import UntranslatedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.parser import Parser

    from giliran.render.translate import Catalogue

_HOLE = re.compile(r"%\((\w+)\)s|(%%)")


class Spoken(InternationalizationExtension):
    """The tag ``trans``, spoken in the language of ``environment.catalogue`` as soon as it is read."""

    identifier = InternationalizationExtension.identifier

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Read a tag as Jinja does, then say it."""
        made = super().parse(parser)
        *before, last = made if isinstance(made, list) else [made]
        assert isinstance(last, nodes.Output)
        (call,) = last.nodes
        try:
            said = _said(self.environment.catalogue, call)  # type: ignore[attr-defined]  # given to it by `extend`
        except UntranslatedError:
            return made
        return [*before, said.set_lineno(last.lineno)]


def _said(catalogue: Catalogue, call: nodes.Node) -> nodes.Node:
    """Give what stands in the place of a call of ``gettext`` or one of its kin."""
    assert isinstance(call, nodes.Call)
    assert isinstance(call.node, nodes.Name)
    values = {given.key: given.value for given in call.kwargs}
    first, *rest = call.args
    assert isinstance(first, nodes.Const)
    if call.node.name == "gettext":
        return _output(catalogue.gettext(first.value), values)
    if call.node.name == "pgettext":
        (message,) = rest
        assert isinstance(message, nodes.Const)
        return _output(catalogue.gettext(message.value, first.value), values)
    assert call.node.name == "ngettext"
    _, number = rest
    values.setdefault("num", number)
    one, many = (_output(catalogue.ngettext(first.value, count), values) for count in (1, 2))
    if one == many:
        return many
    return nodes.If(nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))]), [one], [], [many])


def _output(message: str, values: dict[str, nodes.Expr]) -> nodes.Output:
    return nodes.Output(list(_pieces(message, values)))


def _pieces(message: str, values: dict[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Split a message at the values it names; the words are put out as they are, the values as any other."""
    end = 0
    for hole in _HOLE.finditer(message):
        if words := message[end : hole.start()]:
            yield nodes.TemplateData(words)
        yield nodes.TemplateData("%") if hole[2] else values[hole[1]]
        end = hole.end()
    if words := message[end:]:
        yield nodes.TemplateData(words)
