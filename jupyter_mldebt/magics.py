"""IPython syntax -> Python with the same line numbers, and what each magic reads, binds, deletes and runs.

A magic becomes a placeholder name (`__nbmagic_3__`) at its place; the code that it runs as Python is kept beside it, parsed, with true
positions. What magics do: IPython 9's documentation and the rules of its input transformer.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jupyter_mldebt.possible import possible_names
from jupyter_mldebt.tree import walk

MagicKind = Literal["line", "cell", "shell", "help"]
PLACEHOLDER = re.compile(r"__nbmagic_(\d+)__\Z")

_FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@dataclass(slots=True)
class Magic:
    """One use of IPython syntax.

    Parameters
    ----------
    kind : line (%x), cell (%%x), shell (!x) or help (x?)
    name : of the magic, without its percent signs; "" for shell and help
    args : the rest of its line
    line, column, end_line, end_column : place, line from 1, column in code points from 0
    body : Python that it runs in the notebook's namespace
    setup, scoped : Python that it runs in a namespace of its own (%timeit)
    reads : names that it reads; a missing one is no error
    needs : names that it reads; a missing one is an error
    binds, may_bind, deletes : names; "*" in deletes is all of them, an entry that starts with "/" a regular expression
    runs : file that it runs in the notebook's namespace (%run)
    star : modules whose names it binds (%pylab)
    opens : True where it may bind names that can't be known
    hidden_by : the variable that, where there is one, makes it Python (a magic without its percent sign)
    problem : why the Python that it runs does not parse
    """

    kind: MagicKind
    name: str
    args: str
    line: int
    column: int
    end_line: int
    end_column: int
    body: list[ast.stmt] = field(default_factory=list)
    setup: list[ast.stmt] = field(default_factory=list)
    scoped: list[ast.stmt] = field(default_factory=list)
    reads: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    may_bind: tuple[str, ...] = ()
    deletes: tuple[str, ...] = ()
    runs: str | None = None
    star: tuple[str, ...] = ()
    opens: bool = False
    hidden_by: str | None = None
    problem: SyntaxError | ValueError | MemoryError | None = None

    def shift(self, taken: Mapping[int, int]) -> None:
        """Move the place right by what was taken off the beginnings of the lines."""
        self.column += taken.get(self.line, 0)
        self.end_column += taken.get(self.end_line, 0)


class Declared(NamedTuple):
    """What the user says of magics that we don't know, by name without percent signs.

    Parameters
    ----------
    python : their line or body is Python that runs in the notebook
    binds : they bind the names that stand behind them
    opaque : they neither run Python nor bind anything
    """

    python: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    opaque: frozenset[str] = frozenset()

    def apply(self, magic: Magic, body: Callable[[], list[ast.stmt]]) -> bool:
        """Let the magic do what is declared of it; False where nothing is."""
        if magic.name in self.python:
            magic.body = body()
        if magic.name in self.binds:
            magic.binds = tuple(word for word in magic.args.replace(",", " ").split() if word.isidentifier())
        return magic.name in self.python or magic.name in self.binds or magic.name in self.opaque


NOTHING = Declared()
_NOTHING_SHOWN = ("ignore", None, Warning)  # what `warnings.simplefilter("ignore")` makes the first filter


def parse(source: str) -> ast.Module:
    """Python's tree of a text, top-level await allowed.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError : what the parser of the running Python raises
    """
    if warnings.filters and warnings.filters[0][:3] == _NOTHING_SHOWN:  # to say it once more takes as long as to parse a short cell
        tree = compile(source, "<cell>", "exec", _FLAGS, dont_inherit=True)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(source, "<cell>", "exec", _FLAGS, dont_inherit=True)
    assert isinstance(tree, ast.Module)
    return tree


def translate(source: str, start: int = 0, declared: Declared = NOTHING) -> tuple[str, list[Magic]]:
    """Replace IPython syntax by placeholders.

    Parameters
    ----------
    source : text of a cell
    start : offset from which on it is code; what stands above is left blank
    declared : what the user says of magics

    Returns
    -------
    Python text with the same lines, and the magics in the order of their placeholders. Text that is not IPython syntax keeps its
    position; only what follows a magic in its own line does not.
    """
    first = _NOT_BLANK.search(source, start)
    if first is not None and _is_cell_magic(source, first.start()):
        above, below = source.count("\n", 0, first.start()), source.count("\n", first.start())
        return "\n" * above + "__nbmagic_0__" + "\n" * below, [_cell_magic(source, first.start(), above + 1, declared)]
    automagic = _automagic(source, declared) if start == 0 else None
    if automagic is not None:
        return "\n" * (automagic.line - 1) + "__nbmagic_0__" + "\n" * source.count("\n", first.start() if first else 0), [automagic]
    magics: list[Magic] = []
    line = source.count("\n", 0, start) + 1
    out = ["\n" * (line - 1)]
    at = counted = start
    for begin, end in _logical_lines(source, start) if _MAY_ESCAPE.search(source, start) else ():
        line += source.count("\n", counted, begin)
        counted = begin
        replaced = _line(source, begin, end, line, magics, declared)
        if replaced is not None:
            out += [source[at:begin], replaced]
            at = end
    out.append(source[at:])
    return "".join(out), magics


_NOT_BLANK = re.compile(r"\S")
_DATABRICKS = re.compile(r"%(md|sh|fs|scala|r|sql)\b(?![.\w(=])")


def _is_cell_magic(source: str, at: int) -> bool:
    """True where a cell magic begins: two percent signs, or one where Databricks takes the whole cell for another language."""
    if source.startswith("%%", at):
        return not source.startswith("%%%", at)
    found = _DATABRICKS.match(source, at)
    begin = source.find("\n", at) + 1
    if found is None or not begin or not source[begin:].strip():
        return False
    return found[1] != "sql" or not _block(source, begin, NOTHING)  # ipython-sql's magic is one line, and Python may follow


# -- logical lines ----------------------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""(?P<string>'''|\"\"\"|'|\")|(?P<comment>\#[^\n]*)|(?P<open>[([{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)|(?P<escape>[%!])""",
    re.X,
)
_ESCAPED = re.compile(r"[ \t]*[%!?/,;]")
_MAY_ESCAPE = re.compile(r"[%!?]|^[ \t]*[/,;]", re.M)  # what each line of IPython's has
_CONTINUED = re.compile(r"(?:[^\\\n]|\\.|\\\n)*", re.S)


def _logical_lines(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Begin and end of each line at which a statement may begin: not inside strings, brackets or continued lines."""
    at, size = start, len(source)
    while at < size:
        begin = at
        if _ESCAPED.match(source, at):
            found = _CONTINUED.match(source, at)
            at = found.end() if found else size
            yield begin, at
            at += 1
            continue
        depth, eol = 0, None
        while at < size:
            token = _TOKEN.search(source, at)
            if token is None:
                at = size
                break
            kind = token.lastgroup
            at = token.end()
            if kind == "string":
                at = _string_end(source, at, token[0])
            elif kind == "open":
                depth += 1
            elif kind == "close":
                depth = max(0, depth - 1)
            elif kind == "end" and not depth:
                eol = at - 1
                break
            elif kind == "escape" and depth == 0 and _assigned(source, begin, token.start()):
                found = _CONTINUED.match(source, at)
                at = found.end() if found else size
        yield begin, eol if eol is not None else at


_CLOSING = {
    quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}" if len(quote) == 3 else rf"(?:[^\\\n]|\\.)*?(?:{quote}|(?=\n)|\Z)", re.S)
    for quote in ("'", '"', "'''", '"""')
}


def _string_end(source: str, at: int, quote: str) -> int:
    closing = _CLOSING[quote].match(source, at)
    return closing.end() if closing else len(source)


_ASSIGNED = re.compile(r"[ \t]*(?P<target>[^\W\d][\w.\[\]'\", \t()*:-]*?)\s*(?<![=!<>+*/%&|^@:-])=\s*\Z")
_MAGIC_NAME = re.compile(r"[^\W\d][\w.]*")


def _assigned(source: str, begin: int, at: int) -> bool:
    """True where the text from begin to at is `target = ` and a magic or a command follows."""
    if source[at] == "%" and not _MAGIC_NAME.match(source, at + 1):
        return False
    return _ASSIGNED.match(source[begin:at]) is not None


# -- one line ---------------------------------------------------------------------------------------------------------------------------

_HELP = re.compile(r"(?P<indent>[ \t]*)(?P<what>%{0,2}[^\W\d][\w.*]*(?:\[[^\]\n]*\][\w.*]*)*|[^\W\d][\w.*]*)\?\??[ \t]*;?[ \t]*(?:\#.*)?\Z")
_ESCAPE = re.compile(r"(?P<indent>[ \t]*)(?P<escape>%|!!|!|\?\??|[/,;])(?P<rest>.*)\Z", re.S)
_ASSIGNMENT = re.compile(r"(?P<head>[^=]*?(?<![=!<>+*/%&|^@:-])=\s*)(?P<escape>[%!])(?P<rest>.*)\Z", re.S)


def _line(source: str, begin: int, end: int, line: int, magics: list[Magic], declared: Declared) -> str | None:
    """The line that begins here as Python, if it is IPython syntax; what it is is added to the magics."""
    text = source[begin:end]
    escaped = _ESCAPE.match(text)
    if escaped:
        head, escape, rest = escaped["indent"], escaped["escape"], escaped["rest"]
    elif "?" in text and (helped := _HELP.match(text)):
        head, escape, rest = helped["indent"], "?", helped["what"]
    else:
        assigned = _ASSIGNMENT.match(text) if "%" in text or "!" in text else None
        if not assigned or not _assigned(source, begin, begin + assigned.start("escape")):
            return None
        head, escape, rest = assigned["head"], assigned["escape"], assigned["rest"]
    line += head.count("\n")
    lead = head[head.rfind("\n") + 1 :]
    lines = text.count("\n") - head.count("\n")
    magic = Magic("line", "", rest.strip(), line, len(lead), line + lines, len(text) - (text.rfind("\n") + 1))
    if escape.startswith("?"):
        magic.kind = "help"
        magic.reads = tuple(re.findall(r"^%{0,2}([^\W\d]\w*)", rest.strip()))
    elif escape.startswith("!"):
        magic.kind = "shell"
        magic.reads = _expanded(rest)
    elif escape == "%":
        _line_magic(magic, rest, lead + escape, declared)
    else:
        _autocall(magic, escape, rest, lead + escape)
    magics.append(magic)
    return f"{head}__nbmagic_{len(magics) - 1}__" + "\n" * lines


def _autocall(magic: Magic, escape: str, rest: str, lead: str) -> None:
    """`/f a, b` calls f(a, b); `,f a b` and `;f a b` call it with text."""
    found = re.match(r"\s*([^\W\d][\w.]*)\s*", rest)
    if found is None:
        return
    arguments = rest[found.end() :].strip() if escape == "/" else ""
    body = _python(f"{found[1]}({arguments})", magic.line, lead + rest[: found.start(1)])
    magic.body = body
    for node in ast.walk(ast.Module(body, [])):  # the arguments follow the name and a blank as they follow the bracket
        if isinstance(node, ast.Name) and found.end() - found.end(1) != 1 and node.id != found[1].split(".")[0]:
            node.col_offset += found.end() - found.end(1) - 1
            node.end_col_offset = (node.end_col_offset or 0) + found.end() - found.end(1) - 1


_BRACES = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")
_DOLLAR = re.compile(r"(?<![\\$])\$(?:\{)?([^\W\d]\w*)")


def _expanded(text: str) -> tuple[str, ...]:
    """Names that IPython puts into a command: {expression} and $name."""
    names = dict.fromkeys(_DOLLAR.findall(text))
    for expression in _BRACES.findall(text):
        try:
            tree = ast.parse(expression.strip().split("!r")[0], mode="eval")
        except (SyntaxError, ValueError):
            continue
        names.update({node.id: None for node in ast.walk(tree) if isinstance(node, ast.Name)})
    return tuple(names)


# -- what the magics do -----------------------------------------------------------------------------------------------------------------

_RUNS_PYTHON = frozenset(
    "time prun memit snakeviz heat pyinstrument scalene mprun notify lprun debug ipytest chime stopwatch wandb measure profile "
    "viztracer local ipytest".split()
)
_OTHER_LANGUAGE = frozenset(
    "bash sh script html HTML javascript js latex markdown svg SVG writefile file writetemplate perl ruby R cython sql system sx ! "
    "python python2 python3 pypy cmd powershell julia octave fortran bigquery cpp rust node css pyspark spark configure cuda matlab "
    "scala gremlin md sh shell fs r".split()
)
_HARMLESS = frozenset(
    "matplotlib config load_ext reload_ext unload_ext autoreload cd pwd ls ll dir cat head tail cp mv rm mkdir rmdir pip conda mamba "
    "uv env set_env who whos who_ls pinfo pinfo2 pdoc psource pfile psearch pycat page quickref lsmagic magic doctest_mode colors "
    "xmode pdb precision pprint history hist notebook save alias unalias alias_magic bookmark dhist dirs pushd popd rehashx logstart "
    "logstop logon logoff logstate gui system sx killbgscripts tb watermark version_information css_styling tensorboard "
    "tensorflow_version load loadpy automagic autocall autosave connect_info qtconsole less more man clear cls edit ed pastebin "
    "lsmagic pypi jupyter_black nb_black black blackcellmagic javascript html aimport autoindent autoawait code_wrap ldir lf lk lx "
    "micromamba pdef sc".split()
)
# extensions, and magics, that put names into the notebook
_KEDRO = ("catalog", "context", "pipelines", "session")
_INJECTING = {"kedro.ipython": _KEDRO, "kedro.extras.extensions.ipython": _KEDRO, "reload_kedro": _KEDRO}
HARMLESS = _HARMLESS | _OTHER_LANGUAGE  # their arguments and bodies bind nothing that is not told by an option
_AUTOMAGIC = frozenset(
    "alias alias_magic autoawait autocall automagic autoreload bookmark cat cd clear cls code_wrap colors conda config cp debug dhist dirs "
    "doctest_mode ed edit env gui hist history killbgscripts ldir less lf lk ll load load_ext loadpy logoff logon logstart logstate logstop "
    "ls lsmagic lx macro magic mamba man matplotlib micromamba mkdir more mv notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip "
    "popd pprint precision prun psearch psource pushd pwd pycat pylab quickref recall rehashx reload_ext rep rerun reset reset_selective rm "
    "rmdir run save sc set_env store sx system tb time timeit unalias unload_ext uv who who_ls whos xdel xmode".split()
)
# %run: options that stand alone or take a value, then a module behind -m, or a file
_RUN = re.compile(
    r"""(?:-[nipetdG]+(?:\d+)?\s+|-[tb]+\d*\s+|-[Nlbs]\s*\S+\s+|-[TD]\s+\S+\s+)*(?:-m\s+(?P<module>[\w.]+)|(?P<quote>['"])(?P<quoted>.+?)(?P=quote)|(?P<file>[^-'"\s]\S*))"""
)
_OPTIONS = re.compile(r"(?:\s*-[a-zA-Z]+\d*(?:\s+\d+(?=\s))?)*\s*")
_TIMEIT = re.compile(r"(?:\s*-(?:v\s*(?P<saved>[^\W\d]\w*)(?=\s|$)|[a-zA-Z]+\d*(?:\s+\d+(?=\s|$))?))*\s*")
_OPTION = re.compile(r"(?:^|\s)(?P<option>-{1,2}[A-Za-z][\w-]*)(?:(?:\s+|=)(?P<value>[^\s-]\S*))?")
_IDENTIFIER = re.compile(r"(?<![\w.'\"/\\-])([^\W\d]\w*)(?![\w.'\"/\\:=(])")
_CYTHON = re.compile(
    r"^(?:cp?def\s+(?:inline\s+)?(?:[\w\[\]., *:&]+?\s+\*?)?|def\s+|(?:cdef\s+)?class\s+)(\w+)\s*[(:]|^(\w+)\s*=|^(?:from\s+\S+\s+)?c?import\s+(.+)$",
    re.M,
)


def _line_magic(magic: Magic, rest: str, lead: str, declared: Declared) -> None:
    """What `%rest` does; `lead` is the text of its line up to there."""
    name_match = _MAGIC_NAME.match(rest.lstrip(" %"))
    magic.name = name_match[0] if name_match else ""
    skipped = len(rest) - len(rest.lstrip(" %")) + len(magic.name)
    args = rest[skipped:]
    magic.args = args.strip()
    magic.reads = _expanded(args)
    name = magic.name
    if declared.apply(magic, lambda: _python(args, magic.line, lead + rest[:skipped], declared)):
        return
    if name in ("timeit", "time") or name in _RUNS_PYTHON:
        code = args
        if name != "time":
            options = re.match(r"(?:\s*-[a-zA-Z](?:\s*\d+|\s+[\w.]+(?=\s+\S))?)*\s*", args) if name in ("lprun", "mprun") else None
            options = options or (_TIMEIT if name == "timeit" else _OPTIONS).match(args)
            if options:
                code = args[options.end() :]
                magic.binds = tuple(filter(None, options.groupdict().values()))
        body = _python(code, magic.line, lead + rest[: len(rest) - len(code)], declared)
        if name == "timeit":
            magic.scoped = body
        else:
            magic.body = body
    elif name == "run":
        found = _RUN.match(magic.args)
        if found is None:
            magic.opens = True
        else:
            magic.runs = found["module"].replace(".", "/") if found["module"] else found["quoted"] or found["file"]
    elif name == "pylab":
        magic.star = () if "--no-import-all" in magic.args else ("pylab",)
        magic.binds = ("np", "numpy", "plt", "matplotlib", "pylab", "pyplot", "mlab", "figsize", "getfigs", "display")
    elif name == "store":
        words = magic.args.split()
        if words and words[0] == "-r":
            magic.may_bind, magic.opens = tuple(word for word in words[1:] if word.isidentifier()), len(words) == 1
        else:
            magic.reads = tuple(word for word in words if word.isidentifier())
    elif name == "reset":
        words = magic.args.split()
        magic.deletes = () if words and words[-1] in ("in", "out", "dhist") else ("*",)
    elif name == "reset_selective":
        words = [word for word in magic.args.split() if not word.startswith("-")]
        magic.deletes = tuple(f"/{word}" for word in words)
    elif name == "xdel":
        magic.deletes = tuple(word for word in magic.args.split() if word.isidentifier())
    elif name in ("macro",):
        magic.binds = tuple(re.findall(r"^\s*(?:-\w\s+)*([^\W\d]\w*)", magic.args))
    elif name in ("paste", "cpaste", "recall", "rep", "rerun", "edit", "ed", "loadpy", "get_ipython", "nbrun"):
        magic.opens = True
    elif name in ("R", "Rpush", "Rpull", "Rget"):
        _exchange(magic)
    elif name == "sql":
        found = re.match(r"\s*([^\W\d]\w*)\s*<<", magic.args)
        magic.binds = (found[1],) if found else ()
    elif name in _INJECTING or (name in ("load_ext", "reload_ext") and magic.args in _INJECTING):
        magic.binds = _INJECTING[magic.args if name.endswith("load_ext") else name]
    elif name not in _HARMLESS:
        magic.may_bind = tuple(_IDENTIFIER.findall(magic.args))


def _exchange(magic: Magic) -> None:
    """What rpy2's magics hand over: -i takes names, -o gives names."""
    options = [(found["option"], found["value"]) for found in _OPTION.finditer(magic.args)]
    values = {key: tuple(word for word in (value or "").split(",") if word.isidentifier()) for key, value in options}
    words = tuple(word for word in magic.args.split() if word.isidentifier())
    if magic.name == "Rpush":
        magic.needs = words
    elif magic.name == "Rpull":
        magic.binds = words
    else:
        magic.needs = values.get("-i", ()) + values.get("--input", ())
        magic.binds = values.get("-o", ()) + values.get("--output", ())


def _cell_magic(source: str, first: int, line: int, declared: Declared) -> Magic:
    """The magic of a whole cell, which begins at the offset `first`."""
    begin = source.find("\n", first) + 1 or len(source)
    head, body = source[first:begin].rstrip("\n"), source[begin:]
    found = re.match(r"%%?\s*(?P<name>[^\s]+)", head)
    name = found["name"] if found else ""
    args = head[found.end() :] if found else ""
    column = first - (source.rfind("\n", 0, first) + 1)
    lead = source[first - column : first]
    lines = source[first:].rstrip("\n").split("\n")
    magic = Magic("cell", name, args.strip(), line, column, line + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 0))
    magic.reads = _expanded(args)
    options = {match["option"]: match["value"] for match in _OPTION.finditer(args)}
    given = tuple(value for key in ("--out", "--err", "--proc") if (value := options.get(key)) and value.isidentifier())
    if declared.apply(magic, lambda: _block(source, begin, declared, magic)):
        return magic
    if name == "capture":
        words = [word for word in args.split() if word.isidentifier()]
        magic.body, magic.binds = _block(source, begin, declared, magic), tuple(words[:1])
    elif name == "timeit":
        match = _TIMEIT.match(args)
        code = args[match.end() :] if match else args
        magic.binds = tuple(filter(None, match.groupdict().values())) if match else ()
        lead += head[: len(head) - len(code)]
        if not body.strip():
            magic.scoped = _python(code, line, lead)
        else:
            magic.setup = _python(code, line, lead)
            magic.scoped = _block(source, begin, declared, magic)
    elif name in _RUNS_PYTHON:
        magic.body = (
            _block(source, begin, declared, magic) if body.strip() else _python(args, line, lead + head[: len(head) - len(args)], declared)
        )
    elif name == "R":
        _exchange(magic)
    elif name in ("sql", "bigquery"):
        match = re.match(r"\s*([^\W\d]\w*)\s*<<", args)
        words = [word for word in args.split() if not word.startswith("-")]
        magic.binds = (match[1],) if match else ()
        magic.may_bind = tuple(word for word in words if word.isidentifier())
        magic.reads += _expanded(body)
    elif name == "cython":
        magic.binds = tuple(dict.fromkeys(name for found in _CYTHON.finditer(body) for name in _defined(found)))
    elif name in _OTHER_LANGUAGE:
        magic.binds = given
        magic.may_bind = tuple(word for word in (options.get("-o") or "").split(",") if word.isidentifier())
    else:
        inside = _bound_in(_block(source, begin, declared)) or (name for name, _ in possible_names(body))
        magic.may_bind = (*given, *(word for word in args.split() if word.isidentifier()), *dict.fromkeys(inside))
    return magic


def _defined(found: re.Match[str]) -> list[str]:
    """Names that a line of Cython defines: one, or all those of an import."""
    if found[3] is None:
        return [found[1] or found[2]]
    return [part.split(" as ")[-1].strip().split(".")[0] for part in found[3].split("#")[0].strip(" ()").split(",")]


def _bound_in(body: list[ast.stmt]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names[node.id] = None
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names[node.name] = None
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                names.update({(alias.asname or alias.name).split(".")[0]: None for alias in node.names})
    return tuple(names)


def _block(source: str, start: int, declared: Declared, magic: Magic | None = None) -> list[ast.stmt]:
    """The statements of a cell magic's body, which may begin with a cell magic itself; none if it does not parse, which `magic` notes."""
    text, magics = translate(source, start, declared)
    try:
        tree = parse(text)
    except (SyntaxError, ValueError, MemoryError) as error:
        if magic is not None:
            magic.problem = error
        return []
    if magic is not None:
        magic.problem = next((inner.problem for inner in magics if inner.problem is not None), None)
        if magic.problem is not None:
            magic.may_bind += tuple(name for inner in magics for name in (*inner.binds, *inner.may_bind))
    attach(tree, magics, source)
    return tree.body


def attach(tree: ast.Module, magics: list[Magic], source: str) -> None:
    """Give each placeholder in the tree its magic, as attribute `magic` of the Name node, and its true end."""
    lines = source.split("\n")
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    there = [magic.line for magic in magics]
    nodes = list(walk(*[top for top in tree.body if any(top.lineno <= line <= (top.end_lineno or 0) for line in there)]))
    for node in nodes:
        if isinstance(node, ast.Name) and (found := PLACEHOLDER.match(node.id)) and not hasattr(node, "magic"):
            magic = node.magic = magics[int(found[1])]  # type: ignore[attr-defined]
            ends[node.lineno, node.end_col_offset or 0] = magic.end_line, _size(lines[magic.end_line - 1][: magic.end_column])
    for node in nodes:
        at = getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0)
        if at in ends:
            node.end_lineno, node.end_col_offset = ends[at]  # type: ignore[attr-defined]


def _size(text: str) -> int:
    """Bytes of a text, in which Python counts columns."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _python(code: str, line: int, lead: str, declared: Declared = NOTHING) -> list[ast.stmt]:
    """Statements of code that stands in this line behind `lead`; none if it does not parse."""
    bare = code.strip()
    if not bare:
        return []
    padded = "\n" * (line - 1) + bare
    blank = len(code) - len(code.lstrip())
    try:
        try:
            tree = parse(padded)
        except SyntaxError:  # %time !ls
            text, magics = translate(padded, declared=declared)
            tree = parse(text)
            attach(tree, magics, padded)
            for magic in magics:
                magic.shift({line: len(lead) + blank})
    except (SyntaxError, ValueError, MemoryError):
        return []
    column = _size(lead) + blank
    for node in ast.walk(tree):
        if hasattr(node, "col_offset") and node.lineno == line:  # type: ignore[attr-defined]
            node.col_offset += column
            if node.end_lineno == line:  # type: ignore[attr-defined]
                node.end_col_offset += column  # type: ignore[attr-defined]
    return tree.body


_WORD = re.compile(r"\s*(?P<name>[a-z_]\w*)(?P<rest>(?:[ \t]+[^\n]*)?)\s*\Z")


def _automagic(source: str, declared: Declared) -> Magic | None:
    """A magic without its percent sign, as the only line of a cell; a variable of that name goes before it."""
    found = _WORD.match(source)
    if not found or found["name"] not in _AUTOMAGIC or found["rest"].lstrip()[:1] in ("=", ","):
        return None
    begin = found.start("name")
    line = source.count("\n", 0, begin) + 1
    column = begin - (source.rfind("\n", 0, begin) + 1)
    text = found["name"] + found["rest"].rstrip()
    magic = Magic("line", "", "", line, column, line, column + len(text))
    _line_magic(magic, text, source[begin - column : begin], declared)
    magic.hidden_by = magic.name
    return magic
