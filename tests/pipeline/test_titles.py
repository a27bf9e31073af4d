"""What steps are called: without the notebook's own numbers, and each by a title of its own."""

from __future__ import annotations

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline.literals import lift
from jupyter_mldebt.pipeline.split import split
from jupyter_mldebt.pipeline.titles import apart, heading, headings, slug, title


def titles(graph) -> list[str]:
    return [part.title for part in split(graph).parts]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("3.1 Load data", "Load data"),
        ("3.1.2. Load *all* data", "Load all data"),
        ("1) Load", "Load"),
        ("Step 2. Create the frame", "Create the frame"),
        ("Part 3: SVM", "SVM"),
        ("IV. Results", "Results"),
        ("2D arrays", "2D arrays"),
        ("10 minutes to pandas", "10 minutes to pandas"),
        ("Part one", "Part one"),
        ("Using `np.sort_values` and **more**", "Using np.sort_values and more"),
        ("[Read me](https://example.org) <br>", "Read me"),
        ("第5章 决策树", "第5章 决策树"),
        ("2 * 5 + 1", ""),
        ("Step 4", "Step 4"),
    ],
)
def test_headings_lose_their_numbers_and_marks(text, plain):
    assert heading(text) == plain


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("#md some text\n\n## 2. Load it", "x = 1"), "Load it"),
        (("import pandas as pd\nframe = pd.read_csv('a.csv')",), "Load"),
        (("from sklearn.svm import SVC\nclf = SVC().fit(x, y)\nrows = [clf]\nrows[0]\nrows[0]",), "Train clf"),
        (("# Find the best\nx = 1",), "Find the best"),
        (("# for row in rows:\ndef look(): pass\ndef find(): pass",), "look and find"),
        (("import math\nfrom os import path",), "Imports"),
        (("k = 0\nfor i in range(3):\n    k = k + i", "for i in 'ab':\n    print(i)", "print(1)"), "For loops"),
        (("while k < 3:\n    k = k + 1", "#md text"), "While loops"),
        (("for i in 'ab':\n    print(i)", "print(1)"), "Cells 0 to 1"),
        (("print(1)", "print(2)"), "Cells 0 to 1"),
    ],
)
def test_what_a_part_without_a_heading_is_called(graph_of, cells, told):
    graph = graph_of(*cells)
    assert title(graph, range(len(graph.notebook.cells))) == told


def test_steps_of_one_title_are_told_apart(graph_of):
    graph = graph_of(
        "#md # Load it", "rows = read()", "#md # Show", "print(rows)", "#md # Load it", "columns = read()", "#md # Show", "1 + 1"
    )
    assert titles(graph) == ["Load it: cells 0 to 1", "Show: cells 2 to 3", "Load it: cells 4 to 5", "Show: cells 6 to 7"]


def test_a_part_is_called_after_its_first_comment_where_nothing_else_tells(graph_of):
    cells = [text for number in range(6) for text in (f"a{number} = {number}", f"# Question {number}\nprint(a{number})")]
    found = titles(graph_of(*cells))
    assert len(found) > 1 and all(title.startswith("Question") for title in found)


def test_what_becomes_a_parameter_changes_no_title(graph_of):
    graph = graph_of(
        "def add(a, b): return a + b", "#md # A", "print(1)", "#md # A", "total = list(range(4))\nprint(add(2, 3), add(4, 5), total)"
    )
    lifted = lift(graph)
    assert len(lifted.origins) > 3
    assert titles(Engine().graph(lifted.notebook)) == titles(graph)


def test_what_has_no_heading_of_its_own_continues_what_is_above_it(graph_of):
    graph = graph_of("#md # All", "#md ## One", "x = 1", "y = 1", "#md ## Two", "z = 1")
    assert title(graph, [3]) == "One, continued"
    assert title(graph, [3, 4, 5]) == "One, continued and Two"
    assert title(graph, [0, 1, 2]) == "One"


def test_the_title_of_the_notebook_is_not_that_of_a_part(graph_of):
    graph = graph_of("#md # All of it\n\nAn introduction.", "x = read()", "#md ## Show", "print(x)", "#md ## More", "print(x, x)")
    assert titles(graph) == ["Introduction", "Show", "More"]


def test_slugs_are_fit_for_files():
    assert slug("Données: prêt & chargé!") == "donnees-pret-charge"
    assert slug("数据 2") == "数据-2"
    assert slug("!") == ""
    assert slug("one and two and three and four and five and six") == "one-and-two-and-three-and-four-and-five"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("#md # One", "x = 1", "#md # Two", "y = 2"), "One and Two"),
        (("#md ## One", "x = 1", "#md ## Two", "y = 2", "#md ### Two and a half", "#md ## Three"), "One … Three"),
        (("#md **Q1.** What?", "x = 1", "#md **Q2.** And?", "y = 2"), "Questions 1 and 2"),
        (("'''Task 7: count'''", "x = 1"), "Task 7"),
        (("#md # Sums", "# Question 3\nx = 1"), "Sums"),
        (("def a(): pass\ndef b(): pass\ndef c(): pass",), "a … c"),
        (("#md One\n===\n\nabout it", "x = 1", "#md Two\n===", "y = 2"), "One and Two"),
        (("#md ## Detail", "x = 1", "#md # Two", "y = 2"), "Detail and Two"),
        (("#md We count the rows. Then more.", "x = 1"), "We count the rows"),
        (("import pandas as pd\nx = pd.read_csv('a.csv')", "x.loc[1]", "x.loc[2]"), "Cells 0 to 2"),
        (
            (
                "from sklearn.svm import SVC\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.metrics import accuracy_score",
                "scaler = StandardScaler()\nscaler.fit(x)\nscaler.transform(x)\nscaler.transform(x)",
                "clf = SVC()\nclf.fit(x, y)",
                "accuracy_score(y, clf.predict(x))",
            ),
            "Train and evaluate clf",
        ),
    ],
)
def test_what_matters_most_is_told(graph_of, cells, told):
    graph = graph_of(*cells)
    assert title(graph, range(len(graph.notebook.cells))) == told


def test_parts_of_one_heading_are_told_apart_by_what_they_load_with(graph_of):
    graph = graph_of("#md # Load", "import pickle\na = pickle.load(open('a', 'rb'))", "#md # Load", "import joblib\nb = joblib.load('b')")
    assert apart(graph, ["Load", "Load"], [[0, 1], [2, 3]]) == ["Load: pickle", "Load: joblib"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('<h2 style="color:purple">Data  exploration</h2>', [(2, "Data exploration")]),
        ("**Tackle the salary**", [(4, "Tackle the salary")]),
        ("**Tackle the salary** and more", []),
        ("text\n\n**Tackle**", []),
        ("<h3>" + "a sentence " * 9 + "</h3>", []),
    ],
)
def test_headings_in_html_and_bold(source, told):
    assert headings(source) == told


def test_file_names_end_after_a_whole_part():
    assert slug("Merge all_data and data3 along the subject id") == "merge-all-data-and-data3"
    assert slug("Café") == "cafe" and slug("scikit-learn实例 and 习题") == "scikit-learn实例-and-习题"
