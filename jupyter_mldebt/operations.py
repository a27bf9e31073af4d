"""Operations: what the statements of a cell become, for flow.py to run.

An operation is a tuple whose first member is one of the codes below; a position is (line, column, end line, end column), line from 1,
column in code points from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Op = tuple[Any, ...]
# expressions
(CONST, GLOBAL, LOCAL, CLASSY, FRESH, PARTS, ATTR, ITEM, CALL, CLOSURE, COMP, EITHER, UNLESS, WALRUS, NAMED_GLOBAL, RUN, PLAIN, MAGIC) = (
    range(18)
)
YIELD = 18
# statements
(
    EXPR,
    ASSIGN,
    AUGMENT,
    DELETE,
    IF,
    LOOP,
    TRY,
    WITH,
    DEF,
    CLASS,
    IMPORT,
    STAR,
    RETURN,
    RAISE,
    LEAVE,
    MATCH,
    ANNOTATE,
    UNHIDDEN,
) = range(20, 38)
# targets
(TO_GLOBAL, TO_LOCAL, TO_ATTR, TO_ITEM, TO_PARTS, TO_ANY_GLOBAL) = range(40, 46)

NOTHING: Op = (CONST, "none", None)


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
