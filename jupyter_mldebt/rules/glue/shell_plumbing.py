"""Data is fetched, moved or edited by commands of the shell.

## Why it matters

What the shell does to files is seen by nobody: not by Python, which goes on when a command fails, nor by a reader who asks where a table
comes from, nor on a machine where the command is missing or means something else. `pathlib`, `shutil`, `urllib` and pandas do the same
where errors stop the run, and a step of the pipeline can say which file it needs.

It is said of commands that fetch, copy, move, delete, unpack, filter or write files: not of those that install packages, list a folder or
look at the machine.

## Bad

```python
# %%
!wget -q https://example.org/sales.zip  # <- NBG006: !wget -q https://example.org/sales.zip
!unzip -o sales.zip  # <- NBG006: !unzip -o sales.zip
```

```python
# %%
%%bash  # <- NBG006: %%bash
cut -d, -f1,3 sales.csv > small.csv
```

```python
# %%
import os, subprocess
os.system("mv a.csv data/a.csv")  # <- NBG006: os.system("mv a.csv data/a.csv")
subprocess.run(["tar", "xf", "data.tar"])  # <- NBG006: subprocess.run(["tar", "xf", "data.tar"])
```

## Good

```python
# %%
!pip install pandas
!nvidia-smi
!ls data
!head -3 sales.csv
```

```python
# %%
import shutil, subprocess
from urllib.request import urlretrieve
urlretrieve("https://example.org/sales.zip", "sales.zip")
shutil.unpack_archive("sales.zip")
subprocess.run(["ffmpeg", "-version"])
```

## When to ignore

In a notebook that shows how to set up a machine.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (glue code, pipeline jungles).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.magics import Magic
from jupyter_mldebt.model import Cell, Place

CODE = "NBG006"
SEVERITY = "info"
PREVIEW = True

_DOES = {
    **dict.fromkeys("wget curl gdown aria2c scp rsync sftp ftp gsutil kaggle azcopy".split(), "fetches data"),
    **dict.fromkeys("cp mv rm ln rename shred".split(), "moves or deletes files"),
    **dict.fromkeys("unzip zip tar gunzip gzip bunzip2 bzip2 unxz xz 7z 7za unrar zstd".split(), "packs or unpacks files"),
    **dict.fromkeys("tee dd split csplit iconv dos2unix unix2dos truncate patch".split(), "edits files"),
}
_FILTERS = frozenset(
    "cat echo printf sed awk gawk cut sort uniq tr paste join head tail grep egrep jq csvcut csvgrep perl python python3".split()
)
_SUBCOMMANDS = re.compile(
    r"(?:git\s+(?:lfs\s+)?(?:clone|pull)|aws\s+s3\s+(?:cp|sync|mv)|sed\s+(?:-\w+\s+)*-i|hf\s+download|huggingface-cli\s+download)\b"
)
_WRITES = re.compile(r"(?<![\d&|>-])>{1,2}(?!\s*(?:/dev/null|&))")
_PARTS = re.compile(r"&&|\|\||[;|\n]")
_SHELLS = frozenset({"bash", "sh", "script", "system", "sx"})
_RUNS = frozenset(
    {
        "os.system",
        "os.popen",
        *(f"subprocess.{name}" for name in "run call check_call check_output Popen getoutput getstatusoutput".split()),
    }
)


def check(cell: Cell, context: Context) -> Iterator[Hit]:
    facts = context.facts[cell.index]
    for magic in facts.magics:
        told = _does(_commands(magic, cell)) if magic.kind == "shell" or magic.name in _SHELLS else ""
        if told:
            place = (
                context.head(cell.index)
                if magic.kind == "cell"
                else Place(cell.index, magic.line, magic.column, magic.end_line, magic.end_column)
            )
            yield _hit(place, told)
    for call in context.graph.calls_of.get(cell.index, ()):
        if (
            call.target in _RUNS
            and call.place.cell == cell.index
            and (told := _does(_given(call.place, facts.nodes.get(ast.Call, ()), context)))
        ):
            yield _hit(call.place, told)


def _hit(place: Place, told: str) -> Hit:
    return Hit(
        place, f"the shell {told} here, where a failure goes unnoticed and nothing tells what later cells depend on", confidence="medium"
    )


def _commands(magic: Magic, cell: Cell) -> str:
    if magic.kind != "cell":
        return magic.args
    return "\n".join(line for line in cell.source.split("\n")[magic.line :] if not line.lstrip().startswith("#"))


def _given(place: Place, calls: Iterable[ast.AST], context: Context) -> str:
    """The command that a call of Python runs, as far as it is written there."""
    for node in calls:
        if isinstance(node, ast.Call) and node.args and context.place(node, place.cell) == place:
            first = node.args[0]
            parts = first.elts if isinstance(first, (ast.List, ast.Tuple)) else [first]
            words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            return " ".join(words) if words and len(words[0]) > 1 else ""
    return ""


def _does(commands: str) -> str:
    """What the first of the commands does to data; nothing where none is known to do anything."""
    for part in _PARTS.split(commands):
        words = part.replace("sudo ", "").split()
        name = words[0].rpartition("/")[2] if words else ""
        if name in _DOES:
            return _DOES[name]
        if found := _SUBCOMMANDS.match(" ".join(words)):
            return "edits files" if found[0].startswith("sed") else "fetches data"
        if name in _FILTERS and _WRITES.search(part):
            return "writes files"
    return ""
