"""Titles: what the steps of a pipeline are called, so that people can tell them apart."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.statements import top_statements

HEADING = re.compile(r"^(#{1,3})\s+(.+?)\s*#*\s*$", re.M)
_MARKS = re.compile(r"<[^>]+>|`|(?<!\w)[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)|\[([^\]]*)\]\([^)]*\)")
_NUMBER = re.compile(  # of the notebook's own: a step has another
    r"(?:(?:step|part|section|chapter|task|exercise|question|problem|q)\s*)?(?:\d+(?:\.\d+)+[.):]?|\d+[.):]|\(\d+\)|[ivx]+[.)])[\s:.–—-]*(?=[^\W\d_])"
    r"|(?:step|part|section|chapter)\s+\d+\s*[–—:-]*\s*(?=[^\W\d_])",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_COMMENT = re.compile(  # of a few words, and no code
    r"#+ *(?! |(?:for|if|while|with|def|class|import|from|return|print|del|elif|else|try)\b)"
    r"((?=[^\n]*[^\W\d_]{3})(?![^\n]*\w\.\w)[^\n=:(\[]{4,60}?)[ .:]*(?:\n|\Z)"
)
_ROLES = {
    "load": "Load {}", "convert": "Prepare {}", "reshape": "Prepare {}", "rename": "Prepare {}", "feature": "Features of {}", "split": "Split {}",
    "fit": "Train {}", "predict": "Predict with {}", "evaluate": "Evaluate {}", "plot": "Plots of {}", "save": "Save {}",
}  # fmt: skip
_OF_MODELS = frozenset({"fit", "predict", "evaluate"})
_CODE = frozenset({"import", "star", "function", "class"})
_LITERAL = (ast.Constant, ast.List, ast.Load, ast.UnaryOp, ast.USub)
_SIMPLE = frozenset({"number", "str", "bool", "none", "file"})  # kinds of values that no step is about
_FORMS: dict[type[ast.AST], str] = {ast.For: "For loops", ast.While: "While loops", ast.If: "Conditions"}
_LONGEST_SLUG = 40
_LONGEST = 60
_FENCED = re.compile(r"(?ms)^```.*?^```")
_QUESTION = re.compile(r"[\s#*'\"_>-]*(question|exercise|problem|task|que|q)s?\s*(?:no\b)?[\s.:#_-]*(\d+)\b", re.I)
_PREPARES = re.compile(r"(?:Scaler|Encoder|Imputer|Vectorizer|Features|Transformer|Binarizer|Normalizer)\Z")
_PLAIN = ("builtins.", "str.", "list.", "dict.", "set.", "tuple.")  # calls that no step is about


def heading(text: str) -> str:
    """A heading without its number and the marks of Markdown and HTML; nothing where no letter is left."""
    plain = _MARKS.sub(r"\1", text).strip()
    plain = _NUMBER.sub("", plain, count=1) if _NUMBER.match(plain) else plain
    return plain.rstrip(" .:") if _LETTERS.search(plain) else ""


def title(graph: Graph, cells: Sequence[int]) -> str:
    """What cells without a heading above them are called: by a heading among them, what they do most, or what they define.

    Parameters
    ----------
    graph : the notebook's dataflow
    cells : consecutive cells
    """
    if told := _questions(graph, cells) or _headings(graph, cells):
        return told
    roles = Counter(
        known.role
        for index in cells
        for call in graph.calls_of.get(index, ())
        if not (call.target or "").startswith(_PLAIN) and (known := lookup(call.target)) is not None and known.role in _ROLES
    )
    if "fit" in roles and (models := _models(graph, cells)):
        return f"Train{' and evaluate' * ('evaluate' in roles)} {models[0]}"
    if roles:
        role = roles.most_common(1)[0][0]
        names = _values(graph, cells, model=role in _OF_MODELS)
        return _ROLES[role].format(names[0]) if names else _ROLES[role].split()[0]
    statements = [top.node for index in cells if index in graph.facts for top in top_statements(index, graph.facts[index])]
    imports = bool(statements) and all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in statements)
    return next(_details(graph, cells), "Imports" if imports else _form(graph, cells) or _place(cells).capitalize())


def apart(graph: Graph, titles: Sequence[str], parts: Sequence[Sequence[int]]) -> list[str]:
    """The titles, each once: where several parts have one, something follows it that the others don't have.

    Parameters
    ----------
    graph : the notebook's dataflow
    titles, parts : of each step its title and its cells
    """
    result = list(titles)
    for same in (text for text, times in Counter(titles).items() if times > 1):
        alike = [at for at, text in enumerate(titles) if text == same]
        details = {at: [*_details(graph, parts[at]), *_methods(graph, parts[at])] for at in alike}
        times = Counter(detail for found in details.values() for detail in set(found))
        for at in alike:
            own = next((detail for detail in details[at] if times[detail] == 1 and detail not in same), _place(parts[at]))
            result[at] = f"{same}: {own}"
    return result


def slug(text: str) -> str:
    """A title as the name of a file: words joined by hyphens, in ASCII where that leaves any of its letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    if not re.search("[a-z]", plain):
        plain = unicodedata.normalize("NFC", text).lower()
    plain = re.sub(r"[\W_]+", "-", plain).strip("-")
    if len(plain) > _LONGEST_SLUG:
        plain = plain[: _LONGEST_SLUG + 1].rpartition("-")[0] or plain[:_LONGEST_SLUG]
    return plain.strip("-")


def is_text(graph: Graph, index: int) -> bool:
    """Whether a cell holds text only: Markdown, or code that is nothing but comments or a string."""
    cell = graph.notebook.cells[index]
    if cell.kind == "markdown":
        return True
    facts = graph.facts.get(index)
    if facts is None or facts.tree is None or facts.magics:
        return False
    return all(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for node in facts.tree.body
    )


def _headings(graph: Graph, cells: Sequence[int]) -> str:
    """The headings of the highest level among cells: one, or the first and the last."""
    found = [
        (len(match[1]), text)
        for index in cells
        if graph.notebook.cells[index].kind == "markdown"
        for match in HEADING.finditer(_FENCED.sub("", graph.notebook.cells[index].source))
        if (text := heading(match[2]))
    ]
    told = list(dict.fromkeys(text for depth, text in found if depth == min(found)[0]))
    if len(told) < 2:
        return "".join(told)
    both = f"{told[0]} {'and' if len(told) == 2 else '…'} {told[-1]}"
    return both if len(both) <= _LONGEST else f"{told[0]} and {len(told) - 1} more"


def _questions(graph: Graph, cells: Sequence[int]) -> str:
    """The questions of an exercise that cells answer, by their numbers: in Markdown, or in the comment or string that begins a cell.

    Nothing where a heading stands above the first one.
    """
    asked = [match for index in cells if (match := _QUESTION.match(graph.notebook.cells[index].source))]
    numbers = list(dict.fromkeys(int(match[2]) for match in asked))
    first = next((index for index in cells if _QUESTION.match(graph.notebook.cells[index].source)), 0)
    if not numbers or _headings(graph, [index for index in cells if index < first]):
        return ""
    word = "Question" if asked[0][1].lower() in ("q", "que", "question") else asked[0][1].capitalize()
    return f"{word} {numbers[0]}" if len(numbers) == 1 else f"{word}s {numbers[0]} {'and' if len(numbers) == 2 else 'to'} {numbers[-1]}"


def _models(graph: Graph, cells: Sequence[int]) -> list[str]:
    """Models that cells train or use, those that only prepare data left out."""
    made = {
        target.id: _callee(node.value.func)
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Assign, ())
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [name for name in _values(graph, cells, model=True) if not _PREPARES.search(made.get(name, ""))]


def _callee(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _form(graph: Graph, cells: Sequence[int]) -> str:
    """The kind of statement that stands in most of the cells with code."""
    kinds = [{type(top.node) for top in top_statements(index, graph.facts[index])} for index in cells if index in graph.facts]
    kind = max(_FORMS, key=lambda kind: sum(kind in found for found in kinds))
    return _FORMS[kind] if 2 * sum(kind in found for found in kinds) > sum(map(bool, kinds)) else ""


def _details(graph: Graph, cells: Sequence[int]) -> Iterator[str]:
    """What is told of cells, the best first: a comment at their top, what they define, the values that they are about."""
    for index in cells:
        if graph.notebook.cells[index].kind == "code" and (found := _COMMENT.match(graph.notebook.cells[index].source)):
            yield found[1]
            break
    defined = [binding.name for index in cells for binding in graph.bindings_of.get(index, ()) if binding.kind in ("function", "class")]
    if names := list(dict.fromkeys(defined)):
        yield " and ".join(names) if len(names) < 3 else f"{names[0]} … {names[-1]}"
    yield from _values(graph, cells)


def _methods(graph: Graph, cells: Sequence[int]) -> list[str]:
    """Methods that cells call, by how often."""
    calls = (node.func for index in cells if index in graph.facts for node in graph.facts[index].nodes.get(ast.Call, ()))  # type: ignore[attr-defined]
    times = Counter(function.attr for function in calls if isinstance(function, ast.Attribute) and not function.attr.startswith("_"))
    return [name for name, _ in times.most_common()]


def _values(graph: Graph, cells: Sequence[int], model: bool = False) -> list[str]:
    """Names of values, of models where these are asked for, by how often the cells read or change them; without constants and short ones."""
    constants = _constants(graph)
    kinds = {
        binding.name: binding.value
        for binding in graph.trace.bindings
        if binding.kind not in _CODE and binding.name not in constants and len(binding.name) > 1 and not binding.name.startswith("_")
        if binding.value not in _SIMPLE
    }
    times = Counter(read.name for index in cells for read in graph.reads_of.get(index, ()) if read.name in kinds)
    times.update(name for index in cells for change in graph.mutations_of.get(index, ()) for name in change.names if name in kinds)
    times.update(binding.name for index in cells for binding in graph.bindings_of.get(index, ()) if binding.name in kinds)
    return [name for name, _ in times.most_common() if not model or kinds[name] == "model"]


def _constants(graph: Graph) -> set[str]:
    """Names that only ever stand for one literal: that a value gets one, to be a parameter, must not change what a step is called."""
    times = Counter(binding.name for binding in graph.trace.bindings)
    return {
        target.id
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Assign, ())
        if isinstance(node, ast.Assign) and all(isinstance(part, _LITERAL) for part in ast.walk(node.value))
        for target in node.targets
        if isinstance(target, ast.Name) and times[target.id] == 1
    }


def _place(cells: Sequence[int]) -> str:
    return f"cell {cells[0]}" if len(cells) == 1 else f"cells {cells[0]} to {cells[-1]}"
