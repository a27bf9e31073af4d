"""Contents: which columns values hold, and whether features hold the answer that a model shall find."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jupyter_mldebt.model import Place
from jupyter_mldebt.provenance.columns import Column, Columns, Ranks, form_of, made_of
from jupyter_mldebt.provenance.rows import Data, union
from jupyter_mldebt.provenance.scene import Named, Scene
from jupyter_mldebt.provenance.story import Answer
from jupyter_mldebt.provenance.values import (
    UNKNOWN,
    Chosen,
    Class,
    Either,
    Function,
    Instance,
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
    loops_of,
    options,
    tables,
    way,
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
    "add_constant array asarray asanyarray ascontiguousarray ravel squeeze reshape Series expand_dims from_numpy tensor FloatTensor".split()
)
# methods that leave each row its values
_KEEPING = frozenset(
    "drop_duplicates query where mask ffill bfill convert_dtypes infer_objects append to_pandas float double long int to type cuda cpu "
    "detach requires_grad_ contiguous clone tensor squeeze".split()
)
# how the first parameter of such functions is called
_FIRST = ("data", "objs", "a", "x", "arr", "array", "arrays", "arg", "values")
_NUMERIC = frozenset(("number", "float64", "int64", "numeric", "float"))
_TEXTUAL = frozenset(("object", "O"))
_BESIDE = frozenset("column_stack hstack c_ dstack".split())
_WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?![\w.(])")
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


def are_others(one: Columns | None, other: Columns | None) -> bool:
    """True for columns of which surely none is the same: rows of them are no copies of each other."""
    if one is None or other is None or not one.is_closed or not other.is_closed:
        return False
    return not {column.key for column in one.named.values()} & {column.key for column in other.named.values()}


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


def at_position(owner: Table, key: Value) -> Value:
    """The name of the column at a position, where it has one."""
    if owner.columns is None or not isinstance(key, Plain) or not isinstance(key.literal, int) or key.literal in owner.columns.named:
        return key
    return Plain(owner.columns.at(key.literal).name)


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
        or (isinstance(value, Mapping) and not tables(Several([*value.named.values(), *value.others])))
        or (isinstance(value, Table) and (value.grain == "row" or not value.data.parts and value.data.statistics))
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


def ranked(owner: Table, name: str, arguments: Sequence[Value], named: Named) -> Ranks | None:
    """What a method leaves of the correlations of columns."""
    first = arguments[0] if arguments else UNKNOWN
    if owner.ranks is None:
        return Ranks(owner.columns) if name == "corr" and owner.columns is not None and owner.columns.single is None else None
    if name == "sort_values":
        rising = named.get("ascending", UNKNOWN)
        is_falling = isinstance(rising, Plain) and rising.literal is False
        return replace(owner.ranks, is_first=is_falling, is_last=not is_falling)
    if name in ("abs", "dropna", "copy", "round", "to_frame", "fillna"):
        return owner.ranks
    if name == "nlargest" or name == "head" and owner.ranks.is_first or name == "tail" and owner.ranks.is_last:
        return owner.ranks
    if name == "drop" and (gone := names_in(named.get("labels", named.get("index", first)))) is not None:
        return owner.ranks if owner.ranks.target is not None and owner.ranks.target not in gone else None
    return None


def ranked_item(base: Table, key: ast.expr, value: Value) -> Ranks | None:
    """What indexing leaves of the correlations of columns."""
    if base.ranks is None:
        return None
    if isinstance(value, Plain) and isinstance(value.literal, str) and base.ranks.target in (None, value.literal):
        return replace(base.ranks, target=value.literal)
    if isinstance(key, ast.Compare) and len(key.ops) == 1 and isinstance(key.ops[0], (ast.Gt, ast.GtE)):
        return base.ranks
    if isinstance(key, ast.Slice) and base.ranks.is_first and key.step is None and isinstance(key.lower, (type(None), ast.Constant)):
        return base.ranks if key.lower is None or isinstance(key.lower, ast.Constant) and key.lower.value == 0 else None
    return None


def _types(value: Value) -> frozenset[object]:
    """The names of types, as they are or as texts."""
    if isinstance(value, Module):
        return frozenset((value.name.rpartition(".")[2],))
    if isinstance(value, Several):
        return frozenset().union(*map(_types, value.items))
    return frozenset((value.literal,)) if isinstance(value, Plain) else frozenset()


def place_of_draw(value: Table) -> Place | None:
    return next((part.root.place for part in value.data.parts), None)


def text_of(value: Value) -> str | None:
    """The text that a value gives, in the first round of a loop."""
    if isinstance(value, (Plain, Setting)) and isinstance(value.literal, (str, int)):
        return str(value.literal)
    return None


def as_text(text: str | None, values: Iterable[Value]) -> Value | None:
    """A text that is made of values."""
    if text is None:
        return None
    loops = loops_of(values)
    return Setting(loops, text) if loops else Plain(text)


class Contents(Scene):
    """What is done with columns."""

    def of_function(self, name: str, arguments: Sequence[Value], named: Named, result: Value) -> Value:
        """The result of a function of a library, with the columns that it has."""
        if name in ("date_range", "period_range", "bdate_range", "DatetimeIndex", "to_datetime") and not isinstance(result, Table):
            if arguments and isinstance(arguments[0], Chosen):
                self.story.timed.update(arguments[0].data.parts)
            return Table(Data(), columns=one(Column(object(), is_time=True)))
        arguments = arguments or [named[key] for key in _FIRST if key in named][:1]
        if not arguments:
            return result
        if name in ("factorize", "unique") and isinstance(arguments[0], Table) and (name == "factorize" or "return_inverse" in named):
            codes = replace(arguments[0], columns=form_of(arguments[0].columns) if arguments[0].columns is not None else None, base=None)
            return Several([codes, Plain()] if name == "factorize" else [Plain(), codes])
        if name in BY_ROW and not isinstance(result, (Table, Chosen)) and (columns := derived(arguments)) is not None:
            return Table(union(map(data_of, arguments)), columns=columns)
        if isinstance(result, Table) and name == "abs" and isinstance(arguments[0], Table):
            result = replace(result, ranks=arguments[0].ranks)
        if not isinstance(result, (Table, Chosen)) or result.columns is not None:
            return result
        columns = None
        first = columns_of(arguments[0])
        if name in SAME:
            columns = first
        elif name == "delete" and first is not None and _is_across(named) and len(arguments) > 1 and isinstance(arguments[1], Plain):
            columns = (
                first.between(1, None) if arguments[1].literal == 0 else first.between(None, -1) if arguments[1].literal == -1 else None
            )
        elif name in ("sort", "unique") and first is not None and first.single is not None:
            columns = first.unrelated()
        elif name in ("to_datetime", "DatetimeIndex"):
            columns = one(replace(made_of((first,)), is_time=True), first.name) if first is not None else None
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
        elif name in BY_ROW and first is not None and first.single is not None and not arguments[1:]:
            columns = form_of(first)
        elif name in BY_ROW:
            columns = derived([value for value in arguments if not isinstance(value, Function)])
        return replace(result, columns=columns) if columns is not None else result

    def of_method(self, owner: Table, name: str, arguments: Sequence[Value], named: Named, result: Value) -> Value:
        """The result of a method of a table, with the columns that it has."""
        if isinstance(result, Table) and (ranks := ranked(owner, name, arguments, named)) is not None:
            return replace(result, ranks=ranks)
        if not isinstance(result, (Table, Chosen)) or owner.columns is None:
            return result
        columns = self.left_by(owner, owner.columns, name, arguments, named)
        return result if columns is None or columns is result.columns else replace(result, columns=columns)

    def left_by(self, owner: Table, columns: Columns, name: str, arguments: Sequence[Value], named: Named) -> Columns | None:
        first = arguments[0] if arguments else UNKNOWN
        is_one = columns.single is not None
        if name in _KEEPING or name == "to_dict" and is_one:
            return columns
        if name in ("reshape", "view", "ravel", "flatten", "unsqueeze"):
            return columns if is_one else columns.nameless()
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
                inner = columns_of(self.invoke(value, [owner], {}) if isinstance(value, Function) else value)
                columns = columns.put(each, inner.single if inner is not None and inner.single is not None else Column(object()))
            return columns
        if name == "select_dtypes":
            included = named.get("include", first)
            is_numeric = "exclude" not in named and bool(_types(included) & _NUMERIC)
            return Columns(tuple(replace(rest, is_numeric=True) for rest in columns.rests)) if is_numeric else columns.unsure()
        if name == "filter":
            like = named.get("like")
            if isinstance(like, Plain) and isinstance(like.literal, str) and columns.is_closed:
                return columns.take([each for each in columns.named if isinstance(each, str) and like.literal in each])
            return columns.take(names_in(named.get("items", first)))
        if name == "reindex" and isinstance(wanted := named.get("columns"), Names) and wanted.columns is not None:
            return columns.like(wanted.columns)
        if name in ("merge", "join"):
            joined = columns_of(first)
            if joined is not None and (added := joined.single) is not None and (columns.lacks(joined.name) or _is_new(added, joined.name)):
                return columns.put(joined.name, added)
            return columns
        if name == "eval" and isinstance(first, Plain) and isinstance(first.literal, str) and first.literal.count("=") == 1:
            put, _, terms = first.literal.partition("=")
            return columns.put(put.strip(), made_of((columns.take(sorted(set(_WORD.findall(terms)))),)))
        if name == "to_datetime":
            return one(replace(made_of((columns,)), is_time=True), columns.name)
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
            if is_one and (
                name == "codes" or name in ("map", "replace") and isinstance(first, Mapping) and derived([owner, *others]) is not None
            ):
                return form_of(columns)
            return derived([owner, *others]) if is_one else columns if name in ("replace", "clip", "round", "abs", "applymap") else None
        return None

    def of_groups_method(self, table: Table, name: str, result: Value) -> Value:
        """What the groups of a column give to each row."""
        if not isinstance(result, Table) or table.columns is None or table.columns.single is None:
            return result
        if name in ("transform", "rank", "fillna", "apply", "mean", "median", "sum", "max", "min", "std", "agg", "count", "first"):
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
                if _is_of_type(test, target) and isinstance(test, ast.Compare):
                    is_none = isinstance(test.ops[0], (ast.NotEq, ast.IsNot))
                    is_numeric = bool(_types(self.eval(test.comparators[0])) & (_TEXTUAL if is_none else _NUMERIC))
                    columns = Columns(tuple(replace(rest, is_numeric=True) for rest in columns.rests)) if is_numeric else columns.unsure()
                    continue
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
        first = named.get("drop_first")
        is_full = "prefix" not in named and (first is None or isinstance(first, Plain) and first.literal is False)
        return columns.dummies(listed, is_full) if listed is not None else columns.nameless()

    def assigned(self, option: Table, name: Value, value: Value) -> None:
        """`table[name] = value`."""
        if option.columns is None:
            return
        before = option.columns
        listed = [name.literal] if isinstance(name, Setting) and isinstance(name.literal, str) else listed_names(name)
        if listed is None:
            return
        content = columns_of(value)
        for each in listed:
            if content is not None and content.single is not None:
                column = content.single
            elif isinstance(value, Table) and any(part.root.key[:1] == ("drawn",) for part in value.data.parts):
                column = Column(object(), draw=(place_of_draw(value), each))
            elif content is not None and each in content.named:
                column = content.named[each]
            elif content is not None:
                column = made_of((content,), False)
            else:
                column = Column(object())
            option.columns = option.columns.put(each, column)
        if option.base is not None and option.base.columns == before:
            option.base.columns = option.columns

    def assigned_where(self, option: Table, rows: Chosen, name: Plain, value: Value) -> None:
        """`table.loc[rows, name] = value`: what it was, what it becomes and by what the rows were chosen."""
        if option.columns is not None and isinstance(name.literal, (str, int)):
            before = Table(option.data, columns=option.columns.take((name.literal,)))
            self.assigned(option, name, Table(option.data, columns=derived([before, rows, value])))

    def by_formula(self, formula: Value, data: Value, place: Place) -> None:
        """A model is told by a formula what to predict of which columns of a table."""
        if not (
            isinstance(formula, Plain) and isinstance(formula.literal, str) and formula.literal.count("~") == 1 and isinstance(data, Table)
        ):
            return
        if data.columns is None:
            return
        label, given = (list(dict.fromkeys(_WORD.findall(side))) for side in formula.literal.split("~"))
        if len(label) == 1:
            features, labels = (replace(data, columns=data.columns.take(names)) for names in (given, label))
            self.answered(Model("", "unknown", place), features, labels, place)

    def answered(self, model: Model, features: Value, labels: Value, place: Place) -> None:
        """A model is given features: do they hold the answer?"""
        if _picks(model):
            if (picked := _picked(model, features, labels)) is not None:
                self.story.answers.append(replace(picked, what=model.what, place=place, data=data_of(features), places=way(features)))
            return
        found = [
            answer(table, label, bool(_is_regression(model)))
            for table in options(features)
            for label in options(labels)
            if isinstance(table, (Table, Several)) and isinstance(label, (Table, Chosen))
        ]
        if found and found[0] is not None and None not in found:
            self.story.answers.append(replace(found[0], what=model.what, place=place, data=data_of(features), places=way(features)))


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
    if not given.rests and own <= {column.key for _, column in wanted} and set(given.named) <= {name for name, _ in wanted}:
        return None
    for name, column in wanted:
        told = _name_of(column.key, name)
        if given.has(column.key, is_number):
            return Answer("same", told)
        if (made := given.made_of(column.key)) is not None or (
            column.form_of is not None and (made := given.made_of(column.form_of)) is not None and not given.has(column.form_of)
        ):
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


def _is_new(column: Column, name: object) -> bool:
    """True for a column that is made of others and called by a name of its own."""
    return bool(column.of) and isinstance(name, str) and all(isinstance(key, tuple) and key[-1] != name for key in column.of)


def _is_of_type(test: ast.expr, target: ast.expr) -> bool:
    """True for `table[name].dtype == ...`, of the name that a loop gives, and not of what it has more."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], (ast.NotEq, ast.IsNot, ast.Eq, ast.Is, ast.In)):
        return False
    left = test.left
    return (
        isinstance(left, ast.Attribute)
        and left.attr in ("dtype", "dtypes")
        and isinstance(left.value, ast.Subscript)
        and isinstance(left.value.slice, ast.Name)
        and isinstance(target, ast.Name)
        and left.value.slice.id == target.id
    )


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


def picked_columns(given: Columns, key: Value) -> Columns | None:
    """The columns that a list of names, or a table gone through for its names, picks; None where that is not known."""
    if isinstance(key, (Names, Table)):
        return given.like(key.columns) if key.columns is not None and key.columns.is_sure else None
    listed = listed_names(key)
    return given.take(listed) if listed is not None else None


def _picked(model: Value, features: Value, labels: Value) -> Answer | None:
    """Whether lists of columns that are picked by name hold the one that shall be found."""
    if not isinstance(features, Table) or not isinstance(labels, (Table, Chosen)) or features.columns is None or labels.columns is None:
        return None
    wanted = labels.columns.single
    if wanted is None or features.data.parts != labels.data.parts or not features.columns.has(wanted.key):
        return None
    lists = [item.items[2] for item in _steps(model) if len(item.items) == 3]
    picked = [columns for listed in lists if (columns := picked_columns(features.columns, listed)) is not None]
    if any(columns.has(wanted.key, _is_regression(model)) for columns in picked) or _passes_rest(model):
        return Answer("same", _name_of(wanted.key, labels.columns.name))
    return None


def _passes_rest(value: Value, depth: int = 0) -> bool:
    """True for a transformer of columns that passes those on of which it is told nothing, and drops none."""
    inner = value.inner if isinstance(value, Model) else value.items if isinstance(value, Several) else []
    if isinstance(value, Model) and value.what in ("ColumnTransformer", "make_column_transformer"):
        steps = [item for one in inner if isinstance(one, Several) for item in (one, *one.items) if isinstance(item, Several)]
        dropped = any(isinstance(item, Plain) and item.literal == "drop" for step in steps for item in step.items)
        return not dropped and any(isinstance(item, Plain) and item.literal == "passthrough" for item in inner)
    return depth < 4 and not (isinstance(value, Model) and value.what in _PICKING) and any(_passes_rest(item, depth + 1) for item in inner)


def _steps(value: Value, depth: int = 0) -> list[Several]:
    """The lists of a name, a transformer and columns that a transformer of columns is made of."""
    inner = value.inner if isinstance(value, Model) else value.items if isinstance(value, Several) else []
    own = [value] if isinstance(value, Several) and len(inner) == 3 and isinstance(inner[1], (Model, Plain)) else []
    return own + [step for item in inner for step in _steps(item, depth + 1)] if depth < 8 else own


def _is_regression(model: Value, depth: int = 0) -> bool:
    if isinstance(model, Model):
        return bool(_NUMBER.search(model.what)) or any(_is_regression(inner, depth + 1) for inner in model.inner)
    return isinstance(model, Several) and depth < 4 and any(_is_regression(item, depth + 1) for item in model.items)
