"""The catalogue of rules: finds them in the folder, keeps their manifest, selects, loads and runs them.

A rule is one file, `rules/<family>/<name>.py`. What can be derived is not written twice: the name comes from the file, the family from the
folder, the page from the docstring, the subscription from the annotation of the check's first parameter. The manifest is generated from
the sources without importing them (`python -m jupyter_mldebt.catalogue`), so that listing and selecting rules imports none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.rule import Beside, Finding, Severity, Sketch

if TYPE_CHECKING:
    from jupyter_mldebt.facts import CellFacts
    from jupyter_mldebt.graph import Graph

__all__ = ["Context", "Hit", "Rule", "RuleInfo", "UnknownRule", "load", "manifest", "page", "select"]

ROOT = Path(__file__).parent / "rules"
_PACKAGE = "jupyter_mldebt.rules"


class RuleInfo(NamedTuple):
    """What is known of a rule without importing it.

    Parameters
    ----------
    code : NBS001; stable once released
    name : used-before-definition
    family : folder of the rule
    severity : of its findings, unless a finding says otherwise
    preview : True where it runs only when asked for
    fixable : True where it offers fixes
    across : True where it also lays the notebooks of a check side by side: it says what it keeps of each (`sketch`), and then what it has to
        say (`across`)
    wants : what its check is shown: Graph, Notebook, Cell, Edge, Read, Binding, Mutation, Call, Idle, Live or ast.<node>
    summary : first line of its page
    module : qualified name of the module
    digest : of the source and of what its family shares, for the cache's key
    """

    code: str
    name: str
    family: str
    severity: Severity
    preview: bool
    fixable: bool
    across: bool
    wants: tuple[str, ...]
    summary: str
    module: str
    digest: str


class UnknownRule(ValueError):
    """A selector that no rule answers to. The message names the nearest one."""


@cache
def manifest() -> tuple[RuleInfo, ...]:
    """All rules, by code; imports none of them."""
    from jupyter_mldebt.rules._manifest import RULES

    return tuple(RuleInfo(*row) for row in RULES)


def find(selector: str) -> RuleInfo:
    """The rule of this code or name, in capitals or not.

    Raises
    ------
    UnknownRule
    """
    for info in manifest():
        if selector.lower() in (info.code.lower(), info.name):
            return info
    raise UnknownRule(_unknown(selector))


def select(
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    preview: bool = False,
    extend_select: Iterable[str] = (),
) -> tuple[RuleInfo, ...]:
    """The rules that are to run. The more specific selector wins (code or name before prefix before ALL); of equals, ignore.

    Parameters
    ----------
    select : codes, prefixes of codes, names, or ALL; None for the default, all rules that are not in preview
    ignore : what to leave out
    preview : run rules in preview too; without it they run only where their code or name is selected
    extend_select : selected in addition

    Raises
    ------
    UnknownRule
        where a selector fits no rule
    """
    wanted = (["ALL"] if select is None else list(select)) + list(extend_select)
    unwanted = list(ignore)
    for selector in (*wanted, *unwanted):
        if not any(_specificity(selector, info) for info in manifest()):
            raise UnknownRule(_unknown(selector))
    chosen = []
    for info in manifest():
        want = max((_specificity(selector, info) for selector in wanted), default=0)
        avoid = max((_specificity(selector, info) for selector in unwanted), default=0)
        if want > avoid and (preview or not info.preview or want == _EXACT):
            chosen.append(info)
    return tuple(chosen)


_EXACT = 100


def _specificity(selector: str, info: RuleInfo) -> int:
    if selector in (info.code, info.name):
        return _EXACT
    if selector == "ALL":
        return 1
    return 1 + len(selector) if selector.startswith("NB") and info.code.startswith(selector) else 0


def _unknown(selector: str) -> str:
    from difflib import get_close_matches

    known = [word for info in manifest() for word in (info.code, info.name)]
    upper = selector.upper()
    near = (
        [upper]
        if upper in known
        else get_close_matches(selector, known, n=1, cutoff=0.5) or get_close_matches(upper, known, n=1, cutoff=0.5)
    )
    return f"unknown rule {selector!r}" + (f"; did you mean {near[0]!r}?" if near else "; `nbcheck rules` lists them")


def page(info: RuleInfo) -> str:
    """The rule's page: its module docstring, read from the source (`python -OO` drops docstrings)."""
    return _parse(_path(info))[1]


@cache
def load(info: RuleInfo) -> Rule:
    """Import the rule."""
    module = import_module(info.module)
    return Rule(info, module.check, module if info.across else None)


class Rule:
    """A loaded rule.

    Parameters
    ----------
    info : its line of the manifest
    check : what its file defines: shown an object and the context, yields what it has to say
    module : its file, where it looks across notebooks
    """

    def __init__(self, info: RuleInfo, check: Callable[[Any, Context], Iterator[Hit]], module: ModuleType | None = None) -> None:
        self.info = info
        self.check = check
        if module is not None:
            self.sketch: Callable[[Graph], list[Sketch]] = module.sketch
            self.across: Callable[[Sequence[tuple[str, bytes]], Callable[[int, int], CellFacts | None]], Iterator[Beside]] = module.across

    def run(self, context: Context) -> Iterator[Finding]:
        """Show the check everything that it subscribed to, in document order."""
        info = self.info
        for wanted in info.wants:
            for thing, seen in _shown(wanted, context):
                for hit in self.check(thing, seen):
                    yield context.finding(
                        info.code,
                        info.name,
                        hit.severity or info.severity,
                        hit.place,
                        hit.message,
                        hit.names,
                        related=hit.related,
                        confidence=hit.confidence,
                        fix=hit.fix,
                    )


def _shown(wanted: str, context: Context) -> Iterable[tuple[Any, Context]]:
    if wanted == "Cell":
        return context.once(_cells)
    if wanted.startswith("ast."):
        import ast

        kind = getattr(ast, wanted[4:])
        return [(node, here) for cell, here in context.once(_cells) for node in context.facts[cell.index].nodes.get(kind, ())]
    return [(thing, context) for thing in _WHOLE[wanted](context)]


def _cells(context: Context) -> list[tuple[Any, Context]]:
    """The code cells that have facts, each with the context in which it is in view: most rules are shown just these."""
    return [(cell, context.at(cell)) for cell in context.notebook.code_cells() if cell.index in context.facts]


_WHOLE: dict[str, Callable[[Context], Iterable[Any]]] = {
    "Notebook": lambda context: (context.notebook,),
    "Graph": lambda context: (context.graph,),
    "Edge": lambda context: context.graph.edges,
    "Binding": lambda context: context.graph.trace.bindings,
    "Read": lambda context: context.graph.trace.reads,
    "Mutation": lambda context: context.graph.trace.mutations,
    "Call": lambda context: context.graph.trace.calls,
    "Idle": lambda context: context.idle,
    "Live": lambda context: () if context.live is None else (context.live,),
}


# Making the manifest: only the sources are read.


def _path(info: RuleInfo) -> Path:
    return ROOT.joinpath(*info.module.removeprefix(_PACKAGE + ".").split(".")).with_suffix(".py")


@cache
def _parse(path: Path) -> tuple[Any, str, str]:
    """Syntax tree, docstring and source of a rule's file."""
    import ast

    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    return tree, ast.get_docstring(tree) or "", source


def walk() -> tuple[RuleInfo, ...]:
    """All rules of the folder, by code.

    Raises
    ------
    ValueError
        where a file is not a rule, or a code is taken twice
    """
    found = [describe(path) for path in ROOT.glob("*/*.py") if not path.stem.startswith("_")]
    found.sort(key=lambda info: info.code)
    for one, next_one in zip(found, found[1:], strict=False):
        if one.code == next_one.code:
            raise ValueError(f"{one.code} is taken by both {one.module} and {next_one.module}")
    return tuple(found)


def describe(path: Path) -> RuleInfo:
    """Derive a rule's line of the manifest from its file."""
    import ast
    import hashlib

    tree, doc, source = _parse(path)
    values = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in ("CODE", "SEVERITY", "PREVIEW")
    }
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if "check" not in functions or not doc or not {"CODE", "SEVERITY"} <= values.keys():
        raise ValueError(f"{path} is no rule: it needs a docstring, CODE, SEVERITY and check()")
    annotation = functions["check"].args.args[0].annotation
    if annotation is None:
        raise ValueError(f"{path}: the first parameter of check() needs an annotation")
    shared = sorted(path.parent.glob("_[!_]*.py"))  # what the rules of the family have in common
    return RuleInfo(
        code=values["CODE"],
        name=path.stem.replace("_", "-"),
        family=path.parent.name,
        severity=values["SEVERITY"],
        preview=values.get("PREVIEW", False),
        fixable="fix" in functions,
        across="across" in functions,
        wants=tuple(part.strip() for part in ast.unparse(annotation).split("|")),
        summary=doc.split("\n", 1)[0],
        module=f"{_PACKAGE}.{path.parent.name}.{path.stem}",
        digest=hashlib.sha256("".join([source, *(other.read_text(encoding="utf-8") for other in shared)]).encode()).hexdigest()[:16],
    )


def render_manifest() -> str:
    """Text of rules/_manifest.py as it should be now."""
    lines = [
        '"""Generated by `python -m jupyter_mldebt.catalogue`: what is known of the rules without importing them."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Any",
        "",
        "RULES: tuple[tuple[Any, ...], ...] = (",
    ]
    for info in walk():
        lines.append("    (")
        lines.extend(f"        {_literal(value)}," for value in info)
        lines.append("    ),")
    return "\n".join([*lines, ")", ""])


def _literal(value: object) -> str:
    import json

    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    if not isinstance(value, str):
        return repr(value)
    return repr(value) if '"' in value else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (ROOT / "_manifest.py").write_text(render_manifest(), encoding="utf-8")
