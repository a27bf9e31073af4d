"""Titles: what the steps of a pipeline are called, so that people can tell them apart."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.statements import top_statements

_HEADING = re.compile(r"^(?:(?P<marks>#{1,3})\s+(?P<text>.+?)\s*#*\s*|(?P<line>[^\s|>#*+-][^\n|]*?)[ ]*\n(?P<under>=+|-{3,})[ ]*)$", re.M)
_HTML_HEADING = re.compile(r"<h([1-3])\b[^>]*>([^<]{1,80})</h\1>", re.I)  # a longer one is a sentence
_BOLD = re.compile(r"\s*(?:\*\*|__)(?!\s)([^\n*_:.]{3,60}):?(?<!\s)(?:\*\*|__):?\s*\Z")
_BOLD_LEVEL = 4
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
_ROLES = {"load": "load", "split": "split", "fit": "train", "predict": "predict", "evaluate": "evaluate", "save": "save", "plot": "plot"}
_CODE = frozenset({"import", "star", "function", "class"})
_LITERAL = (ast.Constant, ast.List, ast.Load, ast.UnaryOp, ast.USub)
_SIMPLE = frozenset({"number", "str", "bool", "none", "file", "axes", "figure"})  # kinds of values that no step is about
_FORMS: dict[type[ast.AST], str] = {ast.For: "For loops", ast.While: "While loops", ast.If: "Conditions"}
_LONGEST_SLUG = 40
_JOINS = frozenset(
    "a an the and or of in on at to for from by with as is are be that which along its their our your into using via per".split()
)
_LONGEST = 60
_ABOUT = 2  # values that a title names
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.:;!?](?=\s|\Z)|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
_FENCED = re.compile(r"(?ms)^```.*?^```")
_QUESTION = re.compile(r"[\W_]*(question|exercise|problem|task|que|q)s?\s*(?:no\b)?[\s.:#_-]*(\d+)\b", re.I)
_PREPARES = re.compile(r"(?:Scaler|Encoder|Imputer|Vectorizer|Features|Transformer|Binarizer|Normalizer)\Z")
_PLAIN = ("builtins.", "str.", "list.", "dict.", "set.", "tuple.")  # calls that no step is about


def heading(text: str) -> str:
    """A heading without its number and the marks of Markdown and HTML; nothing where no letter is left."""
    plain = _MARKS.sub(r"\1", text).strip()
    plain = _NUMBER.sub("", plain, count=1) if _NUMBER.match(plain) else plain
    return plain.rstrip(" .:") if _LETTERS.search(plain) else ""


def headings(source: str) -> list[tuple[int, str]]:
    """The headings in Markdown, underlined ones and those of HTML too, each with its level and without marks; a bold line by itself is one."""
    plain = _FENCED.sub("", source)
    if bold := _BOLD.match(plain):
        return [(_BOLD_LEVEL, heading(bold[1]))]
    plain = _HTML_HEADING.sub(lambda found: f"\n{'#' * int(found[1])} {' '.join(found[2].split())}\n", plain)
    found = ((match["marks"] or match["under"][0], match["text"] or match["line"]) for match in _HEADING.finditer(plain))
    return [(len(mark) if mark[0] == "#" else 1 if mark == "=" else 2, heading(text)) for mark, text in found]


def name_of_all(graph: Graph) -> tuple[int, str] | None:
    """The title of the whole notebook, and its cell: the first heading, above all code, where it is the only one of its level."""
    found = _all_headings(graph, range(len(graph.notebook.cells)))
    if not found or found[0][0] > next(iter(graph.order), 0) or sum(depth <= found[0][1] for _, depth, _ in found) > 1:
        return None
    return found[0][0], found[0][2]


def title(graph: Graph, cells: Sequence[int]) -> str:
    """What cells are called: by the headings among them, the text above their code, what they call or define; or else by their numbers.

    Parameters
    ----------
    graph : the notebook's dataflow
    cells : consecutive cells
    """
    is_whole = len(cells) == len(graph.notebook.cells)
    if (
        told := _questions(graph, cells)
        or _headings(graph, cells, is_whole)
        or _sentence(graph, cells)
        or _doings(graph, cells)
        or _comments(graph, cells)
    ):
        return told
    statements = [top.node for index in cells if index in graph.facts for top in top_statements(index, graph.facts[index])]
    if statements and all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in statements):
        return "Imports"
    whole = name_of_all(graph)
    begins = "Introduction" if whole and whole[0] in cells and _all_headings(graph, range(cells[-1] + 1, len(graph.notebook.cells))) else ""
    about = _listed(_values(graph, cells)[:_ABOUT])
    if about and _libraries(graph, cells, "load") and not _values(graph, cells, model=True):
        about = f"Load {about}"
    return _definitions(graph, cells) or _form(graph, cells) or begins or about or _place(cells).capitalize()


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
        details = {
            at: [
                told
                for told in (
                    _sentence(graph, parts[at]),
                    _comments(graph, parts[at]),
                    _definitions(graph, parts[at]),
                    *_libraries(graph, parts[at], "load", "save"),
                )
                if told
            ]
            for at in alike
        }
        times = Counter(detail for found in details.values() for detail in set(found))
        for at in alike:
            own = next((detail for detail in details[at] if times[detail] == 1 and detail not in same), _place(parts[at]))
            result[at] = f"{same}: {own}"
    return result


def slug(text: str) -> str:
    """A title as the name of a file: words joined by hyphens, in ASCII where that leaves its letters; a long one ends after a whole part."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    letters = sum(letter.isalpha() for letter in unicodedata.normalize("NFC", text))
    if len(re.findall("[a-z]", plain)) < letters:
        plain = unicodedata.normalize("NFC", text).lower()
    words = re.sub(r"[\W_]+", "-", plain).strip("-").split("-")
    plain = "-".join(word for word, before in zip(words, ["", *words], strict=False) if word != before)
    if len(plain) > _LONGEST_SLUG:
        plain = plain[: _LONGEST_SLUG + 1].rpartition("-")[0] or plain[:_LONGEST_SLUG]
        while (shorter := plain.rpartition("-"))[2] in _JOINS and shorter[0]:
            plain = shorter[0]
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


def _all_headings(graph: Graph, cells: Iterable[int]) -> list[tuple[int, int, str]]:
    """Headings among cells that say something, with their cells and levels."""
    texts = ((index, graph.notebook.cells[index]) for index in cells)
    return [(index, depth, text) for index, cell in texts if cell.kind == "markdown" for depth, text in headings(cell.source) if text]


def _headings(graph: Graph, cells: Sequence[int], is_whole: bool = True) -> str:
    """The headings of the highest level among cells: one, or the first and the last.

    Where code stands above the first of them, the heading of that code comes first: a title must cover all.
    """
    if not cells:
        return ""
    whole = None if is_whole else name_of_all(graph)
    found = [one for one in _all_headings(graph, cells) if whole != (one[0], one[2])]
    highest = min((depth for _, depth, _ in found), default=0)
    first = next((index for index, depth, _ in found if depth == highest), cells[-1] + 1)
    told = [text for _, depth, text in found if depth == highest]
    if any(graph.notebook.cells[index].source.strip() for index in graph.order if cells[0] <= index < first):
        inside = [text for index, _, text in found if index < first and not any(cells[0] <= code < index for code in graph.order)]
        above = [text for index, _, text in _all_headings(graph, range(cells[0])) if whole != (index, text)][-1:]
        begins = inside[:1] or [f"{text}, continued" for text in above]
        if not begins and found:  # what is above the headings has none
            return ""
        told = begins + told
    return _first_to_last(told)


def _first_to_last(told: Iterable[str]) -> str:
    told = list(dict.fromkeys(told))
    if len(told) < 2:
        return "".join(told)
    both = f"{told[0]} {'and' if len(told) == 2 else '…'} {told[-1]}"
    return both if len(both) <= _LONGEST else f"{told[0]} and {len(told) - 1} more"


def _sentence(graph: Graph, cells: Sequence[int]) -> str:
    """The first sentences of the texts right above code, from the first code of the cells on, if that one's is short."""
    all_cells, whole = graph.notebook.cells, (name_of_all(graph) or (None,))[0]
    working = [index for index in cells if all_cells[index].kind == "code"]
    told = []
    for index in working:
        if index - 1 in cells and all_cells[index - 1].kind == "markdown" and index - 1 != whole:
            text = _MARKS.sub(r"\1", _FENCED.sub("", all_cells[index - 1].source)).strip()
            told.append(" ".join(heading(_SENTENCE.split(text, maxsplit=1)[0]).split()))
        elif index == working[0]:
            return ""
    if not told or not told[0] or len(told[0]) > _LONGEST or set(told[0]) & set("$="):
        return ""
    return _first_to_last(told)


def _doings(graph: Graph, cells: Sequence[int]) -> str:
    """What most of the cells with code do, or that they train a model: "Load, train and evaluate model"."""
    done: dict[str, set[int]] = {}
    for index in cells:
        for call in graph.calls_of.get(index, ()):
            known = None if (call.target or "").startswith(_PLAIN) else lookup(call.target)
            if known is not None and known.role in _ROLES:
                done.setdefault(known.role, set()).add(index)
                if (call.target or "").endswith(".fit_predict"):
                    done.setdefault("fit", set()).add(index)
    models = _models(graph, cells) if {"fit", "predict"} & done.keys() else []
    if not models:
        done.pop("fit", None)  # it only prepares data
    if "evaluate" in done:
        done.pop("predict", None)  # which is how
    working = [index for index in cells if index in graph.facts]
    if not models and 2 * len(set().union(*done.values())) < len(working):
        return ""
    words = [word for role, word in _ROLES.items() if role in done and (role != "plot" or len(done) == 1)]
    told = " ".join([_listed(words), *["with"] * (bool(models) and words[-1] == "predict"), *models[:1]])
    return told[:1].upper() + told[1:]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _comments(graph: Graph, cells: Sequence[int]) -> str:
    """The comments with which most of the cells with code begin."""
    working = [index for index in cells if index in graph.facts]
    told = [found[1] for index in working if (found := _COMMENT.match(graph.notebook.cells[index].source))]
    return _first_to_last(told) if 2 * len(told) > len(working) else ""


def _libraries(graph: Graph, cells: Sequence[int], *roles: str) -> list[str]:
    """The libraries with which cells do what these roles say of their calls."""
    targets = [call.target or "" for index in cells for call in graph.calls_of.get(index, ())]
    known = [(target, lookup(target)) for target in targets if not target.startswith(_PLAIN)]
    return list(dict.fromkeys(target.partition(".")[0] for target, found in known if found is not None and found.role in roles))


def _definitions(graph: Graph, cells: Sequence[int]) -> str:
    """What most of the cells with code define."""
    working = [index for index in cells if index in graph.facts]
    defined = {index: [b.name for b in graph.bindings_of.get(index, ()) if b.kind in ("function", "class")] for index in working}
    names = list(dict.fromkeys(name for found in defined.values() for name in found))
    if not names or 2 * sum(map(bool, defined.values())) < len(working):
        return ""
    return " and ".join(names) if len(names) < 3 else f"{names[0]} … {names[-1]}"


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
