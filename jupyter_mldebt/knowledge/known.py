"""Known: what one library call does, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "load", "save", "convert", "reshape", "rename", "path", "plot", "feature", "split", "fit", "predict", "evaluate", "display", "define"
]
State = Literal["seed", "options", "style", "warnings", "cwd", "env", "path", "backend"]
Effect = Literal["read", "write", "net", "process", "ask"]

PERHAPS = "?"


class Known(msgspec.Struct, frozen=True):
    """What a call does.

    Parameters
    ----------
    role : what it does to data, for the glue rules; None where that is no single thing
    returns : kind of the result (frame, series, array, model, figure, axes, file, ...; a class as `polars.DataFrame`), "self" for the receiver,
        "arg0" for the first argument
    view : True where the result shares the receiver's data
    mutates : what it changes in place: "self", or positions of arguments from 0
    calls : positions or names of arguments that it calls before it returns; PERHAPS where it may call any, or keep it to be called later
    keeps : True where it calls no argument before it returns, and the result may call them when it is used
    state : process state that it sets
    effect : what it does to the world
    """

    role: Role | None = None
    returns: str | None = None
    view: bool = False
    mutates: tuple[str | int, ...] = ()
    calls: tuple[str | int, ...] = ()
    keeps: bool = False
    state: State | None = None
    effect: Effect | None = None
