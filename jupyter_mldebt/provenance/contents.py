"""Contents: which columns values hold, and whether features hold the answer that a model shall find."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Column, Columns, made_of
from jupyter_mldebt.provenance.rows import union
from jupyter_mldebt.provenance.scene import Named, Scene
from jupyter_mldebt.provenance.story import Answer
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
    Either,
    Function,
    Instance,
    Length,
    Mapping,
    Model,
    Module,
    Names,
    Plain,
    Setting,
    Several,
    Table,
    Value,
    data_of,
    options,
)

# what gives each row's value another form
BY_ROW = frozenset(
    "log log1p log2 log10 exp expm1 sqrt cbrt square abs absolute fabs negative sign round rint floor ceil trunc power add subtract "
    "multiply divide true_divide floor_divide mod maximum minimum where select digitize cut qcut rank scale minmax_scale robust_scale "
    "boxcox yeojohnson label_binarize to_categorical isnan isnull isna notnull notna logical_not logical_and logical_or isin between "
    "eq ne lt le gt ge sub mul div truediv pow map apply applymap replace str len lower upper strip extract get codes "
    "get_dummies fit_transform one_hot isclose".split()
)
# what gives the values in another vessel
SAME = frozenset(
    "array asarray asanyarray ascontiguousarray ravel squeeze reshape Series expand_dims from_numpy tensor FloatTensor".split()
)
_BESIDE = frozenset("column_stack hstack c_ dstack".split())
_NUMBER = re.compile(r"Regressor|^(?!Logistic).*Regression|Lasso|Ridge(?!Classifier)|ElasticNet|SVR|^OLS$")
_PICKING = frozenset(
    "ColumnTransformer make_column_transformer DataFrameMapper ColumnSelector FunctionTransformer ColumnDropper DropFeatures "
    "FeatureUnion make_union Earth".split()
)


def columns_of(value: Value) -> Columns | None:
    """The columns that a value holds, None where they are not known."""
    if isinstance(value, (Table, Chosen)):
        return value.columns
    if isinstance(value, Several) and value.items:
        found = [columns_of(item) for item in value.items]
        known = [columns for columns in found if columns is not None]
        if known and len(known) == len(found):
            made = Columns()
            for columns in known:
                made = made.beside(columns.nameless())
            return made
    return None


def names_in(value: Value) -> frozenset[object] | None:
    """The names in a list, None where not all are known."""
    listed = listed_names(value)
    return frozenset(listed) if listed is not None else None


def listed_names(value: Value) -> list[object] | None:
    """The same in their order."""
    if isinstance(value, Names):
        return list(value.columns.named) if value.columns is not None and value.columns.is_closed else None
    if isinstance(value, Plain):
        return [value.literal] if isinstance(value.literal, (str, int)) else None
    if isinstance(value, Several) and value.is_whole:
        found: list[object] = []
        for item in value.items:
            if isinstance(item, Names) and (inner := listed_names(item)) is not None:
                found += inner
            elif isinstance(item, Plain) and item.literal is not None:
                found.append(item.literal)
            else:
                return None
        return found
    return None


def one(column: Column, name: object = "") -> Columns:
    return Columns(named={name: column})


def derived(values: Sequence[Value], is_all: bool = True) -> Columns | None:
    """A column that is made of the values row by row, None where they hold none that is known."""
    found = [columns for value in values if (columns := columns_of(value)) is not None]
    if not found:
        return None
    is_all = is_all and all(
        columns_of(value) is not None
        or isinstance(value, (Plain, Setting, Function))
        or (isinstance(value, Table) and value.grain == "row")
        for value in values
    )
    name = found[0].name if found[0].single is not None else ""
    return one(made_of(found, is_all), name)


def operated(values: Sequence[Value]) -> Columns | None:
    """What an operator makes of its operands: a column of columns, a table of a table."""
    many = [columns for value in values if (columns := columns_of(value)) is not None and columns.single is None]
    if len(many) == 1:
        return many[0]
    return None if many else derived(values)


def read_in(function: Function) -> frozenset[object]:
    """The names that a function of a row reads of it."""
    first = next((arg.arg for arg in function.node.args.args), "")
    body = function.node.body if isinstance(function.node.body, list) else [function.node.body]
    found: set[object] = set()
    for part in body:
        for node in ast.walk(part):
            if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.value, ast.Name) and node.value.id == first:
                if isinstance(node, ast.Attribute):
                    found.add(node.attr)
                elif isinstance(node.slice, ast.Constant):
                    found.add(node.slice.value)
    return frozenset(found)


class Contents(Scene):
    """What is done with columns."""

    def of_function(self, name: str, arguments: Sequence[Value], named: Named, result: Value) -> Value:
        """The result of a function of a library, with the columns that it has."""
        if not arguments:
            return result
        if name in ("factorize", "unique") and isinstance(arguments[0], Table) and (name == "factorize" or "return_inverse" in named):
            codes = replace(arguments[0], columns=derived(arguments[:1]), base=None)
            return Several([codes, Plain()] if name == "factorize" else [Plain(), codes])
        if name in BY_ROW and not isinstance(result, (Table, Chosen, Length)) and (columns := derived(arguments)) is not None:
            return Table(union(map(data_of, arguments)), columns=columns)
        if not isinstance(result, (Table, Chosen)) or result.columns is not None:
            return result
        columns = None
        first = columns_of(arguments[0])
        if name in SAME:
            columns = first
        elif name == "DataFrame":
            columns = self.framed(arguments[0], named.get("columns", arguments[2] if len(arguments) > 2 else None))
        elif name == "get_dummies":
            columns = self.dummied(first, named) if first is not None and first.single is None else derived(arguments[:1])
        elif name in ("to_numeric", "nan_to_num", "csr_matrix", "deepcopy", "DataFrame"):
            columns = first
        elif name == "delete":
            columns = None
        elif name in _BESIDE or name in ("concatenate", "concat", "append") and isinstance(named.get("axis"), Plain):
            inner = arguments[0].items if isinstance(arguments[0], Several) and name != "append" else arguments
            found = [columns_of(item) for item in inner]
            if _is_across(named) or name in _BESIDE:
                columns = _beside(found, keeps_names=name == "concat")
            else:
                columns = found[0] if found else None
        elif name in ("concatenate", "concat", "append", "vstack"):
            inner = arguments[0].items if isinstance(arguments[0], Several) else arguments[:1]
            columns = columns_of(inner[0]) if inner else None
        elif name in BY_ROW:
            columns = derived([value for value in arguments if not isinstance(value, Function)])
        return replace(result, columns=columns) if columns is not None else result

    def of_method(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, result: Value) -> Value:
        """The result of a method of a table, with the columns that it has."""
        if not isinstance(result, (Table, Chosen)) or owner.columns is None:
            return result
        columns = self.left_by(owner, owner.columns, name, arguments, named)
        return result if columns is None or columns is result.columns else replace(result, columns=columns)

    def left_by(self, owner: Table, columns: Columns, name: str, arguments: Sequence[Value], named: Named) -> Columns | None:
        first = arguments[0] if arguments else UNKNOWN
        is_one = columns.single is not None
        if name in (
            "drop_duplicates",
            "query",
            "where",
            "mask",
            "ffill",
            "bfill",
            "convert_dtypes",
            "infer_objects",
            "append",
            "to_pandas",
        ):
            return columns
        if name in ("shift", "diff", "pct_change", "cumsum", "cummax", "cummin", "interpolate", "ewm"):
            is_still = name == "shift" and isinstance(first, (Plain, Setting)) and first.literal == 0
            return columns if is_still else columns.unrelated()
        if name == "rename":
            names = named.get("columns", first)
            if isinstance(names, Mapping) and not names.others and names.named:
                told = {old: new.literal for old, new in names.named.items() if isinstance(new, Plain)}
                return columns.renamed(told) if len(told) == len(names.named) else columns.unsure()
            return columns if is_one else columns.called(None)
        if name == "set_index":
            return columns.without(names_in(named.get("keys", first)))
        if name == "assign":
            for each, value in named.items():
                inner = columns_of(value)
                columns = columns.put(each, inner.single if inner is not None and inner.single is not None else Column(object()))
            return columns
        if name == "select_dtypes":
            included = named.get("include", first)
            listed = names_in(included) if not isinstance(included, Module) else frozenset((included.name.rpartition(".")[2],))
            is_numeric = "exclude" not in named and listed is not None and bool(listed & {"number", "float64", "int64", "numeric", "float"})
            return Columns(tuple(replace(rest, is_numeric=True) for rest in columns.rests)) if is_numeric else columns.unsure()
        if name == "filter":
            like, items = named.get("like"), named.get("items", first)
            if isinstance(like, Plain) and isinstance(like.literal, str) and columns.is_closed:
                return columns.take([each for each in columns.named if isinstance(each, str) and like.literal in each])
            return columns.take(names_in(items))
        if name == "reindex" and isinstance(names := named.get("columns"), Names) and names.columns is not None:
            return columns.like(names.columns)
        if name in ("merge", "join"):
            other = columns_of(first)
            return columns.beside(other) if other is not None else columns
        if name == "reshape":
            return columns if is_one else columns.nameless()
        if name in ("apply", "agg") and not is_one:
            function = next((value for value in arguments if isinstance(value, Function)), None)
            if _is_across(named):
                read = read_in(function) if function is not None else frozenset()
                return one(made_of((columns.take(sorted(read, key=str)),))) if read else None
            return columns if name == "apply" else None
        if name in ("sum", "mean", "max", "min", "std", "median", "any", "all", "prod", "count", "var", "idxmax") and (
            _is_across(named) or _is_across({"axis": first})
        ):
            return one(made_of((columns,)))
        if name in BY_ROW or name in ("transform", "clip", "round", "codes"):
            others = [value for value in arguments if not isinstance(value, Function)]
            return derived([owner, *others]) if is_one else columns if name in ("replace", "clip", "round", "abs", "applymap") else None
        return None

    def of_groups_method(self, table: Table, name: str, result: Value) -> Value:
        """What the groups of a column give to each row."""
        if not isinstance(result, Table) or table.columns is None or table.columns.single is None:
            return result
        if name in ("transform", "rank", "fillna", "apply"):
            return replace(result, columns=derived([table], False))
        return replace(result, columns=None)

    def of_names_method(self, owner: Names, name: str, arguments: Sequence[Value]) -> Value:
        """What is done with the names of columns, as a list or as an index."""
        columns = owner.columns
        if columns is None or name in ("tolist", "to_list", "copy", "sort_values", "values", "to_numpy"):
            return Names(owner.data, columns)
        listed = names_in(arguments[0]) if arguments else None
        if name in ("remove", "discard"):
            owner.columns = columns.without(listed)
            return Plain()
        if name in ("append", "extend", "insert", "add"):
            added = names_in(arguments[-1]) if arguments else None
            owner.columns = columns.beside(columns.take(added)) if added is not None else columns.unsure()
            return Plain()
        if name in ("drop", "difference"):
            return Names(owner.data, columns.without(listed))
        if name in ("isin", "intersection") and listed is not None:
            return Names(owner.data, columns.take(listed), columns.without(listed))
        return Names(owner.data, columns.unsure()) if name not in ("get_loc", "index", "size") else UNKNOWN

    def kept_names(self, names: Names, target: ast.expr, conditions: Sequence[ast.expr]) -> Names:
        """`[name for name in names if ...]`"""
        columns = names.columns
        for condition in conditions:
            for test in condition.values if isinstance(condition, ast.BoolOp) and isinstance(condition.op, ast.And) else [condition]:
                if columns is None:
                    break
                if not _is_about(test, target):
                    columns = columns.unsure()
                    continue
                assert isinstance(test, ast.Compare)
                listed = names_in(self.eval(test.comparators[0]))
                if isinstance(test.ops[0], (ast.NotEq, ast.NotIn)):
                    columns = columns.without(listed)
                else:
                    columns = columns.take(listed) if isinstance(test.ops[0], ast.Eq) else columns.unsure()
        return Names(names.data, columns)

    def framed(self, content: Value, columns: Value | None) -> Columns | None:
        """The columns of a new table."""
        if isinstance(content, Mapping) and content.named and not content.others:
            made = Columns()
            for name, value in content.named.items():
                inner = columns_of(value)
                made = made.put(name, inner.single if inner is not None and inner.single is not None else Column(object()))
            return made
        known = columns_of(content) if not isinstance(content, Several) else None
        if columns is None:
            return known
        names = listed_names(columns)
        if names is None and isinstance(columns, Names) and columns.columns is not None:
            return columns.columns if known is None or known == columns.columns else columns.columns.beside(known.nameless())
        if known is not None and known.is_closed and names is not None and len(names) == len(known.named):
            return known.called(names)
        made = Columns().called(names)
        return made.beside(known.nameless()) if known is not None and known.is_closed and known.single is None else made

    def dummied(self, columns: Columns, named: Named) -> Columns:
        names = named.get("columns")
        if names is None:
            return columns
        listed = listed_names(names)
        return columns.dummies(listed) if listed is not None else columns.nameless()

    def assigned(self, option: Table, name: Value, value: Value) -> None:
        """`table[name] = value`."""
        if option.columns is None:
            return
        before = option.columns
        listed = listed_names(name)
        if listed is None:
            return
        content = columns_of(value)
        for each in listed:
            if content is not None and content.single is not None:
                column = content.single
            elif content is not None and each in content.named:
                column = content.named[each]
            elif content is not None:
                column = made_of((content,), False)
            else:
                column = Column(object())
            option.columns = option.columns.put(each, column)
        if option.base is not None and option.base.columns == before:
            option.base.columns = option.columns

    def answered(self, model: Model, features: Value, labels: Value, place: Place) -> None:
        """A model is given features: do they hold the answer?"""
        if _picks(model):
            return
        found = [
            answer(table, label, bool(_is_regression(model)))
            for table in options(features)
            for label in options(labels)
            if isinstance(table, (Table, Several)) and isinstance(label, (Table, Chosen))
        ]
        if found and found[0] is not None and None not in found:
            self.story.answers.append(replace(found[0], what=model.what, place=place))


def answer(features: Value, labels: Table | Chosen, is_number: bool) -> Answer | None:
    """How features tell what the labels are, None where they do not, or nobody knows."""
    if isinstance(features, Several):
        return next((found for item in features.items if isinstance(item, Table) and (found := answer(item, labels, is_number))), None)
    if not isinstance(features, Table) or features.columns is None or labels.columns is None or features is labels:
        return None
    if features.data.parts != labels.data.parts or labels.columns.rests or not labels.columns.is_sure:
        return None
    given = features.columns
    wanted = [*labels.columns.named.items(), *((None, column) for column in labels.columns.loose)]
    own = {column.key for column in (*given.named.values(), *given.loose)}
    if not given.rests and own <= {column.key for _, column in wanted}:
        return None
    for name, column in wanted:
        told = _name_of(column.key, name)
        if given.has(column.key, is_number):
            return Answer("same", told)
        if (made := given.made_of(column.key)) is not None:
            return Answer("made of it", told, made if isinstance(made, str) else None)
        for source in column.sources:
            is_more = bool(given.rests) or not own <= source
            if is_more and all(given.has(key, True) for key in source):
                return Answer(
                    "source", told, ", ".join(repr(known) for key in source if (known := _name_of(key, None)) is not None) or None
                )
    return None


def _is_about(test: ast.expr, target: ast.expr) -> bool:
    """True for a comparison of the name that a loop gives."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return False
    return isinstance(test.left, ast.Name) and isinstance(target, ast.Name) and test.left.id == target.id


def _name_of(key: object, name: object) -> object:
    if isinstance(name, str) and name:
        return name
    if isinstance(key, tuple) and key[0] == "name":
        return key[2]
    if isinstance(key, tuple) and key[0] == "at":
        return key[3]
    return None


def _beside(found: Iterable[Columns | None], keeps_names: bool) -> Columns | None:
    made = Columns()
    for columns in found:
        if columns is None:
            return None
        made = made.beside(columns if keeps_names else columns.nameless())
    return made


def _is_across(named: Named) -> bool:
    axis = named.get("axis")
    return isinstance(axis, Plain) and axis.literal in (1, -1, "columns")


def _picks(model: Value, depth: int = 0) -> bool:
    """True for what takes only some of the columns that it is given."""
    if isinstance(model, Model):
        return model.what in _PICKING or any(_picks(inner, depth + 1) for inner in model.inner)
    if isinstance(model, (Instance, Class)):
        return True
    if isinstance(model, (Several, Either)) and depth < 6:
        return any(_picks(item, depth + 1) for item in (model.items if isinstance(model, Several) else model.options))
    return False


def _is_regression(model: Value, depth: int = 0) -> bool:
    if isinstance(model, Model):
        return bool(_NUMBER.search(model.what)) or any(_is_regression(inner, depth + 1) for inner in model.inner)
    return isinstance(model, Several) and depth < 4 and any(_is_regression(item, depth + 1) for item in model.items)
