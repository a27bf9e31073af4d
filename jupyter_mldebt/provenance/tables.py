"""Tables: what the methods of tables and of their groups do to rows."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from jupyter_mldebt.knowledge import learning
from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.contents import are_others
from jupyter_mldebt.provenance.datasets import Datasets
from jupyter_mldebt.provenance.draws import draw_of, is_order
from jupyter_mldebt.provenance.rows import Part, union, within
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.scores import Scores, are_errors
from jupyter_mldebt.provenance.selection import Selection, one_column
from jupyter_mldebt.provenance.time import BY_INDEX, is_grouped_by_time, is_put_in_time
from jupyter_mldebt.provenance.values import UNKNOWN, Chosen, Function, Grouped, Plain, Several, Table, Value, data_of, tables, way

# methods that need no rows but their own
_SAME = frozenset(
    "copy astype values to_numpy reset_index set_index sort_values sort_index toarray todense fillna ravel reshape flatten "
    "dropna numpy to_frame squeeze rename replace clip round tolist as_matrix drop_duplicates".split()
)


class Tables(Selection, Scores, Datasets):
    """What pandas and its kin do, by the names of their methods."""

    def of_groups(self, owner: Grouped, name: str, arguments: Sequence[Value], node: ast.Call) -> Value:
        return self.of_groups_method(owner.table, name, self.grouped(owner, name, arguments, node))

    def grouped(self, owner: Grouped, name: str, arguments: Sequence[Value], node: ast.Call) -> Value:
        table = owner.table
        if name in ("transform", "cumsum", "cumcount", "shift", "rank", "ffill", "bfill", "diff", "apply", "fillna", "head", "tail", "nth"):
            drawn = next((value for value in arguments if isinstance(value, Function) and draws(value)), None)
            if name == "apply" and drawn is not None and isinstance(found := self.invoke(drawn, [replace(table, base=None)], {}), Table):
                return found
            is_learned = name in ("transform", "rank") or any(isinstance(value, Function) for value in arguments)
            if is_learned and table.data.parts:
                return self.learn_in_place(f"groupby.{name}", "statistic", [table], [], node)
            return Table(table.data, None, None, None, table.places)
        if owner.is_timed:
            data = table.data if owner.is_timed in ("rolling", "expanding", "ewm") else table.data.part(("by time",), self.place(node))
            return Table(data.timed(), None, None, None, table.places)
        return self.reduced(f"groupby.{name}", "statistic", [table], node)

    def of_table(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, node: ast.Call) -> Value:
        place = self.place(node)
        if name in ("with_columns", "with_column", "select"):
            arguments = [bound_to(value, owner.data.parts) for value in arguments]
            named = {key: bound_to(value, owner.data.parts) for key, value in named.items()}
        inplace = named.get("inplace")
        result = self.of_method(owner, name, arguments, named, self.made_of(owner, name, arguments, named, node, place))
        if isinstance(inplace, Plain) and inplace.literal is True and isinstance(result, Table):
            owner.change(result.data)
            if result.columns is not None:
                owner.columns = result.columns
            return Plain()
        return result

    def made_of(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, node: ast.Call, place: Place) -> Value:
        values = [*arguments, *named.values()]
        places = owner.places
        if (parts := self.divided(owner, name, arguments, place)) is not None:
            return parts
        if name == "drop":
            return self.dropped(owner, arguments, named, place)
        if name == "pop":
            taken = arguments[0].literal if arguments and isinstance(arguments[0], Plain) else None
            column = Table(owner.data, None, one_column(owner, taken), None, places)
            self.drop_column(owner, taken)
            return column
        if name in ("groupby", "resample", "rolling", "expanding", "ewm"):
            if name == "groupby":
                return Grouped(owner, is_grouped_by_time(arguments, named))
            return Grouped(replace(owner, data=owner.data.timed()), name)
        if is_put_in_time(owner, name, arguments, named) or (name == "sort_index" and owner.data.is_timed):
            return Table(owner.data.timed().mixed_at(None), None, owner.columns, owner.answer, places, owner.grain)
        if name == "reindex" and arguments and isinstance(order := arguments[0], Table) and is_order(order):
            return Table(owner.data.mixed_at(order.data.mixed), None, owner.columns, None, places)
        if (
            name == "shuffle"
            and (arguments or "buffer_size" in named)
            and isinstance(again := named.get("reshuffle_each_iteration", Plain(True)), Plain)
        ):
            if again.literal is not False and "seed" not in named:
                self.reshuffled.add(place)
        if name == "cache" and owner.data.mixed is not None:
            return self.mixed(owner, place)
        if name in ("take", "skip") and owner.data.mixed in self.reshuffled:
            return Table(owner.data.part(("sample", place, 0), place), None, owner.columns, None, (place, *places)[:12])
        if name == "shuffle" or name == "sort_values" and is_by_chance(owner, named.get("by", arguments[0] if arguments else UNKNOWN)):
            return self.mixed(owner, place)
        if name in ("take", "skip", "head", "tail") and owner.data.mixed is not None:
            self.cut_of_mixed(owner.data, name, place)
        if name.startswith(("rolling_", "ewm_")):
            return Table(owner.data.timed(), None, None, None, places)
        if name == "with_columns" and any(data_of(value).is_timed for value in values):
            self.seen_in_time(owner)
        if name in BY_INDEX:
            return Table(owner.data.timed(), None, owner.columns, None, places, owner.grain)
        if name == "insert" and len(arguments) > 2:
            self.assigned(owner, arguments[1], arguments[2])
            return Plain()
        if name in ("randomSplit", "random_split", "split_frame"):
            sides = [owner.data.part(("split", place, side), place) for side in range(3)]
            self.drawn(name, owner.data, place)
            return Several([Table(data, None, owner.columns, None, (place, *places)[:12]) for data in sides])
        if name == "sample":
            return self.sampled(owner, named, place)
        if name in ("query", "get_group") and node.args:
            return Table(owner.data.part(("where", ast.dump(node.args[0])), place), None, owner.columns, None, (place, *places)[:12])
        if name in ("take", "skip") and len(node.args) == 1 and not isinstance(node.args[0], (ast.List, ast.Tuple)):
            bounds = ast.Slice(upper=node.args[0]) if name == "take" else ast.Slice(lower=node.args[0])
            return Table(self.cut(owner.data, bounds, place), places=(place, *places)[:12])
        if name == "isin":
            found = arguments[0] if arguments else UNKNOWN
            if isinstance(found, Chosen) and found.key is not None and found.key[0] == "index":
                return Chosen(found.key, "in", found.data)
            if isinstance(found, Table) and draw_of(found) is not None:
                return Chosen(("drawn", found.data.parts), 0)
            return Chosen(None, 0, data_of(found))
        if name == "split" or name in ("head", "tail", "info", "hist", "plot", "to_csv", "to_excel", "nunique", "unique", "boxplot"):
            return Table(owner.data, None, owner.columns, None, places) if name in ("head", "tail", "unique") else Plain()
        if name in ("items", "iteritems"):
            return Several([Several([Plain(), Table(owner.data, owner, None, None, places, "column")])], False)
        if name in ("iterrows", "itertuples"):
            return Several([Several([Plain(), Table(owner.data, owner, None, None, places, "row")])], False)
        if name in ("append", "union", "concatenate") and arguments:
            return self.below([owner, *(table for value in arguments for table in tables(value))], node, name)
        if name == "drop_duplicates" and owner.data.copyings:
            keep = named.get("keep", UNKNOWN)
            return self.without_copies(owner, isinstance(keep, Plain) and keep.literal is False, place)
        if name in ("merge", "join"):
            return Table(owner.data.with_(map(data_of, values)), None, None, None, (place, *places)[:12])
        if name in ("shift", "diff", "pct_change"):
            return Table(owner.data.timed(), None, None, None, places)
        if name in learning.STATISTICAL:
            return self.learn_in_place(name, learning.STATISTICAL[name], [owner], values, node)
        if are_errors(owner) and (name in learning.REDUCTIONS or name in ("count", "count_nonzero")):
            return self.measure([owner], place)
        if name in learning.REDUCTIONS and owner.answer is not None and (named or arguments):
            return Table(owner.data, None, None, owner.answer, places, owner.grain)  # which class is the most likely one
        if name in learning.REDUCTIONS:
            if is_across(named) or (arguments and is_across({"axis": arguments[0]})):
                return Table(owner.data, None, None, None, places, owner.grain)
            return self.reduced(name, "statistic", [owner], node)
        if name in ("agg", "aggregate"):
            return self.blended([owner], node) if is_across(named) else self.reduced(name, "statistic", [owner], node)
        if name in ("apply", "transform", "pipe"):
            for value in arguments:
                if isinstance(value, Function):
                    is_row = name == "apply" and (owner.grain != "rows" or is_across(named))
                    grain = "row" if is_row else "column" if name == "apply" else owner.grain
                    result = self.invoke(value, [Table(owner.data, None, None, None, places, grain)], {})
                    if name == "apply" and not any(table.data.parts for table in tables(result)):
                        return Table(owner.data.with_([data_of(result)]), None, None, None, places)
                    return result
        if name in ("map", "applymap"):
            for value in arguments:
                if isinstance(value, Function):
                    row = Table(owner.data, None, None, None, places, "row")
                    return Table(owner.data.with_([data_of(self.invoke(value, [row], {}))]), None, None, None, places, owner.grain)
            return Table(owner.data.with_(map(data_of, values)), None, None, None, places)
        if name in ("cv", "fit"):
            return UNKNOWN
        if name == "reset_index":
            return replace(owner, base=None, is_numbered=True)
        if name == "fillna" and isinstance(node.func, ast.Attribute) and _is_looked_up(node.func.value):
            return Table(owner.data, None, owner.columns, owner.answer, places, owner.grain)  # one value for what was not found
        if name in ("dropna", "drop_duplicates"):
            places = (place, *places)[:12]
        if name in _SAME:
            return Table(owner.data.with_(map(data_of, values)), None, owner.columns, owner.answer, places, owner.grain)
        return self.blended([owner, *values], node)

    def below(self, found: Sequence[Table], node: ast.AST, name: str = "r_", is_known: bool = True) -> Table:
        place = self.place(node)
        data = union(table.data for table in found)
        pieces = [table for table in found if table.grain == "rows"]
        if is_known and any(
            (one.data.parts & other.data.parts or is_taken_of(one, other) or is_taken_of(other, one))
            and not are_others(one.columns, other.columns)
            for number, one in enumerate(pieces)
            for other in pieces[:number]
        ):
            data = data.copied(name, place)
        return Table(data, None, None, None, (place, *found[0].places)[:12])

    def resampled(self, arguments: Sequence[Value], named: Named, name: str, place: Place) -> Value:
        replace = named.get("replace")
        is_copying = not (isinstance(replace, Plain) and replace.literal is False)
        made: list[Value] = []
        for value in arguments:
            data = data_of(value)
            if is_copying and data.parts:
                data = data.copied(name, place)
            made.append(Table(data, places=(place, *way(value))[:12]))
        return made[0] if len(made) == 1 else Several(made)


def bound_to(value: Value, parts: frozenset[Part]) -> Value:
    """An expression of columns, told of which table they are."""
    if isinstance(value, Several):
        return Several([bound_to(item, parts) for item in value.items], value.is_whole)
    if not isinstance(value, Table) or value.grain != "of any":
        return value
    learned = frozenset(replace(one, parts=one.parts or parts) for one in value.data.statistics)
    return replace(value, data=replace(value.data, statistics=learned), grain="rows", base=None)


def is_taken_of(some: Table, whole: Table) -> bool:
    """True for rows that were taken of a table as it is, and not of one that has lost some meanwhile."""
    end = len(some.places) - len(whole.places)
    return within(some.data.parts, whole.data.parts) and end > 0 and some.places[end:] == whole.places


def is_by_chance(owner: Table, key: Value) -> bool:
    """True for the name of a column that was drawn."""
    return isinstance(key, Plain) and owner.columns is not None and owner.columns.find(key.literal).draw is not None


def draws(function: Function) -> bool:
    """True where a function takes some rows of its table at random."""
    return any(isinstance(inner, ast.Attribute) and inner.attr == "sample" for inner in ast.walk(function.node))


def _is_looked_up(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "map"


def is_across(named: Named) -> bool:
    """True where a reduction makes one number of each row."""
    axis = named.get("axis")
    return isinstance(axis, Plain) and axis.literal in (1, -1, "columns")
