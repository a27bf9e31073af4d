"""Known: what one library call does, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal["load", "save", "convert", "reshape", "rename", "path", "plot", "feature", "split", "fit", "predict", "evaluate", "display"]


class Known(msgspec.Struct, frozen=True):
    """What a call does.

    Parameters
    ----------
    role : what it does to data, for the glue rules; None where that is no single thing
    returns : kind of the result (frame, series, array, model, figure, axes, file, ...), "self" for the receiver, "arg0" for the first argument
    view : True where the result shares the receiver's data
    mutates : what it changes in place: "self", or positions of arguments from 0
    calls : positions or names of arguments that it calls before it returns
    state : process state that it sets: seed, options, style, warnings, cwd, env, path, backend
    effect : what it does to the world: read, write, net, process, ask
    """

    role: Role | None = None
    returns: str | None = None
    view: bool = False
    mutates: tuple[str | int, ...] = ()
    calls: tuple[str | int, ...] = ()
    state: str | None = None
    effect: str | None = None
