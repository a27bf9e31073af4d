"""What values are while a notebook is run abstractly: objects with a kind, parts and owners, and a log of the cells that changed them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from jupyter_mldebt.events import Binding

IMMUTABLE: Final = frozenset(("str", "bytes", "number", "bool", "none", "range", "slice", "frozenset", "builtin"))
CONTAINERS: Final = frozenset(("list", "tuple", "set", "dict", "deque", "generator"))
# what a change of an object of this kind is called on an edge; all other kinds are data
VIA: Final = {
    "figure": "draw",
    "axes": "draw",
    "module": "state",
    "generator": "state",
    "random": "state",
    "file": "file",
    "connection": "file",
    "cursor": "file",
}
_PARTS: Final = {
    "frame": {"": "series", "values": "array", "loc": "frame", "iloc": "frame", "T": "frame", "at": "frame", "iat": "frame"},
    "series": {"": "unknown", "values": "array", "loc": "series", "iloc": "series"},
    "array": {"": "array"},
    "figure": {"": "axes"},
    "axes": {"": "axes", "figure": "figure"},
    "str": {"": "str"},
    "number": {"": "number"},
}
_MOST_PARTS: Final = 40
_MOST_ITEMS: Final = 24
_DEEPEST: Final = 4


class Object:
    """One abstract object.

    Parameters
    ----------
    kind : frame, list, function, instance, module, unknown, ...
    qualified : of a module or of what is imported from one; of a library call that made the object
    owner : the object that this one is a part of, so that a change of the part changes it
    payload : of functions, classes, instances, generators: what flow.py needs to run them
    """

    __slots__ = ("kind", "qualified", "owner", "payload", "items", "attrs", "log", "names")

    def __init__(
        self,
        kind: str,
        qualified: str | None = None,
        owner: Object | None = None,
        payload: Any = None,
        items: list[Object] | None = None,
        attrs: dict[str, Value] | None = None,
        log: dict[int, tuple[int, str, bool]] | None = None,
        names: dict[str, Binding] | None = None,
    ) -> None:
        self.kind = kind
        self.qualified = qualified
        self.owner = owner
        self.payload = payload
        self.items = items
        self.attrs = attrs
        self.log = log
        self.names = names

    def part(self, name: str) -> Object:
        """The part of that name (attribute, or item where the key is known), the same each time.

        Objects that never change are shared by everybody who has such a value: nothing is kept in them.
        """
        if self.kind in IMMUTABLE:
            return Object(self.kind if self.kind in _PARTS else "unknown")
        if self.attrs is None:
            self.attrs = {}
        found = self.attrs.get(name)
        if found is None:
            kinds = _PARTS.get(self.kind)
            kind = kinds.get(name, kinds[""]) if kinds else "unknown"
            if self.kind == "module":
                made = Object("module", f"{self.qualified}.{name}", self)
            else:
                made = Object(kind, None, self)
            if len(self.attrs) >= _MOST_PARTS and self.kind != "module":
                return made
            found = self.attrs[name] = (made,)
        return found[0]

    def hold(self, value: Value) -> None:
        """Put a value's objects among the items."""
        if self.items is None:
            self.items = []
        for held in value:
            if held.kind not in IMMUTABLE and held not in self.items and held is not self and len(self.items) < _MOST_ITEMS:
                self.items.append(held)

    def reach(self) -> Iterator[Object]:
        """The object and what it holds, to a bounded depth."""
        if not self.items and self.attrs is None:
            yield self
            return
        seen = {id(self)}
        level = [self]
        for _ in range(_DEEPEST):
            following: list[Object] = []
            for found in level:
                yield found
                held = list(found.items or ())
                if found.kind != "module":
                    held += [inner for value in (found.attrs or {}).values() for inner in value]
                for inner in held:
                    if id(inner) not in seen:
                        seen.add(id(inner))
                        following.append(inner)
            level = following
            if not level:
                return


# kinds whose payload flow.py runs: a library's function or class is not one of the notebook's
_OWN: Final = frozenset(("function", "class", "instance", "method", "super", "partial", "builtin", "module"))
Value = tuple[Object, ...]
_MOST_OBJECTS: Final = 6


def join(values: Iterable[Value]) -> Value:
    """One value that may be any of these."""
    chosen = [value for value in values if value]
    if not chosen:
        return ()
    if len(chosen) == 1:
        return chosen[0]
    return tuple(dict.fromkeys(found for value in chosen for found in value))[:_MOST_OBJECTS]


def made(returns: str | None, qualified: str | None) -> Value:
    """A new object of the kind that the knowledge tables name; "(figure, axes)" is a tuple of these kinds."""
    if returns and returns.startswith("("):
        whole = Object("tuple", qualified)
        whole.items = [Object(kind.strip(), qualified) for kind in re.split(r",", returns.strip("()")) if kind.strip()]
        whole.payload = tuple((held,) for held in whole.items)
        for held in whole.items[1:]:
            held.owner = whole.items[0] if held.kind == "axes" and whole.items[0].kind == "figure" else None
        return (whole,)
    return (Object("unknown" if returns is None or returns in _OWN else returns, qualified),)
