"""What a step replays of the cells before it: imports, definitions, settings of the process, files opened to read, in the notebook's order.

A statement is replayed where running it again can only bind the same thing: all that it reads is itself replayed, a constant, a parameter
or built in. What is not sure travels as a value instead.
"""

from __future__ import annotations

import ast
import dataclasses
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.footprint import TAME
from jupyter_mldebt.pipeline.plan import Statement
from jupyter_mldebt.pipeline.reopening import Reopening
from jupyter_mldebt.pipeline.statements import TopStatement, calls_in, names_bound, names_read, now_and_later, root, top_statements

Kind = Literal["import", "definition", "constant", "state", "opening", "seed"]  # the last is not replayed: random numbers are handed on

MAGICS = frozenset(
    {"matplotlib", "pylab", "config", "load_ext", "precision", "autoreload", "aimport", "env", "set_env", "cd", "gui", "automagic"}
)
_SETTER = re.compile(
    r"(?:set(?:_|[A-Z])\w+|seed|manual_seed(?:_all)?|init_(?:printing|session|notebook_mode)|register_\w+|extension|enable_\w+|disable_\w+)\Z"
)
_BUILDS = frozenset(
    {"property", "staticmethod", "classmethod", "object", "dict", "list", "set", "tuple", "frozenset", "str", "int", "float"}
)
_COMPUTES = _BUILDS - {"property", "staticmethod", "classmethod", "object"} | {
    "str.maketrans",
    "range",
    "len",
    "sum",
    "min",
    "max",
    "abs",
    "sorted",
}
_PUTS_TOGETHER = (
    *(ast.Constant, ast.Name, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.BinOp, ast.UnaryOp, ast.keyword),
    *(ast.expr_context, ast.operator, ast.unaryop),
)
_SEEDS = frozenset({"random.seed", "random.setstate", "numpy.random.seed", "numpy.random.set_state"})
# settings that handover.py hands on whole: where it does, repeating them would be for nothing. Not seaborn's, which change what letters mean as
# colours, too
_HANDED_ON = re.compile(
    r"pandas\.(?:re)?set_option\Z|numpy\.(?:set_printoptions|seterr)\Z|sklearn\.set_config\Z|.*\.set_matplotlib_formats\Z"
    r"|matplotlib\.(?:pyplot\.)?(?:rc|rcdefaults|rcParams\.\w+|style\.use)\Z"
)
# libraries whose import does nothing that a step could notice which doesn't use them
_QUIET = TAME | {"numpy", "pandas", "matplotlib", "scipy", "sklearn", "IPython", "tqdm", "pytz", "dateutil", "tabulate"}
_DRAWS = frozenset({"seaborn", "mpl_toolkits"})  # they bring colour maps and projections
_LOUD = re.compile(
    r"(?:sklearn\.experimental|pandas\.plotting\._|plotly\.io|statsmodels\.compat)\b|(?:this|antigravity|readline|turtle|idlelib)\Z"
)
_INLINE = re.compile(r"InlineBackend\.(?:figure_formats?|print_figure_kwargs|close_figures|rc)\b")
_SETTINGS = re.compile(r"\w+\.options\.|(?:\w+\.)?rcParams\[")
_FIGURES_SETTINGS = re.compile(r"(?:\w+\.)?rcParams\[")
_FROM = re.compile(r"from (\S+) import [^\n*(]+\Z")
_FIRST_FIGURE = "%matplotlib inline"  # what the notebook's first figure does by itself
_TOUCHES_WORLD = frozenset({"read", "write", "net", "process", "ask"})


@dataclass(frozen=True, eq=False)
class Item:
    """A statement that may be replayed.

    Parameters
    ----------
    statement : cell, line and text
    kind : what it is
    binds : names that it binds
    needs : names that it reads when it is replayed
    later : names that the functions which it defines read when they are called
    is_class : True where it defines a class
    future : True for an import from __future__, which must come first
    node : its tree, where it opens something
    modules : of an import, what it loads; None where that is more than names
    handed_on : True for a setting that a step may also be handed on
    alone : True where nothing else shares its lines
    """

    statement: Statement
    kind: Kind
    binds: frozenset[str]
    needs: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    is_class: bool = False
    future: bool = False
    node: ast.stmt | None = None
    modules: frozenset[str] | None = None
    handed_on: bool = False
    alone: bool = True

    @property
    def key(self) -> tuple[int, int]:
        return self.statement.cell, self.statement.line

    def reads(self, shadowed: Collection[str] = ()) -> frozenset[str]:
        """Names that it reads when it is replayed, or later; then without those that are bound anew by that time."""
        return self.needs | self.later.difference(shadowed)

    @property
    def lines(self) -> range:
        """Lines of the cell that it takes."""
        return range(self.statement.line, self.statement.line + self.statement.text.count("\n") + 1)


@dataclass(frozen=True)
class Prologue:
    """What one step replays.

    Parameters
    ----------
    items : in the order of the notebook
    names : names that are as the notebook has them once the items ran
    classes : those of the names that are classes
    parameters : parameters that the items read
    reads : names that the replayed functions may read, which nothing replayed binds
    """

    items: tuple[Item, ...] = ()
    names: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()


@dataclass
class Replay:
    """All that can be replayed of one notebook.

    Parameters
    ----------
    graph : the notebook's dataflow
    parameters : names that become parameters
    """

    graph: Graph
    parameters: frozenset[str] = frozenset()
    items: tuple[Item, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.reopening = Reopening(self.graph)
        imported = {binding.name for binding in self.graph.trace.bindings if binding.kind in ("import", "star")}
        self.items = tuple(
            item
            for cell in self.graph.order
            for statement in top_statements(cell, self.graph.facts[cell])
            if (item := self._item(statement, imported)) is not None
        )

    @cached_property
    def settings(self) -> dict[int, list[range]]:
        """By cell, the lines of the statements that change nothing but the state of the process."""
        found: dict[int, list[range]] = {}
        for item in self.items:
            if item.kind in ("import", "state") and item.alone:
                found.setdefault(item.statement.cell, []).append(item.lines)
        return found

    def repeatable(self, cells: Iterable[int]) -> set[tuple[int, int]]:
        """Those statements of `settings` that a step after some cells can repeat, by their cell and first line; the first figure is line 0.

        Parameters
        ----------
        cells : the cells that stand before the step
        """
        earlier = set(cells)
        items, _ = self._sure([item for item in self.items if item.statement.cell in earlier], earlier)
        return {item.key for item in items if item.kind in ("import", "state")} | {(cell, 0) for cell in earlier}

    def before(
        self,
        cells: Iterable[int],
        wanted: Iterable[str],
        lineage: Collection[int] | None = None,
        settings: Mapping[tuple[int, int], Collection[str]] | None = None,
        draws: bool = True,
        given: Collection[str] = (),
        hides: bool = True,
        shadowed: Collection[str] = (),
        step: Collection[int] = (),
        plots: bool = True,
    ) -> Prologue:
        """The prologue of a step.

        Parameters
        ----------
        cells : the cells that stand before the step
        wanted : names that the step may read
        lineage : those of the cells from which it may take objects, and so needs their classes; all if None
        settings : parts of the process state that statements of `settings` set, by cell and line
        draws : False where the step draws no figure, and so needs none of their settings
        given : parts of the process state that the step is handed on
        hides : False where its code shows all that it may use of what is imported
        shadowed : names that it binds before a function could read what they were
        step : its cells
        plots : False where it draws nothing with matplotlib
        """
        earlier = set(cells)
        items = [item for item in self.items if item.statement.cell in earlier]
        items, stable = self._sure(items, earlier)
        sets = settings or {}
        items = [item for item in items if item.kind != "state" or not self._is_spared(item, sets.get(item.key, ()), draws, given)]
        items += [
            Item(Statement(cell, 0, _FIRST_FIGURE), "state", frozenset())
            for cell, line in sets
            if line == 0 and cell in earlier and draws and plots and "drawing" not in given
        ]
        items.sort(key=lambda item: (item.key[0], item.key[1] == 0))  # a first figure counts from the end of its cell
        definitions: dict[str, list[Item]] = {}
        for item in items:
            for name in item.binds if item.kind in ("definition", "opening", "import") else ():
                definitions.setdefault(name, []).append(item)
        again, solid = self._begins_with(step), self._draws_solids(earlier, step)
        chosen = {
            id(item): item
            for item in items
            if item.kind == "state"
            or (item.kind == "import" and (hides or (self._is_noticed(item, draws, solid) and item.statement.text not in again)))
            or (item.is_class and (lineage is None or item.statement.cell in lineage))
        }
        todo = [*wanted, *(name for item in chosen.values() for name in item.reads(shadowed))]
        while todo:
            for item in definitions.get(todo.pop(), ()):
                if id(item) not in chosen:
                    chosen[id(item)] = item
                    todo += item.reads(shadowed)
        needed = {name for item in chosen.values() for name in item.needs} - self.parameters  # those have the values of the run
        constants = [item for item in items if item.kind == "constant"]
        while more := {name for item in constants if item.binds & needed for name in item.needs} - needed - self.parameters:
            needed |= more
        kept = [item for item in items if id(item) in chosen or (item.kind == "constant" and item.binds & needed)]
        used = {*wanted, *(name for item in kept for name in item.reads(shadowed))}
        kept = [
            item for item in kept if item.kind != "import" or hides or not item.binds.isdisjoint(used) or not _is_again(item, kept, used)
        ]
        own = {binding.name for cell in step for binding in self.graph.bindings_of.get(cell, ())}
        kept = [_told(item, own) if item.kind == "import" and not hides and item.binds.isdisjoint(used) else item for item in kept]
        names = frozenset(name for item in kept for name in item.binds & stable) - self._changed(earlier)
        # what is wanted and bound here, but not for certain as the notebook has it, is taken as a value too
        reads = frozenset(name for item in kept for name in item.reads(shadowed) | (item.binds & set(wanted)))
        return Prologue(
            items=tuple(sorted(_once(kept), key=lambda item: not item.future)),
            names=names,
            classes=frozenset(name for item in kept if item.is_class for name in item.binds),
            parameters=reads & self.parameters,
            reads=reads - names - self.parameters,
        )

    def reading(self, cells: Iterable[int]) -> dict[str, frozenset[str]]:
        """What the functions and classes of some cells read, by the names that they have or are put into; all that have none together."""
        found: dict[str, set[str]] = {}
        known = [facts for cell in cells if (facts := self.graph.facts.get(cell)) is not None]
        for facts in known:
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda):
                for node in facts.nodes.get(kind, ()):
                    now, later = now_and_later(node)  # type: ignore[arg-type]
                    said = {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}
                    found.setdefault(getattr(node, "name", ""), set()).update(now | later | said)
        for facts in known:
            for node in facts.nodes.get(ast.Assign, ()):
                held = {
                    name for part in ast.walk(node) if (name := getattr(part, "id", "" if isinstance(part, ast.Lambda) else None)) in found
                }
                for name in names_bound(node) if held else ():
                    found.setdefault(name, set()).update(held)
        return {name: frozenset(read) for name, read in found.items()}

    def held(self, cells: Iterable[int]) -> set[str]:
        """Functions and classes of some cells that values may hold, by their names; lambdas have none."""
        known = [facts for cell in cells if (facts := self.graph.facts.get(cell)) is not None]
        nested = {
            node.name  # type: ignore[attr-defined]
            for facts in known
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef)
            for node in facts.nodes.get(kind, ())
            if node.col_offset  # type: ignore[attr-defined]
        }
        classes = {node.name for facts in known for node in facts.nodes.get(ast.ClassDef, ()) if isinstance(node, ast.ClassDef)}
        return {"", *nested, *classes, *self._spoken_of}

    def carried(self, cells: Iterable[int]) -> set[str]:
        """Names that functions read which values made in some cells may hold: lambdas, and functions that are spoken of without a call.

        Parameters
        ----------
        cells : where the values were made
        """
        found: set[str] = set()
        for cell in cells:
            if (facts := self.graph.facts.get(cell)) is None:
                continue
            held = [*facts.nodes.get(ast.Lambda, ())]
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef):
                held += [node for node in facts.nodes.get(kind, ()) if node.name in self._spoken_of or node.col_offset]  # type: ignore[attr-defined]
            found |= {name for node in held for name in names_read(node)}
        return found

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """Names that are read otherwise than to call them."""
        called = {
            id(node.func) for facts in self.graph.facts.values() for node in facts.nodes.get(ast.Call, ()) if isinstance(node, ast.Call)
        }
        return frozenset(
            node.id
            for facts in self.graph.facts.values()
            for node in facts.nodes.get(ast.Name, ())
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called
        )

    @staticmethod
    def _is_spared(item: Item, sets: Collection[str], draws: bool, given: Collection[str]) -> bool:
        """Whether a step needs not repeat a setting: it is about figures only, and the step draws none, or the step is handed it on."""
        if not draws and set(sets) == {"drawing"}:
            return True
        return item.handed_on and bool(sets) and set(sets) <= set(given)

    def _is_noticed(self, item: Item, draws: bool, solid: bool) -> bool:
        """Whether an import does something for a step that uses none of its names."""
        if item.modules is None:
            return True
        for module in item.modules:
            parts = module.split(".")
            if draws and parts[0] in _DRAWS and (solid or parts[0] != "mpl_toolkits"):
                return True
            if any(".".join(parts[:end]) in self._attributes for end in range(2, len(parts) + 1)):  # it may load `a.b` for what is read so
                return True
        return False

    @cached_property
    def _attributes(self) -> frozenset[str]:
        """What the notebook reads of modules, as `a.b`, by the names of the modules."""
        modules: dict[str, set[str]] = {}
        found: set[str] = set()
        for facts in self.graph.facts.values():
            for node in facts.nodes.get(ast.Import, ()):
                for alias in node.names:  # type: ignore[attr-defined]
                    name = alias.asname or alias.name.partition(".")[0]
                    modules.setdefault(name, set()).add(alias.name if alias.asname else name)
        for facts in self.graph.facts.values():
            for node in facts.nodes.get(ast.Attribute, ()):
                first, _, rest = ast.unparse(node).partition(".")
                found |= {f"{module}.{rest}" for module in modules.get(first, ())}
        return frozenset(found)

    def _begins_with(self, step: Collection[int]) -> set[str]:
        """The imports with which a step's own code begins: what they do is done before anything could need it."""
        found: set[str] = set()
        for cell in sorted(step):
            for top in top_statements(cell, self.graph.facts[cell]) if cell in self.graph.facts else ():
                if not isinstance(top.node, (ast.Import, ast.ImportFrom)):
                    return found
                found.add(top.text)
        return found

    def _draws_solids(self, earlier: Collection[int], step: Collection[int]) -> bool:
        """Whether a step may draw in three dimensions, by its own code or by functions of earlier cells."""
        functions = [
            node
            for cell in earlier
            if (facts := self.graph.facts.get(cell)) is not None
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
            for node in facts.nodes.get(kind, ())
        ]
        own = [facts for cell in step if (facts := self.graph.facts.get(cell)) is not None]
        if not step or any(facts.tree is None for facts in own):
            return True
        constants = [node for facts in own for node in facts.nodes.get(ast.Constant, ())]
        constants += [node for function in functions for node in ast.walk(function)]
        return any(isinstance(node, ast.Constant) and node.value == "3d" for node in constants)

    def _sure(self, items: list[Item], earlier: set[int]) -> tuple[list[Item], set[str]]:
        """The items without those that could bind something else when they run again, to the fixed point; and the names that are sure."""
        changed = self._changed(earlier)
        items = [item for item in items if item.kind != "opening" or self._lasts(item, earlier)]
        bindings = [binding for cell in sorted(earlier) for binding in self.graph.bindings_of.get(cell, ())]
        while True:
            covered = {(item.statement.cell, line, name) for item in items for name in item.binds for line in item.lines}
            lost = {binding.name for binding in bindings if (binding.place.cell, binding.place.line, binding.name) not in covered}
            lost |= {name for item in items if item.kind != "import" for name in item.binds & changed}
            constants = {name for item in items if item.kind == "constant" for name in item.binds}
            lost |= {name for item in items if item.kind != "constant" for name in item.binds & constants}
            stable = {name for item in items for name in item.binds} - lost
            ready = self._callable(items, stable | self.parameters)
            fixed = constants & stable | self.parameters
            kept = [
                item
                for item in items
                if item.needs <= (fixed if item.kind == "constant" else ready) and (item.kind == "import" or item.binds <= stable)
            ]
            if len(kept) == len(items):
                return kept, stable
            items = kept

    def _lasts(self, item: Item, earlier: set[int]) -> bool:
        return all(self.reopening.lasts(name, item.statement.cell, earlier) for name in item.binds)

    def _changed(self, earlier: set[int]) -> set[str]:
        """Names whose object was changed in place."""
        return {
            name for cell in earlier for event in self.graph.mutations_of.get(cell, ()) if event.via == "mutate" for name in event.names
        }

    @staticmethod
    def _callable(items: list[Item], stable: set[str]) -> set[str]:
        """Names that a replayed statement may use: a function, which it may call as a decorator, only with all that the function reads."""
        ready = set(stable)
        while lost := {
            name
            for item in items
            if item.kind == "definition" and not item.is_class and not item.later <= ready | item.binds
            for name in item.binds & ready
        }:
            ready -= lost
        return ready

    def _item(self, top: TopStatement, imported: set[str]) -> Item | None:
        statement = Statement(top.cell, top.line, top.text)
        if top.magic is not None:
            if top.magic.name not in MAGICS:
                return None
            handed_on = top.magic.name == "config" and _INLINE.match(top.magic.args) is not None
            return Item(statement, "state", frozenset(), frozenset(top.magic.reads) | frozenset(top.magic.needs), handed_on=handed_on)
        node = top.node
        assert node is not None
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
            bound = frozenset(self._import_names(node, top))
            known = self._modules([node])
            modules = known if known is not None else self._local(node)
            return Item(statement, "import", bound, future=future, modules=modules, alone=top.alone)
        if isinstance(node, (ast.Try, ast.If)) and _only_imports(node):
            modules = self._modules([part for part in ast.walk(node) if isinstance(part, (ast.Import, ast.ImportFrom))])
            read = frozenset(names_read(node) - names_bound(node))
            return Item(statement, "import", frozenset(names_bound(node)), read, modules=modules, alone=top.alone)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not _plain_definition(node, imported):
                return None
            needs, later = now_and_later(node)
            binds = frozenset({node.name})
            return Item(statement, "definition", binds, frozenset(needs) - binds, frozenset(later), isinstance(node, ast.ClassDef))
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if isinstance(node.value, ast.Lambda) and not any(True for _ in calls_in(node.value)):
                needs, later = now_and_later(node.value)
                return Item(statement, "definition", frozenset({name}), frozenset(needs), frozenset(later))
            if self.reopening.takes(top, imported):
                return Item(statement, "opening", frozenset({name}), frozenset(now_and_later(node)[0]), node=node)
            if is_literal(node.value) or _is_computed(node.value, {binding.name for binding in self.graph.trace.bindings}):
                return Item(statement, "constant", frozenset({name}), frozenset(now_and_later(node)[0]))
            return None
        if self._sets_state(top, node, imported):
            needs, later = now_and_later(node)
            kind: Kind = "seed" if self._seeds(top, node) else "state"
            handed_on = self._is_handed_on(top, node)
            return Item(statement, kind, frozenset(), frozenset(needs), frozenset(later), handed_on=handed_on, alone=top.alone)
        return None

    def _modules(self, nodes: Iterable[ast.Import | ast.ImportFrom]) -> frozenset[str] | None:
        """What imports load; None where a step could notice it that doesn't use their names."""
        modules: set[str] = set()
        for node in nodes:
            named = isinstance(node, ast.Import)
            modules |= {alias.name if named else f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}  # type: ignore[union-attr]
        beside = Path(self.graph.notebook.path).parent
        for module in modules:
            top = module.partition(".")[0]
            if module.startswith("__future__") or top not in _QUIET | _DRAWS | sys.stdlib_module_names or _LOUD.match(module):
                return None
            if (beside / f"{top}.py").exists() or (beside / top).is_dir():  # then it is not the library
                return None
        return frozenset(modules)

    def _local(self, node: ast.Import | ast.ImportFrom) -> frozenset[str] | None:
        """What a module beside the notebook imports, where it does nothing else that can be noticed; None where it may."""
        module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name if len(node.names) == 1 else None
        try:
            tree = ast.parse((Path(self.graph.notebook.path).parent / f"{module}.py").read_text(encoding="utf-8"))
        except (OSError, ValueError, SyntaxError):
            return None
        imports = [part for part in tree.body if isinstance(part, (ast.Import, ast.ImportFrom))]
        others = [part for part in tree.body if part not in imports]
        if not all(_plain_member(part, set()) or (isinstance(part, ast.FunctionDef) and not part.decorator_list) for part in others):
            return None
        return self._modules(imports)

    def _is_handed_on(self, top: TopStatement, node: ast.stmt) -> bool:
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return not any(True for _ in calls_in(node)) and all(_SETTINGS.match(ast.unparse(target)) for target in targets)
        calls = self._calls(top)
        return len(calls) == 1 and (_HANDED_ON.match(calls[0].target or "") is not None or self._only_sets(node))

    def _only_sets(self, node: ast.stmt) -> bool:
        """Whether it calls a function of a module beside the notebook that does nothing but settings of figures."""
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)):
            return False
        name = node.value.func.id
        imports = [found for facts in self.graph.facts.values() for found in facts.nodes.get(ast.ImportFrom, ())]
        modules = {found.module for found in imports if isinstance(found, ast.ImportFrom) and any(a.name == name for a in found.names)}
        try:
            tree = ast.parse((Path(self.graph.notebook.path).parent / f"{modules.pop()}.py").read_text(encoding="utf-8"))
        except (KeyError, OSError, ValueError, SyntaxError):
            return False
        bodies = [part.body for part in tree.body if isinstance(part, ast.FunctionDef) and part.name == name]
        return len(bodies) == 1 and all(
            isinstance(part, ast.Assign)
            and not any(True for _ in calls_in(part))
            and all(_FIGURES_SETTINGS.match(ast.unparse(target)) for target in part.targets)
            for part in bodies[0][isinstance(bodies[0][0], ast.Expr) :]
        )

    def _import_names(self, node: ast.Import | ast.ImportFrom, top: TopStatement) -> set[str]:
        names = names_bound(node)
        if "*" in names:
            names = {
                binding.name
                for binding in self.graph.bindings_of.get(top.cell, ())
                if binding.kind == "star" and top.line <= binding.place.line <= top.end_line
            }
        return names

    def _sets_state(self, top: TopStatement, node: ast.stmt, imported: set[str]) -> bool:
        """Whether the statement does nothing but change settings of a library or of the process."""
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if not all(isinstance(target, (ast.Attribute, ast.Subscript)) and root(target) in imported for target in targets):
                return False
            return all(root(call) in imported and not self._touches_world(top) for call in calls_in(node))
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
            return False
        if not all(root(call) in imported or root(call) in _BUILDS for call in calls_in(node)) or self._touches_world(top):
            return False
        if any((known := lookup(call.target)) is not None and known.state for call in self._calls(top)):
            return True
        function = node.value.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        known = next((lookup(call.target) for call in self._calls(top) if call.target and call.target.endswith(f".{name}")), None)
        return known is None and _SETTER.match(name) is not None

    def _seeds(self, top: TopStatement, node: ast.stmt) -> bool:
        """Whether it only begins the random numbers, which are handed on from step to step."""
        return len(list(calls_in(node))) == 1 and any(call.target in _SEEDS for call in self._calls(top))

    def _calls(self, top: TopStatement):  # type: ignore[no-untyped-def]
        return [
            call
            for call in self.graph.calls_of.get(top.cell, ())
            if call.place.cell == top.cell and call.function is None and top.line <= call.place.line <= top.end_line
        ]

    def _touches_world(self, top: TopStatement) -> bool:
        return any(
            (known := lookup(call.target)) is not None and known.effect in _TOUCHES_WORLD and not known.state for call in self._calls(top)
        )


def _is_again(item: Item, kept: Sequence[Item], used: Collection[str]) -> bool:
    """Whether an import of which no name is used loads but a module from which one before it, or one that is used, takes names, too."""
    loads = _FROM.match(item.statement.text)
    return loads is not None and any(
        (other := _FROM.match(one.statement.text)) is not None and other[1] == loads[1]
        for one in kept
        if one.kind == "import" and one is not item and (one.key < item.key or not one.binds.isdisjoint(used))
    )


def _told(item: Item, own: Collection[str] = ()) -> Item:
    """An import of which no name is used but those that the step binds itself, with a comment that says what it is there for."""
    if item.future or "\n" in item.statement.text or "#" in item.statement.text or not item.alone:
        return item
    roots = {module.partition(".")[0] for module in item.modules or ()}
    if "mpl_toolkits" in roots:
        why = 'old versions of matplotlib need it for projection="3d"'
    else:
        why = f"importing it may {'have effects' if roots.isdisjoint(_DRAWS) else 'change how figures look'}"
        why = why if not item.binds.isdisjoint(own) else f"not used by name: {why}"
    text = f"{item.statement.text}  # {why}"
    return dataclasses.replace(item, statement=msgspec.structs.replace(item.statement, text=text))


def _once(items: Iterable[Item]) -> list[Item]:
    """The items without imports and definitions that an earlier one says word for word, where none between them touches their names."""
    kept: list[Item] = []
    last: dict[str, Item] = {}
    for item in items:
        again = item.kind in ("import", "definition") and not item.statement.text.startswith("@")
        if item.statement.text == _FIRST_FIGURE and _is_on(kept):
            continue
        if again and (before := last.get(item.statement.text)) is not None and before.binds == item.binds:
            between = kept[next(at for at, other in enumerate(kept) if other is before) + 1 :]
            if not any(other.binds & (item.binds | item.needs) for other in between):
                continue
        last[item.statement.text] = item
        kept.append(item)
    return kept


def _is_on(kept: Sequence[Item]) -> bool:
    """Whether the last of the items that is no import lets figures show below their cells."""
    return next((item.statement.text == _FIRST_FIGURE for item in reversed(kept) if item.kind != "import"), False)


def is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _is_computed(node: ast.expr, bound: Collection[str]) -> bool:
    """Whether an expression only puts constants together, by what is built in and gives the same each time."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            called = ast.unparse(part.func)
            if called not in _COMPUTES or called.partition(".")[0] in bound:
                return False
        elif isinstance(part, ast.Attribute):
            if ast.unparse(part) not in _COMPUTES:
                return False
        elif not isinstance(part, _PUTS_TOGETHER):
            return False
    return True


def _only_imports(node: ast.Try | ast.If) -> bool:
    parts = [*node.body, *node.orelse]
    if isinstance(node, ast.Try):
        parts += [*node.finalbody, *(part for handler in node.handlers for part in handler.body)]
    return any(isinstance(part, (ast.Import, ast.ImportFrom)) for part in parts) and all(
        isinstance(part, (ast.Import, ast.ImportFrom, ast.Pass, ast.Raise))
        or (isinstance(part, ast.Assign) and all(isinstance(target, ast.Name) for target in part.targets) and is_literal(part.value))
        for part in parts
    )


def _plain_definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, imported: set[str]) -> bool:
    """Whether running the definition again gives the same: no call but of imported things, no default that could have been changed."""
    if isinstance(node, ast.ClassDef):
        bodies = all(_plain_member(statement, imported) for statement in node.body)
        heads = [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]
        return bodies and all(_plain_expression(head, imported) for head in heads)
    defaults = [*node.args.defaults, *(default for default in node.args.kw_defaults if default is not None)]
    return all(_unchangeable(default) for default in defaults) and all(
        _plain_expression(item, imported, True) for item in node.decorator_list
    )


def _plain_member(statement: ast.stmt, imported: set[str]) -> bool:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return _plain_definition(statement, imported)
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return statement.value is None or _plain_expression(statement.value, imported)
    return isinstance(statement, ast.Pass) or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def _plain_expression(node: ast.expr, imported: set[str], decorates: bool = False) -> bool:
    """Whether evaluating it again gives the same: it calls what is imported, or builds containers. A decorator may be the notebook's."""
    if any(isinstance(part, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)) for part in ast.walk(node)):
        return False
    return decorates or all(root(call) in imported or root(call) in _BUILDS for call in calls_in(node))


def _unchangeable(node: ast.expr) -> bool:
    return all(
        isinstance(
            part, (ast.Constant, ast.Name, ast.Attribute, ast.Tuple, ast.UnaryOp, ast.BinOp, ast.expr_context, ast.operator, ast.unaryop)
        )
        for part in ast.walk(node)
    )
