"""Which fixes NBS001, NBS002 and NBU001 offer, how safe they call them, and where they offer none."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mldebt.catalogue import find, load
from jupyter_mldebt.edit import edited
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.model import Cell, Notebook
from jupyter_mldebt.rule import Finding, Fix
from jupyter_mldebt.rules.hidden_state._trial import Trials

from .blocks import context_of, notebook_of


class Offer(NamedTuple):
    """The first fix of a rule for a notebook: its words, its safety, and what comes out."""

    title: str
    safety: str
    sources: list[str]


def findings(code: str, notebook: Notebook) -> list[Finding]:
    return list(load(find(code)).run(context_of(notebook)))


def fixes(code: str, *sources: str) -> list[Fix | None]:
    return [finding.fix for finding in findings(code, notebook_of(list(sources)))]


def offer(code: str, *sources: str, notebook: Notebook | None = None) -> Offer | None:
    notebook = notebook or notebook_of(list(sources))
    found = findings(code, notebook)
    assert found, "nothing to fix"
    fix = found[0].fix
    return Offer(fix.title, fix.safety, [cell.source for cell in edited(notebook, fix.edits).notebook.cells]) if fix else None


# Imports.


@pytest.mark.parametrize(
    ("use", "statement"),
    [
        ("np.zeros(3)", "import numpy as np"),
        ("plt.plot([1])", "import matplotlib.pyplot as plt"),
        ("os.path.join('a')", "import os"),
        ("re.sub('a', 'b', 'c')", "import re"),
        ("random.choice([1])", "import random"),
        ("glob.glob('*')", "import glob"),
        ("glob('*')", "from glob import glob"),
        ("datetime.datetime(2020, 1, 1)", "import datetime"),
        ("datetime.now()", "from datetime import datetime"),
        ("datetime(2020, 1, 1)", "from datetime import datetime"),
        ("train_test_split([1])", "from sklearn.model_selection import train_test_split"),
        ("F.softmax([1])", "import torch.nn.functional as F"),
        ("F.col('a')", "from pyspark.sql import functions as F"),
        ("defaultdict(list)", "from collections import defaultdict"),
        ("Path.cwd()", "from pathlib import Path"),
        ("def f(x: List[int]) -> List: ...", "from typing import List"),
        ("%time np.zeros(3)", "import numpy as np"),
    ],
)
def test_what_a_name_stands_for(use: str, statement: str) -> None:
    found = offer("NBS001", "import json\nx = 1", use)
    assert found == (f"Add `{statement}` to cell 0", "safe", [f"import json\n{statement}\nx = 1", use])


@pytest.mark.parametrize(
    "use",
    [
        "rate * 2",
        "random.shape",  # a variable of that name
        "random.randn(3)",  # numpy's
        "string.split()",
        "np",
        "np(3)",
        "datetime.now(); datetime.timedelta(1)",  # one of the two can't be
        "F.apply()",
        "stats.mean()",
        "Counter",
        "sleep",
        "test()",
        "np.zeros(3)\ntry:\n    np.ones(3)\nexcept NameError:\n    pass",  # it is tested for
        "def f(np=None):\n    return np\nprint(np)",
    ],
)
def test_names_that_may_be_something_else_get_no_import(use: str) -> None:
    assert set(fixes("NBS001", "import json", use)) == {None}


def test_no_module_that_the_notebooks_version_lacks() -> None:
    assert offer("NBS001", "from sklearn.cross_validation import KFold", "GridSearchCV(1)") is None


def test_an_import_goes_below_the_first_imports() -> None:
    imports = '"""Doc."""\n%matplotlib inline\nimport json\nfrom a import (b,\n    c)\n\nx = 1\nimport sys'
    found = offer("NBS001", "y = 0", imports, "np.zeros(3)")
    assert found and found.sources[1] == imports.replace("    c)\n", "    c)\nimport numpy as np\n")


def test_an_import_at_the_end_of_a_cell_or_behind_a_semicolon() -> None:
    assert (found := offer("NBS001", "import json", "np.zeros(3)")) and found.sources[0] == "import json\nimport numpy as np"
    assert (found := offer("NBS001", "import json; x = [\n1]\ny = 2", "np.zeros(3)"))
    assert found.sources[0] == "import json; x = [\n1]\nimport numpy as np\ny = 2"


def test_an_indented_cell_stays_indented() -> None:
    assert (found := offer("NBS001", "  import json\n  x = 1", "np.zeros(3)"))
    assert found.sources[0] == "  import json\n  import numpy as np\n  x = 1"


def test_without_imports_above_there_is_a_new_cell_below_what_only_sets_up() -> None:
    found = offer("NBS001", "%load_ext autoreload\n# settings", "x = 1", "np.zeros(x)", "import json")
    assert found == (
        "Add `import numpy as np` in a new cell above cell 1",
        "safe",
        ["%load_ext autoreload\n# settings", "import numpy as np", "x = 1", "np.zeros(x)", "import json"],
    )


def test_imports_below_the_read_in_its_own_cell_are_joined_at_its_top() -> None:
    found = offer("NBS001", "# set up\nnp.zeros(3)\nimport json")
    assert found and found.sources == ["# set up\nimport numpy as np\nnp.zeros(3)\nimport json"]


def test_in_a_script_the_head_stays_the_head() -> None:
    cells = (Cell(0, None, "code", '#!/usr/bin/env python\n"""Doc."""\nx = 1'), Cell(1, None, "code", "np.zeros(3)"))
    found = offer("NBS001", notebook=Notebook("a.py", cells, format=(0, 0)))
    assert found and found.sources == ['#!/usr/bin/env python\n"""Doc."""\nimport numpy as np\nx = 1', "np.zeros(3)"]


def test_each_cell_that_lacks_the_name_carries_the_same_fix() -> None:
    found = fixes("NBS001", "import json", "np.zeros(1)", "np.zeros(2)", "def f():\n    return np.zeros(3)\nf()")
    assert len(found) == 3 and len({fix and fix.edits for fix in found}) == 1 and found[0]


def test_a_package_that_may_not_be_there_is_unsafe_where_the_notebook_runs_without() -> None:
    unused = "def f():\n    return np.zeros(3)"
    assert (found := offer("NBS001", "import json", unused)) and found.safety == "unsafe"
    assert (found := offer("NBS001", "import numpy", unused)) and found.safety == "safe"
    assert (found := offer("NBS001", "import json", unused.replace("np.zeros", "math.sqrt"))) and found.safety == "safe"


def test_an_error_on_purpose_is_not_mended() -> None:
    cells = (Cell(0, None, "code", "import json"), Cell(1, None, "code", "np.zeros(3)", tags=("raises-exception",)))
    assert offer("NBS001", notebook=Notebook("a.ipynb", cells)) is None


# Moves.


def test_a_definition_moves_above_its_first_reader_for_all_of_them() -> None:
    sources = ["x = 1", "f(x)", "f(2)", "def f(a):\n    return a"]
    found = fixes("NBS002", *sources)
    assert len(found) == 2 and found[0] is not None and found[1] is not None and found[0].edits == found[1].edits
    assert offer("NBS002", *sources) == ("Move cell 3 above cell 1", "safe", [sources[0], sources[3], sources[1], sources[2]])


def test_what_the_definition_needs_moves_along() -> None:
    assert offer("NBS002", "print(b)", "y = 0", "a = 1", "b = a + 1") == (
        "Move cells 2 and 3 above cell 0",
        "safe",
        ["a = 1", "b = a + 1", "print(b)", "y = 0"],
    )


def test_all_that_a_reader_lacks_comes_at_once() -> None:
    assert offer("NBS002", "print(a + b)", "a = 1", "c = 2", "b = 3") == (
        "Move cells 1 and 3 above cell 0",
        "safe",
        ["a = 1", "b = 3", "print(a + b)", "c = 2"],
    )


def test_of_several_definitions_the_counts_tell_which_one_is_meant() -> None:
    sources = ["print(y)", "y = 1", "y = 2"]
    assert (found := offer("NBS002", *sources)) and (found.title, found.safety) == ("Move cell 1 above cell 0", "unsafe")
    cells = [Cell(index, None, "code", source, count) for index, (source, count) in enumerate(zip(sources, (2, 1, 3), strict=True))]
    found = offer("NBS002", notebook=Notebook("a.ipynb", tuple(cells)))
    assert found and (found.title, found.safety) == ("Move cell 1 [1] above cell 0 [2]", "safe")


def test_what_a_called_function_reads_comes_with_its_cell() -> None:
    found = offer("NBS002", "print(f(1))", "import re\nrate = 2\ndef f(a):\n    return re.escape(str(a * rate))")
    assert found and (found.title, found.safety) == ("Move cell 1 above cell 0", "safe")


def test_an_import_of_what_the_kernel_gives_changes_nothing() -> None:
    found = offer("NBS002", "print(json)", "display(1)", "import json\nfrom IPython.display import display")
    assert found and (found.title, found.safety) == ("Move cell 2 above cell 0", "safe")


def test_many_cells_are_unsafe_and_too_many_stay() -> None:
    chain = ["a = 1", "b = a", "c = b", "d = c"]
    assert (found := offer("NBS002", "print(c)", *chain)) and (found.title, found.safety) == (
        "Move cells 1, 2 and 3 above cell 0",
        "unsafe",
    )
    assert (found := offer("NBS002", "print(e)", "y = 2", *chain, "e = d")) and found.title == "Move cell 0 below cell 6"


def test_the_reader_moves_down_only_alone_and_within_its_section() -> None:
    sources = ["print(e)", "a = 1", "b = a", "c = b", "d = c", "e = d"]
    assert (found := offer("NBS002", *sources)) and (found.title, found.safety) == ("Move cell 0 below cell 5", "unsafe")
    assert offer("NBS002", *sources, "x = 1") and offer("NBS002", "print(e)", *sources) is None
    cells = [Cell(index, None, "code", source) for index, source in enumerate(sources)]
    cells[1:] = [Cell(1, None, "markdown", "# Part two"), *(Cell(cell.index + 1, None, "code", cell.source) for cell in cells[1:])]
    assert offer("NBS002", notebook=Notebook("a.ipynb", tuple(cells))) is None


@pytest.mark.parametrize(
    "sources",
    [
        ["x = 1", "print(y, x)", "print(x)", "x = 2\ny = x", "print(x)"],  # cell 2 would get another x
        ["y = y + 1", "y = 1\nz = y", "y = z"],
        ["print(y)\ny = 2", "z = y", "y = z"],
        ["print(df)", "df = df.dropna()"],  # it fails itself
        ["sc.stop()", "sc = connect()", "sc.run()"],
        ["del sc", "sc = 1"],
        ["total([1])", "total = 3"],  # it was a function
        ["a = b", "b = a"],
    ],
)
def test_no_move_that_another_cell_would_notice(sources: list[str]) -> None:
    assert set(fixes("NBS002", *sources)) == {None}


def test_a_cell_with_tags_of_runners_stays() -> None:
    cells = (Cell(0, None, "code", "print(rate)"), Cell(1, None, "code", "rate = 1", tags=("parameters",)))
    assert offer("NBS002", notebook=Notebook("a.ipynb", cells)) is None


@pytest.mark.parametrize(
    ("between", "definition", "safety"),
    [
        ("x = 1", "data = open('a.txt').read()", "safe"),
        ("import pandas as pd\npd.DataFrame().to_csv('a.csv')", "import pandas as pd2\ndata = pd2.read_csv('a.csv')", "unsafe"),
        ("!wget http://a", "data = open('a.txt').read()", "unsafe"),
        ("import numpy as np\nnp.random.rand()", "import random\ndata = random.random()", "unsafe"),
        ("x = 1", "import random\ndata = random.random()", "safe"),
        ("%matplotlib inline", "data = open('a.txt').read()", "safe"),
    ],
)
def test_the_order_of_side_effects_makes_a_move_unsafe(between: str, definition: str, safety: str) -> None:
    found = offer("NBS002", "import json", "print(data)", between, definition)
    assert found and found.title == "Move cell 3 above cell 1" and found.safety == safety


def test_a_reader_that_fails_all_the_same_makes_a_move_unsafe() -> None:
    assert (found := offer("NBS002", "print(a, gone)", "a = 1")) and found.safety == "unsafe"


def test_an_import_that_shares_its_cell_moves_alone() -> None:
    assert offer("NBS002", "import json", "pd.DataFrame()", "x = 1\nimport pandas as pd\ny = x") == (
        "Move `import pandas as pd` to cell 0",
        "safe",
        ["import json\nimport pandas as pd", "pd.DataFrame()", "x = 1\ny = x"],
    )
    assert offer("NBS002", "pd.DataFrame()", "x = 1\nimport numpy as np, pandas as pd; y = 1") == (
        "Add `import pandas as pd` in a new cell above cell 0",
        "safe",
        ["import pandas as pd", "pd.DataFrame()", "x = 1\nimport numpy as np, pandas as pd; y = 1"],
    )
    assert (found := offer("NBS002", "import json", "f(1)", "x = 1\nfrom a import (\n    f,\n    g,\n)"))
    assert found.sources == ["import json\nfrom a import (\n    f,\n    g,\n)", "f(1)", "x = 1"]


def test_readers_of_an_import_that_moves_are_not_disturbed() -> None:
    found = offer("NBS002", "pd.DataFrame()", "x = 1\nimport pandas as pd", "pd.Series()")
    assert found and found.safety == "safe" and found.sources == ["import pandas as pd", "pd.DataFrame()", "x = 1", "pd.Series()"]


def test_no_blank_lines_stay_where_an_import_was_the_first_or_last() -> None:
    for cell in ("import pandas as pd\n\n\nx = 1", "x = 1\n\nimport pandas as pd"):
        found = offer("NBS002", "pd.DataFrame()", cell)
        assert found and found.sources == ["import pandas as pd", "pd.DataFrame()", "x = 1"]


def test_a_notebook_with_very_many_findings_costs_a_bounded_number_of_trials() -> None:
    sources = [f"print(v{number})" for number in range(40)] + [f"v{number} = 1" for number in range(40)]
    context = context_of(notebook_of(sources))
    offered = [finding.fix for finding in load(find("NBS002")).run(context) if finding.fix]
    assert 0 < len(offered) < 40
    assert len(offered) == sum(change is not None for change in context.once(Trials)._known.values())


# Comments that ignore nothing.


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("x = 1  # nbcheck: ignore[NBS001] why", "x = 1"),
        ("x = 1  # noqa: E501  # nbcheck: ignore", "x = 1  # noqa: E501"),
        ("# nbcheck: ignore-cell[NBS001] why\nx = 1", "x = 1"),
        ("x = 1\n# nbcheck: ignore-cell[NBS001]", "x = 1"),
        ("# nbcheck: ignore-cell", ""),
        ("print(gone)  # nbcheck: ignore[NBS001,NBS002, NBS013] why", "print(gone)  # nbcheck: ignore[NBS001] why"),
        ("x = 1  # nbcheck: ignore[NBS001] why # noqa", None),
        ("x = 1  # nbcheck: ignore[NBS0O1] why", None),
        ("%time x = 1  # nbcheck: ignore[NBS001]", None),
    ],
)
def test_a_comment_that_ignores_nothing_is_taken_out(source: str, mended: str | None) -> None:
    found = [finding for finding in Engine().check_text(f"# %%\n{source}\n", "a.py").findings if finding.code == "NBU001"]
    assert len(found) == 1
    fix = found[0].fix
    assert (fix and edited(notebook_of([source]), fix.edits).notebook.cells[0].source) == mended


# All that is offered, on notebooks put together at random: the notebook that comes out is analysed from scratch.

POOL = (
    "import numpy as np|x = np.zeros(3)|y = x + 1|def f(a):\n    return a + y|print(f(x))|x.append(y)|del y|for i in range(3):\n    z = i|print(z)"
    "|%matplotlib inline|w = f(z)|print(w, y)|y = 2|class C:\n    k = z|np.random.seed(1)|!ls|import pandas as pd; q = pd.Series(x)"
    "|print(q, json.dumps([1]))|x = x * 2|if x:\n    z = os.getcwd()|C().k|%time w = x|x[0] = z|def g():\n    global z\n    z = f(1)|g()"
    "|import json\nv = json|try:\n    v\nexcept NameError:\n    v = 1|from helpers import *|x = = 1|print(v, np.pi)"
).split("|")


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from(POOL), min_size=2, max_size=9))
def test_what_is_offered_keeps_its_word(sources: list[str]) -> None:
    notebook = notebook_of(sources)
    before = context_of(notebook)
    missed = {(read.cell, read.name) for read in before.graph.missing()}
    for finding in (*load(find("NBS001")).run(before), *load(find("NBS002")).run(before)):
        if finding.fix is None or finding.cell is None:
            continue
        after, origins = edited(notebook, finding.fix.edits)
        graph = context_of(after).graph
        still = {(origins[read.cell], read.name) for read in graph.missing()}
        assert (finding.cell.index, finding.names[0]) not in still
        assert still <= missed
        old = {(edge.source, edge.target, edge.name, edge.via) for edge in before.graph.edges}
        new = {(origins[edge.source], origins[edge.target], edge.name, edge.via) for edge in graph.edges}
        if finding.code == "NBS001":
            assert {edge for edge in old if edge[3] == "bind"} <= new
        elif finding.fix.safety == "safe" and not finding.fix.title.startswith("Move `"):
            assert old <= new
