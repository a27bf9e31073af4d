"""What Python's built-in functions, containers and files do."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_CHANGES_SELF = Known(mutates=("self",))

CALLS: dict[str, Known] = {
    "builtins.open": Known(role="path", returns="file", effect="read"),
    "builtins.input": Known(returns="str", effect="ask"),
    "builtins.print": Known(role="display"),
    "builtins.display": Known(role="display"),
    "builtins.len": Known(returns="number"),
    **each("builtins", "abs hash id int float complex ord pow round", Known(returns="number")),
    **each("builtins", "bool callable isinstance issubclass hasattr all any", Known(returns="bool")),
    **each("builtins", "str repr ascii bin hex oct chr format", Known(returns="str")),
    **each("builtins", "bytes", Known(returns="bytes")),
    **each("builtins", "bytearray", Known(returns="list")),
    **each("builtins", "tuple", Known(role="convert", returns="tuple")),
    **each("builtins", "list", Known(role="convert", returns="list")),
    **each("builtins", "dict", Known(role="convert", returns="dict")),
    **each("builtins", "set", Known(role="convert", returns="set")),
    **each("builtins", "frozenset", Known(role="convert", returns="frozenset")),
    **each("builtins", "dir", Known(returns="list")),
    **each("builtins", "range slice", Known(returns="range")),
    **each("builtins", "zip reversed", Known(role="reshape", returns="generator")),
    **each("builtins", "enumerate iter aiter", Known(returns="generator")),
    "builtins.map": Known(returns="generator", calls=(0,)),
    "builtins.filter": Known(returns="generator", calls=(0,)),
    "builtins.sorted": Known(role="reshape", returns="list", calls=("key",)),
    "builtins.min": Known(calls=("key",)),
    "builtins.max": Known(calls=("key",)),
    "builtins.sum": Known(),
    "builtins.next": Known(mutates=(0,)),
    "builtins.setattr": Known(mutates=(0,)),
    "builtins.delattr": Known(mutates=(0,)),
    "builtins.getattr": Known(view=True),
    "builtins.vars": Known(returns="dict", view=True),
    "builtins.type": Known(returns="class"),
    "builtins.memoryview": Known(view=True),
    # lists
    **each("list", "append extend insert remove clear", _CHANGES_SELF),
    "list.reverse": Known(role="reshape", mutates=("self",)),
    "list.pop": _CHANGES_SELF,
    "list.sort": Known(role="reshape", mutates=("self",), calls=("key",)),
    "list.copy": Known(returns="list"),
    **each("list", "count index", Known(returns="number")),
    # deques
    **each("deque", "append appendleft extend extendleft insert remove clear reverse rotate pop popleft", _CHANGES_SELF),
    "deque.copy": Known(returns="deque"),
    # dictionaries, counters and default dictionaries
    **each("dict", "update clear pop popitem setdefault move_to_end subtract", _CHANGES_SELF),
    "dict.copy": Known(returns="dict"),
    "dict.fromkeys": Known(returns="dict"),
    "builtins.dict.fromkeys": Known(returns="dict"),
    "dict.get": Known(view=True),
    **each("dict", "keys values items", Known(view=True)),
    **each("dict", "most_common elements", Known(returns="list")),
    # sets
    **each(
        "set",
        "add discard remove clear pop update intersection_update difference_update symmetric_difference_update",
        _CHANGES_SELF,
    ),
    **each("set", "copy union intersection difference symmetric_difference", Known(returns="set")),
    **each("set", "issubset issuperset isdisjoint", Known(returns="bool")),
    # text
    **each(
        "str",
        "capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix replace rjust rstrip "
        "strip swapcase title translate upper zfill",
        Known(returns="str"),
    ),
    **each("str", "split rsplit splitlines", Known(returns="list")),
    **each("str", "partition rpartition", Known(returns="tuple")),
    **each("str", "count find index rfind rindex", Known(returns="number")),
    **each(
        "str",
        "endswith startswith isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper",
        Known(returns="bool"),
    ),
    "str.encode": Known(role="convert", returns="bytes"),
    "bytes.decode": Known(role="convert", returns="str"),
    # open files
    **each("file", "read readline", Known(role="load", returns="str", mutates=("self",), effect="read")),
    "file.readlines": Known(role="load", returns="list", mutates=("self",), effect="read"),
    **each("file", "write writelines truncate", Known(role="save", mutates=("self",), effect="write")),
    **each("file", "close seek flush", Known(role="path", mutates=("self",))),
    # generators
    **each("generator", "send throw close", _CHANGES_SELF),
}
