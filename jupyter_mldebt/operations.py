"""Operations: what the statements of a cell become, for flow.py to run.

An operation is a tuple whose first member is one of the codes below; a position is (line, column, end line, end column), line from 1,
column in code points from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Op = tuple[Any, ...]
Span = tuple[Any, ...]  # as text.Span, of which compiled code would make four numbers each time that it passes one on
# Each is said to be final, so that compiled code has the number at hand.
# expressions
CONST: Final = 0
GLOBAL: Final = 1
LOCAL: Final = 2
CLASSY: Final = 3
FRESH: Final = 4
PARTS: Final = 5
ATTR: Final = 6
ITEM: Final = 7
CALL: Final = 8
CLOSURE: Final = 9
COMP: Final = 10
EITHER: Final = 11
UNLESS: Final = 12
WALRUS: Final = 13
NAMED_GLOBAL: Final = 14
RUN: Final = 15
PLAIN: Final = 16
MAGIC: Final = 17
YIELD: Final = 18
# statements
EXPR: Final = 19
ASSIGN: Final = 20
AUGMENT: Final = 21
DELETE: Final = 22
IF: Final = 23
LOOP: Final = 24
TRY: Final = 25
WITH: Final = 26
DEF: Final = 27
CLASS: Final = 28
IMPORT: Final = 29
STAR: Final = 30
RETURN: Final = 31
RAISE: Final = 32
LEAVE: Final = 33
MATCH: Final = 34
ANNOTATE: Final = 35
UNHIDDEN: Final = 36
# targets
TO_GLOBAL: Final = 40
TO_LOCAL: Final = 41
TO_ATTR: Final = 42
TO_ITEM: Final = 43
TO_PARTS: Final = 44
TO_ANY_GLOBAL: Final = 45

NOTHING: Final[Op] = (CONST, "none", None)


@dataclass(eq=False, slots=True)
class Function:
    """A function, lambda or generator expression, compiled.

    Parameters
    ----------
    name : as defined; "<lambda>" and the like
    params : names in the order of positions, then keyword-only ones
    positional : how many of them can be given by position
    vararg, kwarg : names of *args and **kw
    defaults : operations of the default values by parameter, evaluated where the function is defined
    body : operations
    decorators : plain names of decorators that change what the attribute of a class is: property, staticmethod, classmethod
    is_generator : True where calling it runs nothing yet
    result : operation of a lambda's value
    """

    name: str
    params: tuple[str, ...]
    positional: int
    vararg: str | None
    kwarg: str | None
    defaults: dict[str, Op]
    body: tuple[Op, ...]
    decorators: tuple[str, ...]
    is_generator: bool
    result: Op | None = None
