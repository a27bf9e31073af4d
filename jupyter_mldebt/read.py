"""A file's bytes -> Notebook: .ipynb of nbformat 2 to 4 and `# %%` scripts; or one sentence that says why it can't be read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

import msgspec

from jupyter_mldebt.model import Cell, CellKind, Notebook, Output


class ReadError(Exception):
    """The file is no notebook that can be read; the message is one sentence for its user."""


class _Output(msgspec.Struct):
    output_type: str = ""
    execution_count: Any = None
    ename: Any = None
    evalue: Any = None


class _CellMetadata(msgspec.Struct):
    tags: Any = None
    vscode: Any = None
    nbcheck: Any = None
    nbgrader: Any = None
    # where clients note when a cell ran: JupyterLab, the ExecuteTime extension, Colab, papermill
    execution: Any = None
    ExecuteTime: Any = None
    executionInfo: Any = None
    papermill: Any = None


class _Cell(msgspec.Struct):
    cell_type: str = "code"
    source: Any = None
    id: Any = None
    execution_count: Any = None
    metadata: _CellMetadata | None = None
    outputs: list[_Output] | None = None
    # nbformat 3 and older
    input: Any = None
    prompt_number: Any = None
    language: Any = None


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Metadata(msgspec.Struct):
    kernelspec: Any = None
    language_info: Any = None
    jupytext: Any = None


class _Notebook(msgspec.Struct):
    nbformat: Any = None
    nbformat_minor: Any = None
    metadata: _Metadata | None = None
    cells: list[_Cell] | None = None
    worksheets: list[_Worksheet] | None = None


_decode = msgspec.json.Decoder(_Notebook).decode


def read_file(path: str | Path) -> Notebook:
    """Read a notebook from a file.

    Raises
    ------
    ReadError : the file can't be opened or is no notebook
    """
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError("no such file or directory") from None
    except IsADirectoryError:
        raise ReadError("a directory, not a notebook") from None
    except PermissionError:
        raise ReadError("permission denied: the file can't be read") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"the file can't be read: {getattr(error, 'strerror', None) or error}") from None
    return read_text(data, str(path))


def read_text(data: bytes | str, path: str) -> Notebook:
    """Read a notebook from its text; the suffix of `path` tells the format (.py: `# %%` script, else .ipynb).

    Raises
    ------
    ReadError : the text is no notebook
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if path.endswith(".py"):
        return _script(_text(data), path)
    return _ipynb(data, path)


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise ReadError("a binary file, not text")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 text: byte 0x{data[error.start]:02x} at offset {error.start}") from None


def _ipynb(data: bytes, path: str) -> Notebook:
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if not data or data.isspace():
        raise ReadError("the file is empty")
    try:
        raw = _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raw = _lenient(data)
    except RecursionError:
        raise ReadError("the JSON is nested too deeply") from None
    if raw.cells is None and raw.worksheets is None:
        raise ReadError("JSON, but no notebook: it has no list of cells")
    cells = raw.cells if raw.cells is not None else [cell for sheet in raw.worksheets or () for cell in sheet.cells]
    metadata = raw.metadata or _Metadata()
    language, kernel = _language(metadata, cells)
    major = raw.nbformat if isinstance(raw.nbformat, int) else 4
    minor = raw.nbformat_minor if isinstance(raw.nbformat_minor, int) else 0
    return Notebook(path, tuple(_cell(index, cell) for index, cell in enumerate(cells)), language, kernel, (major, minor))


def _lenient(data: bytes) -> _Notebook:
    """What the strict decoder refuses: NaN, and fields of a type that nbformat does not know."""
    try:
        document = json.loads(_text(data))
    except RecursionError:
        raise ReadError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise ReadError(_why_not_json(data, error)) from None
    if not isinstance(document, dict):
        raise ReadError("JSON, but no notebook: the top level is no object")
    cells, worksheets = document.get("cells"), document.get("worksheets")
    metadata = _as_dict(document.get("metadata"))
    return _Notebook(
        nbformat=document.get("nbformat"),
        nbformat_minor=document.get("nbformat_minor"),
        metadata=_Metadata(metadata.get("kernelspec"), metadata.get("language_info"), metadata.get("jupytext")),
        cells=_loose_cells(cells) if isinstance(cells, list) else None,
        worksheets=[_Worksheet(_loose_cells(_as_dict(sheet).get("cells"))) for sheet in worksheets]
        if isinstance(worksheets, list)
        else None,
    )


def _loose_cells(cells: object) -> list[_Cell]:
    return [_loose_cell(cell) for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def _loose_cell(cell: dict[str, Any]) -> _Cell:
    metadata, outputs = _as_dict(cell.get("metadata")), cell.get("outputs")
    return _Cell(
        cell_type=_as_str(cell.get("cell_type", "code")) or "",
        metadata=_CellMetadata(**{name: metadata.get(name) for name in _CellMetadata.__struct_fields__}),
        outputs=[_loose_output(output) for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else None,
        **{key: cell.get(key) for key in ("source", "id", "execution_count", "input", "prompt_number", "language")},
    )


def _loose_output(output: dict[str, Any]) -> _Output:
    return _Output(_as_str(output.get("output_type")) or "", output.get("execution_count"), output.get("ename"), output.get("evalue"))


def _why_not_json(data: bytes, error: ValueError) -> str:
    head = data[:200].lstrip()
    if head.startswith(b"version https://git-lfs"):
        return "a Git LFS pointer, not the notebook itself: run `git lfs pull`"
    if b"/annex/objects/" in head:
        return "a git-annex pointer, not the notebook itself: run `git annex get`"
    if re.match(rb"<(?:!doctype|html|\?xml|head|body)", head, re.I):
        return "a web page, not a notebook: it begins with HTML or XML"
    if re.search(rb"^<{7} ", data, re.M):
        return "the file holds git conflict markers: resolve the conflict first"
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    return f"not valid JSON: {error}"


def _as_dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_int(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _as_str(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _source(value: object) -> str:
    if isinstance(value, list):
        try:
            value = "".join(value)
        except TypeError:
            value = "".join([line for line in value if isinstance(line, str)])
    text = value if isinstance(value, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _language(metadata: _Metadata, cells: list[_Cell]) -> tuple[str, str | None]:
    spec, info = _as_dict(metadata.kernelspec), _as_dict(metadata.language_info)
    kernel = _as_str(spec.get("name"))
    language = _as_str(info.get("name")) or _as_str(spec.get("language"))
    if language is None:
        language = _as_str(_as_dict(metadata.jupytext).get("main_language"))
    if language is None:
        language = next((cell.language for cell in cells if isinstance(cell.language, str)), None)
    if (kernel or "").lower().startswith("sage"):  # it says "python", but reads a language of its own, with names of its own
        language = "sage"
    if language is None and kernel in ("ir", "bash", "xcpp17", "deno"):
        language = {"ir": "r", "bash": "bash", "xcpp17": "c++", "deno": "typescript"}[kernel]
    return (language or "python").lower(), kernel


def _cell(index: int, raw: _Cell) -> Cell:
    kind = _KINDS.get(raw.cell_type, "raw")
    is_code = kind == "code"
    count = _as_int(raw.execution_count if raw.execution_count is not None else raw.prompt_number) if is_code else None
    tags: tuple[str, ...] = ()
    language = ran = None
    timed = is_answer = False
    if (metadata := raw.metadata) is not None:
        if isinstance(metadata.tags, list):
            tags = tuple([tag for tag in metadata.tags if isinstance(tag, str)])
        if metadata.vscode is not None:
            language = _as_str(_as_dict(metadata.vscode).get("languageId"))
        if metadata.nbcheck is not None:
            ran = _ran(metadata.nbcheck, count)
        timed = bool(metadata.execution or metadata.ExecuteTime or metadata.executionInfo or _as_dict(metadata.papermill).get("start_time"))
        is_answer = metadata.nbgrader is not None and _as_dict(metadata.nbgrader).get("solution") is True
    outputs = tuple([_output(output) for output in raw.outputs]) if is_code and raw.outputs else ()
    source = _source(raw.source if raw.source is not None else raw.input)
    return Cell(index, _as_str(raw.id), kind, source, count, tags, outputs, language, ran, timed, is_answer)


_KINDS: dict[str, CellKind] = {"code": "code", "markdown": "markdown", "heading": "markdown", "html": "markdown"}
_OLD_OUTPUTS = {"pyerr": "error", "pyout": "execute_result"}


def _ran(metadata: object, count: int | None) -> str | None:
    """The digest that server/stamps.py left, if it is of the run that gave the cell's count."""
    number, _, digest = (_as_str(_as_dict(metadata).get("ran")) or "").partition(":")
    return digest if digest and number == str(count) else None


def _output(raw: _Output) -> Output:
    return Output(_OLD_OUTPUTS.get(raw.output_type, raw.output_type), _as_int(raw.execution_count), _as_str(raw.ename), _as_str(raw.evalue))


_MARKER = re.compile(r"^# ?%%+(?:[ \t\[].*)?$", re.M)  # `# %%time` is a magic that is commented out
_TAGS = re.compile(r"tags\s*=\s*(\[[^\]]*\])")
_FRONT = re.compile(r"\A# ---\n(?:#.*\n)*?# ---\n")


def cut(text: str) -> list[tuple[int, int, int]]:
    """Where the cells of a script stand: offsets of its marker, of its own text and of its end.

    Text above the first marker is a cell if it holds code; it has no marker.
    """
    front = _FRONT.match(text)
    begin = front.end() if front else 0
    markers = list(_MARKER.finditer(text))
    ends = [*(marker.start() for marker in markers), len(text)]
    head = [(begin, begin, ends[0])] if text[begin : ends[0]].strip() else []
    return head + [(marker.start(), min(marker.end() + 1, end), end) for marker, end in zip(markers, ends[1:], strict=True)]


def _script(text: str, path: str) -> Notebook:
    """Percent format: a cell begins at a line `# %% title [markdown] tags=["a"]`."""
    cells = []
    for index, (marker, start, end) in enumerate(cut(text)):
        rest, body = text[marker:start], text[start:end]
        kind = "markdown" if "[markdown]" in rest or "[md]" in rest else "raw" if "[raw]" in rest else "code"
        found = _TAGS.search(rest)
        try:
            tags = tuple(tag for tag in json.loads(found[1]) if isinstance(tag, str)) if found else ()
        except ValueError:
            tags = ()
        if kind == "markdown":
            body = re.sub(r"^# ?", "", body, flags=re.M)
        cells.append(Cell(index, None, cast(CellKind, kind), body.rstrip("\n"), tags=tags))
    return Notebook(path, tuple(cells), "python", None, (0, 0))
