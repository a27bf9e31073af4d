"""Where notebooks are cut: tags, headings, dataflow, and never through a value in use that can't be carried."""

from __future__ import annotations

from jupyter_mldebt.pipeline.split import split


def runs(cut) -> list[tuple[int, int]]:
    return [(part.cells[0], part.cells[-1]) for part in cut.parts]


def test_every_cell_is_in_one_part_and_in_order(graph_of):
    graph = graph_of("#md # Title", "a = 1", "#md ## Load", "b = a", "#md ## Train", "c = b", "#md the end")
    cut = split(graph)
    assert [index for part in cut.parts for index in part.cells] == list(range(7))


def test_tags_win_over_headings(graph_of):
    graph = graph_of("#md ## One", "a = 1", "b = a", "#md ## Two", "c = b", tags={1: ["step:load"], 4: ["step:train"]})
    cut = split(graph)
    assert [part.title for part in cut.parts] == ["load", "train"]
    assert runs(cut) == [(0, 3), (4, 4)]


def test_headings_of_the_level_that_divides(graph_of):
    graph = graph_of(
        "#md # Title", "#md ## Load", "a = 1", "#md ### detail", "b = a", "#md ## Nothing here\n\nto run", "#md ## Train *it*", "c = b"
    )
    cut = split(graph)
    assert [part.title for part in cut.parts] == ["Load", "Train it"]
    assert runs(cut) == [(0, 5), (6, 7)]


def test_a_heading_inside_fenced_code_is_none(graph_of):
    graph = graph_of("#md ```\n# not a heading\n```", "a = 1", "#md ```\n# nor this\n```", "b = a")
    assert len(split(graph).parts) == 1


def test_code_before_the_first_heading_is_a_part_of_its_own(graph_of):
    cut = split(graph_of("print(1)", "#md # One", "a = 1", "#md # Two", "b = a"))
    assert runs(cut) == [(0, 0), (1, 2), (3, 4)]


def test_a_short_notebook_without_headings_stays_whole(graph_of):
    assert len(split(graph_of("a = 1", "b = a", "c = b")).parts) == 1


def test_dataflow_cuts_where_least_crosses(graph_of):
    first = ["a = 1", "b = a + 1", "c = a + b", "d = a + b + c", "kept = a + b + c + d"]
    second = ["e = kept", "f = e + 1", "g = e + f", "h = e + f + g", "print(e + f + g + h)"]
    cut = split(graph_of(*first, *second))
    assert runs(cut) == [(0, 4), (5, 9)]


def test_no_cut_through_a_generator(graph_of):
    cells = ["a = 1"] * 2 + ["numbers = (n for n in range(9))"] + ["print(next(numbers))"] * 7
    cut = split(graph_of(*cells))
    assert all(part.cells[0] not in range(3, 10) for part in cut.parts[1:])
    assert len(cut.parts) == 1 or cut.parts[1].cells[0] <= 2


def test_no_cut_through_an_open_file_and_the_report_says_why(graph_of):
    cut = split(graph_of("#md # Open", "log = open('log.txt', 'w')", "#md # Write", "log.write('x')", "#md # Rest", "print(1)"))
    assert runs(cut) == [(0, 3), (4, 5)]
    assert "`log`" in cut.notes[0] and '"Write"' in cut.notes[0]


def test_no_cut_through_an_object_that_holds_a_connection(graph_of):
    cells = (
        "#md # Open",
        "import sqlite3\nconnection = sqlite3.connect(':memory:')\nstore = Store(connection)",
        "#md # Use",
        "store.read()",
    )
    assert len(split(graph_of(*cells)).parts) == 1


def test_no_part_holds_more_than_its_share(graph_of):
    cells = ["#md # Start", "x0 = 0", "#md # The rest", *(f"x{n} = x{n - 1} + 1" for n in range(1, 20))]
    cut = split(graph_of(*cells))
    assert max(sum(1 for index in part.cells if cells[index][0] != "#") for part in cut.parts) <= 0.7 * 20


def test_what_keeps_a_large_step_whole_is_named(graph_of):
    use = [f"rows_{n} = list(connection.execute('select {n}'))" for n in range(10)]
    cut = split(graph_of("import sqlite3\nconnection = sqlite3.connect(':memory:')", *use, "print('end')", "print('really')"))
    assert runs(cut) == [(0, 10), (11, 12)]
    assert cut.notes == (
        "11 of 13 code cells stay in one step: `connection` is a connection that can't be carried from one process to another "
        "(cell 0 to cell 10)",
    )


def test_what_ipython_remembers_is_not_cut_off(graph_of):
    cells = [f"x{n} = {n}" for n in range(5)] + ["x4"] + ["print(_)"] + [f"y{n} = {n}" for n in range(4)]
    assert all(part.cells[0] != 6 for part in split(graph_of(*cells)).parts)


def test_no_cut_through_a_live_object(graph_of):
    define = "import ipywidgets as widgets\nclass Picker(widgets.DOMWidget): pass\nclass Special(Picker): pass\nprint(1)"
    assert len(split(graph_of(define, "#md # A", "w = Special()", "#md # B", "w.value")).parts) == 2
    assert len(split(graph_of("#md # A", "import threading\nt = threading.Thread(target=print)", "#md # B", "t.start()")).parts) == 1


def test_the_first_figure_stays_with_the_cell_that_shows_it(graph_of):
    cells = (
        "#md # A",
        "import matplotlib.pyplot as plt\nplt.plot([1])",
        "#md # B",
        "x = 1",
        "#md # C",
        "plt.plot([2])",
        "#md # D",
        "y = 1",
    )
    assert runs(split(graph_of(*cells))) == [(0, 3), (4, 5), (6, 7)]
    assert len(split(graph_of("%matplotlib inline", *cells)).parts) == 4


def test_a_section_that_only_prepares_belongs_to_the_next(graph_of):
    prepare = "import math\nimport matplotlib.pyplot as plt\nplt.style.use('ggplot')\nsize = 3"
    cut = split(graph_of("#md # All", "#md ## Imports", prepare, "#md ## Load", "a = compute()", "#md ## Use", "print(a)"))
    assert [part.title for part in cut.parts] == ["Load", "Use"]
    assert runs(split(graph_of(prepare, "#md # Load", "a = compute()", "#md # Use", "print(a)"))) == [(0, 2), (3, 4)]
    assert len(split(graph_of("#md # A", "import math\nprint(1)", "#md # B", "x = 1")).parts) == 2


def test_a_first_section_that_only_imports_and_sets_a_seed_is_no_part_of_its_own(graph_of):
    cut = split(graph_of("#md # Title", "import random\nrandom.seed(1)", "#md ## Load", "x = random.random()", "#md ## Show", "print(x)"))
    assert [part.title for part in cut.parts] == ["Load", "Show"]


def test_a_text_belongs_to_the_code_below_it(graph_of):
    asked = [
        cell for n in range(6) for cell in (f"'''Question {n}\nWhat is {n}?'''", f"def answer_{n}():\n    return {n}\nprint(answer_{n}())")
    ]
    cut = split(graph_of(*asked))
    assert len(cut.parts) > 1 and all(part.cells[0] % 2 == 0 for part in cut.parts)
    assert all(part.title.startswith("Question") for part in cut.parts)


def test_a_heading_by_itself_goes_with_what_follows(graph_of):
    cells = ("#md ## A", "a = compute()", "#md ## Questions", "#md ## B", "b = compute(a)", "#md ## Remark\n\non b", "#md ## C", "print(b)")
    assert runs(split(graph_of(*cells))) == [(0, 1), (2, 5), (6, 7)]


def test_a_part_does_not_begin_with_a_cell_that_only_shows(graph_of):
    cells = ["a = list('ab')", "a", "b = a + a", "b", "c = b + b", "c", "d = c + c", "d", "e = d + d", "e"]
    assert all(part.cells[0] % 2 == 0 for part in split(graph_of(*cells)).parts)


def test_what_is_imported_for_a_part_belongs_to_it(graph_of):
    first = ["a = 1", "b = a + 1", "c = a + b", "d = a + b + c", "kept = a + b + c + d"]
    second = ["import math", "e = kept", "f = e + math.pi", "g = e + f", "h = e + f + g", "print(e + f + g + h)"]
    assert runs(split(graph_of(*first, *second))) == [(0, 4), (5, 10)]


def test_the_parts_that_an_author_underlined(graph_of):
    text = ["#md Part One\n===", "a = 1", "#md ### Detail", "b = a", "#md Part Two\n===", "c = b", "#md ### More", "d = c"]
    cut = split(graph_of(*text))
    assert runs(cut) == [(0, 3), (4, 7)] and [part.title for part in cut.parts] == ["Part One", "Part Two"]


def test_text_above_a_heading_stays_with_what_is_before_it(graph_of):
    work = [f"a{n} = {n}\nprint(a{n})" for n in range(12)]
    cells = [*work[:6], "#md That was it.", "#md ## The rest", "#md It begins.", *work[6:]]
    assert [part.cells[0] for part in split(graph_of(*cells)).parts][:2] == [0, 7]


def test_a_part_that_only_defines_belongs_to_the_next(graph_of):
    define = "class Model:\n    def fit(self):\n        return 1"
    cut = split(graph_of("#md # Theory", "import math", define, "#md # Use", "print(Model().fit())", "#md # More", "print(2)"))
    assert [part.title for part in cut.parts] == ["Use", "More"]
    work = [f"a{n} = {n}\nprint(a{n})" for n in range(12)]
    assert split(graph_of("import math", "a, b = 1, 2", define, *work)).parts[0].cells[-1] > 3


def test_a_section_whose_cells_do_nothing_is_no_part(graph_of):
    cut = split(graph_of("#md # Load", "a = 1\nprint(a)", "#md # Your turn", "# your code here", "#md # End", "print(2)"))
    assert [part.cells for part in cut.parts] == [(0, 1, 2, 3), (4, 5)]
