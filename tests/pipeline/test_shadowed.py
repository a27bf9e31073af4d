"""Which names a step binds before anything can see what they were."""

from __future__ import annotations

import ast

import pytest

from jupyter_mldebt.pipeline.shadowed import shadowed

FUNCTIONS = {"read": {"b"}, "call": {"read"}, "plain": {"c"}, "": set()}


@pytest.mark.parametrize(
    ("code", "is_shadowed"),
    [
        ("b = 1\nread()", True),
        ("read()\nb = 1", False),
        ("call()\nb = 1", False),
        ("plain()\nb = 1\ncall()", True),
        ("b = call()", False),
        ("b = plain()", True),
        ("while plain():\n    b = 1\n    call()", True),
        ("while call():\n    b = 1", False),
        ("while plain():\n    b = 1\ncall()", False),
        ("for b in rows:\n    call()", True),
        ("if plain():\n    b = 1\nelse:\n    b = 2\nread()", True),
        ("if plain():\n    b = 1\nread()", False),
        ("def mine():\n    return read()\nmine()\nb = 1", False),
        ("def mine():\n    return read()\nb = 1\nmine()", True),
        ("def b():\n    pass\nread()", True),
        ("try:\n    b = 1\nexcept ValueError:\n    pass\nread()", False),
        ("held.run()\nb = 1", False),  # `held` may hold `read`
        ("b += 1", False),
        ("b[0] = 1", False),
        ("import b\nread()", True),
        ("a, b = 1, 2\nread()", True),
        ("list(map(read, rows))\nb = 1", False),
        ("list(map(lambda row: b, rows))\nb = 1", False),
    ],
)
def test_what_can_not_be_seen_is_shadowed(code, is_shadowed):
    assert shadowed(ast.parse(code).body, {"b"}, FUNCTIONS, {"read"}, {"held"}) == ({"b"} if is_shadowed else set())


def test_a_value_can_not_hold_what_is_only_ever_called():
    assert shadowed(ast.parse("held.run()\nb = 1").body, {"b"}, FUNCTIONS, {"plain"}, {"held"}) == {"b"}
