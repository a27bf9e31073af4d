"""The step notebooks as text: what a step takes can be seen by readers and by tools."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline import steps
from jupyter_mldebt.pipeline.export import export
from jupyter_mldebt.pipeline.plan import Plan, Step
from jupyter_mldebt.pipeline.runner import run

from .conftest import notebook_json
from .runs import pipeline

NAMES = [f"value_{number}_of_many" for number in range(12)]


def load_cell(folder: Path, number: int) -> str:
    """The source of the cell that loads what a step takes; steps by number from 1."""
    step = sorted(folder.glob("steps/*.ipynb"))[number - 1]
    cells = json.loads(step.read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if "nbcheck-load" in cell["metadata"].get("tags", ()))


def test_names_that_are_surely_there_are_assigned(tmp_path):
    folder = pipeline(
        tmp_path,
        "#md # One",
        "rows = list(map(int, '12'))\ntotal = len(rows)\nprint(total)",
        "#md # Two",
        "print(rows, total)",
        "#md # Three",
        "print(rows)",
    )
    assert '\nrows, total = _handover.load(\n    {"01-one": ["rows", "total"]},\n' in load_cell(folder, 2)
    assert '\n(rows,) = _handover.load({"01-one": ["rows"]}' in load_cell(folder, 3)


def test_names_that_may_not_be_there_are_not(tmp_path):
    first = "import os\nif os.sep == '?':\n    odd = 1\nsure = gone = 2\ndel gone"
    second = "try:\n    print(odd)\nexcept NameError:\n    odd = sure"
    folder = pipeline(tmp_path, "#md # One", first, "#md # Two", second, "#md # Three", "odd = 3\nprint(odd)")
    assert '\n(sure,) = _handover.load(\n    {"01-one": ["sure"]},\n    maybe={"01-one": ["odd"]},\n' in load_cell(folder, 2)


def test_many_names_stand_on_several_lines(tmp_path):
    first = "\n".join(f"{name} = [{number}]" for number, name in enumerate(NAMES)) + "\nprint(1)"
    folder = pipeline(tmp_path, "#md # One", first, "#md # Two", f"print({', '.join(NAMES)})")
    source = load_cell(folder, 2)
    compile(source, "cell", "exec")
    assert max(map(len, source.split("\n"))) <= 100


def test_the_checker_has_nothing_to_say_of_names_in_steps(tmp_path):
    cells = [
        "#md # One",
        "import math\nrows = [1.5]\nprint(rows)",
        "#md # Two",
        "rows.append(math.pi)\nhalf = rows[0] / 2",
        "#md # Three",
        "print(rows, half)",
    ]
    engine, made = Engine(), sorted(pipeline(tmp_path, *cells).glob("steps/*.ipynb"))
    assert len(made) == 3
    found = [
        finding.message
        for step in made
        for finding in engine.check_file(str(step)).findings
        if finding.code in ("NBS001", "NBS002", "NBS013")
    ]
    assert not found


def about(folder: Path, number: int) -> list[str]:
    """The lines of a step's header."""
    step = sorted(folder.glob("steps/*.ipynb"))[number - 1]
    return "".join(json.loads(step.read_text(encoding="utf-8"))["cells"][0]["source"]).splitlines()


def test_the_header_tells_all_that_a_step_depends_on(write):
    path = write(
        "#md # 1. Draw",
        "import random\nrandom.seed(1)\nrows = [random.random()]\nkept = list('ab')\nwith open('Rows.txt', 'w') as file:\n    file.write('x')",
        "#md # 2. Add",
        "rows.append(random.random())\nprint(kept)",
        "#md # 3. Show",
        "with open('Rows.txt') as file:\n    print(rows, kept, file.read())",
    )
    folder = Path(export(path, verify="none").folder)
    assert about(folder, 1) == [
        "# Step 1 of 3: Draw",
        "",
        "Made by `nbcheck export` from cells 0 to 1 of `analysis.ipynb` (counted from 0, text included). What you edit here is kept when it is "
        "exported again.",
        "",
        "- writes `Rows.txt`, which later steps read",
        "- hands on `kept` and `rows` to step 2",
        "- hands on random numbers to step 2",
    ]
    assert about(folder, 2)[4:] == [
        "- takes `kept` (list) and `rows` (list) from step 1",
        "- takes random numbers as step 1 leaves them",
        "- hands on `rows` to step 3",
        "- passes `kept` on to step 3 (made in step 1)",
    ]
    assert about(folder, 3)[4:] == [
        "- takes `rows` (list) from step 2",
        "- takes `kept` (list) from step 2 (made in step 1)",
        "- reads `Rows.txt`, which step 1 writes",
    ]


def test_the_header_says_why_a_name_is_taken_that_no_cell_speaks_of(write):
    cells = ["#md # One", "rows = list('ab')\nsame = rows", "#md # Two", "rows.append('c')", "#md # Three", "print(rows, same)"]
    lines = about(Path(export(write(*cells), verify="none").folder), 2)
    assert "- takes `same`, maybe the same object as `rows`, from step 1" in lines


def test_the_prologue_names_the_steps_that_it_copies_from(write):
    cells = ["#md # One", "import math, os\nprint(math.e)", "#md # Two", "print(1)\ndef half(x):\n    return x / 2\nprint(half(2))"]
    folder = Path(export(write(*cells, "#md # Three", "print(half(math.pi))"), verify="none").folder)
    second = json.loads((folder / "steps" / "02-two.ipynb").read_text(encoding="utf-8"))["cells"][-1]["source"]
    assert "".join(second).startswith("print(1)\n# copied to step 3: change it there, too\ndef half(x):")
    step = json.loads((folder / "steps" / "03-three.ipynb").read_text(encoding="utf-8"))
    comment = next(cell["source"][:4] for cell in step["cells"] if cell["id"] == "nbcheck-prologue")
    assert comment == ["# imports of step 1\n", "import math, os\n", "\n", "# half, as in step 2: change it there, too\n"]


def test_long_loads_have_a_line_for_each_step():
    step = Step(name="04", title="", cells=(0,), notebook="", consumes={f"0{number}-{'long' * 9}": ("a", "b") for number in (1, 2, 3)})
    source = steps._load(Plan(notebook="", kernel="", steps=(step,)), step, {name: frozenset("ab") for name in step.consumes})
    assert [line for line in source.split("\n") if "long" in line] == [
        f'        "0{number}-{"long" * 9}": ["a", "b"],' for number in (1, 2, 3)
    ]
    compile(source, "cell", "exec")


def test_a_step_by_itself_has_nothing_of_the_pipeline(write, tmp_path):
    folder = Path(export(write("#md # One", "print(1)", "#md # Two", "SIZE = 3\nprint(SIZE)"), verify="none").folder)
    one, two = (json.loads(step.read_text(encoding="utf-8"))["cells"] for step in sorted(folder.glob("steps/*.ipynb")))
    assert not (folder / "step_handover.py").exists() and "cloudpickle" not in (folder / "requirements.txt").read_text(encoding="utf-8")
    assert [cell["id"] for cell in one] == ["nbcheck-about", "nbcheck-setup", "c0", "c1"]
    assert [cell["id"] for cell in two] == ["nbcheck-about", "nbcheck-parameters", "nbcheck-setup", "c2", "c3"]
    assert two[1]["source"] == ["SIZE = 3"]
    done = run(folder, parameters={"SIZE": 4})
    assert done.status == "ok" and "4" in Path(done.steps[1].notebook).read_text(encoding="utf-8")
    script = subprocess.run([sys.executable, folder / "run.py", "-p", "SIZE=5", "--to", tmp_path / "out"], capture_output=True, text=True)
    assert script.returncode == 0, script.stderr
    assert '"5\\n"' in (tmp_path / "out" / "executed" / "02-two.ipynb").read_text(encoding="utf-8")


CARRIED = [
    "#md # One",
    "rate = 2\ndef told(x):\n    return f'{x:.1f}'",
    "def made(n):\n    def report(x):\n        return told(x * rate + n)\n    return report\nreport = made(1)",
    "#md # Two",
    "print(report(3))",
]


def edited(folder: Path, number: int, old: str, new: str) -> None:
    """Change the text of a step, by number from 1."""
    step = sorted(folder.glob("steps/*.ipynb"))[number - 1]
    text = step.read_text(encoding="utf-8")
    assert text.count(old) == 1
    step.write_text(text.replace(old, new), encoding="utf-8")


def test_a_copy_that_is_edited_acts_also_in_functions_that_are_loaded(write):
    folder = Path(export(write(*CARRIED), verify="none").folder)
    edited(folder, 2, "{x:.1f}", "{x:.3f}")
    done = run(folder)
    assert done.status == "ok" and '"7.000\\n"' in Path(done.steps[1].notebook).read_text(encoding="utf-8")
    prologue = next(
        cell["source"] for cell in json.loads(Path(done.steps[1].notebook).read_text("utf-8"))["cells"] if cell["id"] == "nbcheck-prologue"
    )
    assert "".join(prologue).startswith("# told, as in step 1: change it there, too\n")


def test_a_parameter_acts_in_functions_that_are_loaded(write):
    folder = Path(export(write(*CARRIED, "#md # Three", "print(report(3), rate)"), verify="none", parameters={"rate": None}).folder)
    edited(folder, 3, "rate = 2", "rate = 5")
    done = run(folder)
    assert done.status == "ok", done
    shown = [
        "".join(cell["outputs"][0]["text"])
        for step in done.steps
        for cell in json.loads(Path(step.notebook).read_text("utf-8"))["cells"]
        if cell.get("outputs")
    ]
    assert shown == ["7.0\n", "16.0 5\n"]
    done = run(folder, parameters={"rate": 1})
    assert "4.0" in Path(done.steps[1].notebook).read_text(encoding="utf-8")


def test_literals_that_another_step_sets_are_said_to_be_there(write):
    folder = Path(
        export(
            write("#md # One", "# sizes\nsize = 3\nprint(1)", "#md # Two", "print(size)"), verify="none", parameters={"size": None}
        ).folder
    )
    first = json.loads(sorted(folder.glob("steps/*.ipynb"))[0].read_text(encoding="utf-8"))["cells"][-1]["source"]
    assert "".join(first) == "# sizes\n# size: set in step 2\nprint(1)"


def test_what_is_said_of_copies_is_so(write):
    define = "class Pair:\n    pass\ndef idle(x):\n    return x\ndef called(x):\n    return x\npairs = [Pair(), called(1)]\nprint(pairs)"
    folder = Path(export(write("#md # One", define, "#md # Two", "print(idle(2), called(3), pairs)"), verify="none").folder)
    one, two = (json.loads(step.read_text(encoding="utf-8"))["cells"] for step in sorted(folder.glob("steps/*.ipynb")))
    source = "".join(next(cell["source"] for cell in one if "def idle" in "".join(cell["source"])))
    assert "# not used in this step, but copied to step 2: change it there, too\ndef idle" in source
    assert "# copied to step 2: change it there, too\ndef called" in source
    comment = " ".join(
        line[2:]
        for line in "".join(next(cell["source"] for cell in two if cell["id"] == "nbcheck-prologue")).split("\n")
        if line[:2] == "# "
    )
    assert comment == (
        "Pair, in case what is loaded below holds one, as in step 1: change it there, too idle and called, as in step 1: change them there, too"
    )


def cell_of(folder: Path, number: int, kind: str) -> str:
    step = sorted(folder.glob("steps/*.ipynb"))[number - 1]
    return next(
        ("".join(cell["source"]) for cell in json.loads(step.read_text(encoding="utf-8"))["cells"] if cell["id"] == f"nbcheck-{kind}"), ""
    )


def test_a_step_opened_by_hand_goes_home(write, tmp_path):
    folder = Path(export(write("#md # One", "print(1)", "#md # Two", "print(open('there.txt').read())"), verify="none").folder)
    setup = cell_of(folder, 2, "setup")
    script = f"{setup}\nprint(_os.getcwd())"
    for start in (folder / "steps", tmp_path):
        ran = subprocess.run([sys.executable, "-c", script], cwd=start, capture_output=True, text=True, check=True)
        assert Path(ran.stdout.strip()).resolve() == tmp_path.resolve()


def test_the_header_names_files_that_are_dumped_and_modules_that_are_fetched(write):
    cells = [
        "#md # One",
        "import joblib\nfrom urllib.request import urlretrieve\nurlretrieve('https://example.org/a/helpers.py', 'helpers.py')",
        "#md # Two",
        "rows = [1]\njoblib.dump(rows, 'rows.bin')",
        "#md # Three",
        "print(joblib.load('rows.bin'))",
        "#md # Four",
        "import helpers\nprint(helpers)",
    ]
    folder = Path(export(write(*cells), verify="none").folder)
    assert "- reads `rows.bin`, which step 2 writes" in about(folder, 3)
    assert "- reads `helpers.py`, which step 1 may fetch or write" in about(folder, 4)


def test_a_magic_of_ours_is_not_called_a_setting_of_the_notebook(tmp_path):
    cells = ["import matplotlib.pyplot as plt\nplt.plot([1])", "print(1)", "plt.plot([2])"]
    path = tmp_path / "analysis.ipynb"
    path.write_text(notebook_json(*cells, tags={0: ["step:one"], 2: ["step:two"]}), encoding="utf-8")
    prologue = cell_of(Path(export(path, verify="none").folder), 2, "prologue")
    assert prologue.startswith("# imports of step 1\n")
    assert "\n# turned on by the first figure, in step 1: figures show below the cells that draw them\n%matplotlib inline" in prologue


def test_a_parameter_says_in_which_other_steps_it_stands(write):
    cells = ["#md # One", "SIZE = 3\nprint(SIZE)", "#md # Two", "print(SIZE * 2)"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert cell_of(folder, 1, "parameters") == "SIZE = 3  # also in step 2: change it there, too"
    assert cell_of(folder, 2, "parameters") == "SIZE = 3  # also in step 1: change it there, too"


def test_settings_of_a_module_beside_the_notebook_are_said_once(write, tmp_path):
    text = "import matplotlib.pyplot as plt\ndef set_look():\n    plt.rcParams['lines.linewidth'] = 3\ndef show(xs):\n    plt.plot(xs)\n"
    (tmp_path / "looks.py").write_text(text, encoding="utf-8")
    cells = ["#md # One", "from looks import set_look, show\nset_look()\nprint(1)", "#md # Two", "show([1])", "#md # Three", "show([2])"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert "set_look()" not in cell_of(folder, 3, "prologue") and "drawing" in cell_of(folder, 3, "load")
    assert "random" not in cell_of(folder, 3, "load")
    (tmp_path / "looks.py").write_text(f"import random\n{text}    random.seed(1)\n    random.random()\n", encoding="utf-8")
    other = Path(export(write(*cells, name="other.ipynb"), verify="none").folder)
    assert "random" in cell_of(other, 3, "load")


def test_a_module_is_not_imported_again_for_names_that_are_not_used(write, tmp_path):
    text = "def one(): return 1\ndef two(): return 2\ndef three(): return 3\n"
    (tmp_path / "helpers.py").write_text(f"{text}print('here')\n", encoding="utf-8")
    cells = ["#md # One", "from helpers import one\nfrom helpers import two\nfrom helpers import three\nprint(one(), two())"]
    cells += ["#md # Two", "print(three())", "#md # Three", "print(4)"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert cell_of(folder, 2, "prologue").count("helpers") == 1 and "import three" in cell_of(folder, 2, "prologue")
    assert cell_of(folder, 3, "prologue").count("helpers") == 1
    (tmp_path / "helpers.py").write_text(text, encoding="utf-8")  # it only defines: nothing is missed without it
    other = Path(export(write(*cells, name="other.ipynb"), verify="none").folder)
    assert "import three" in cell_of(other, 2, "prologue") and not cell_of(other, 3, "prologue")


def test_settings_are_announced_on_both_sides(write):
    settings = "import pandas as pd\npd.options.display.max_rows = 20\npd.options.display.max_columns = 9\nprint(1)"
    folder = Path(export(write("#md # One", settings, "#md # Two", "print(pd.Series([2]))"), verify="none").folder)
    first = json.loads(sorted(folder.glob("steps/*.ipynb"))[0].read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in first)
    assert text.count("# settings also in step 2: change them there, too\npd.options.display.max_rows = 20") == 1
    assert text.count("there, too") == 1
    assert cell_of(folder, 2, "prologue").startswith("# imports and settings of step 1 (change settings there, too)\n")


def test_the_order_of_steps_has_a_reason(write):
    cells = ["#md # One", "!pip list\nprint(1)", "#md # Two", "!pip check\nprint(2)"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert "- runs after step 1, as both call `!pip`" in about(folder, 2)
    cells = ["#md # One", "class A:\n    def go(self, f): f()\nA().go(print)", "#md # Two", "A().go(print)"]
    other = Path(export(write(*cells, name="other.ipynb"), verify="none").folder)
    assert "- runs after step 1, in case both use the same files: nobody sees what all their calls do" in about(other, 2)


def test_imports_that_a_step_begins_with_are_not_repeated(write):
    cells = ["#md # One", "from sklearn.tree import plot_tree\nprint(plot_tree)", "#md # Two"]
    cells += ["from sklearn.tree import plot_tree\nprint(plot_tree)", "#md # Three", "print(3)"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert not cell_of(folder, 2, "prologue") and not cell_of(folder, 3, "prologue")


def test_a_save_cell_says_what_it_hands_on(write):
    cells = ["#md # One", "import random\nrandom.seed(1)\nrows = [random.random()]\nprint(1)", "#md # Two", "print(rows, random.random())"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert cell_of(folder, 1, "save").startswith("# handed on: rows and random numbers\n")


def test_the_header_tells_its_numbers_from_the_authors(write):
    cells = ["#md ## Step 3. Load", "a = 1\nprint(a)", "#md ## Step 4. Show", "print(a + 1)"]
    folder = Path(export(write(*cells), verify="none").folder)
    first = json.loads(next(folder.glob("steps/01*")).read_text(encoding="utf-8"))["cells"][0]["source"]
    assert "the notebook's own headings have other numbers" in "".join(first)
    plain = Path(export(write("#md ## Load", "a = 1\nprint(a)", "#md ## Show", "print(a + 1)"), verify="none", force=True).folder)
    assert "own headings" not in next(plain.glob("steps/01*")).read_text(encoding="utf-8")


def test_nothing_is_said_to_be_verified_where_nothing_was_compared(write):
    done = export(write("#md # One", "a = 1", "#md # Two", "b = a + 1"))
    assert done.verification is not None and done.verification.verified and done.verification.said == "nothing to compare"
    readme = (Path(done.folder) / "README.md").read_text(encoding="utf-8")
    assert "nothing to compare" in readme and "**Verified**" not in readme
    assert '<span class="chip nondeterministic">nothing to compare</span>' in (Path(done.folder) / "VERIFIED.html").read_text(
        encoding="utf-8"
    )


def test_pictures_beside_the_notebook_are_found_from_the_steps(write):
    text = '![](images/a.png) <img src="./b.png"> ![x](https://example.org/c.png) ![y](attachment:d.png)'
    folder = Path(export(write("#md # One", f"#md {text}", "a = 1\nprint(a)", "#md # Two", "print(2)"), verify="none").folder)
    source = next(folder.glob("steps/01*")).read_text(encoding="utf-8")
    assert "![](../../images/a.png)" in source and 'src=\\"../../b.png\\"' in source
    assert "(https://example.org/c.png)" in source and "(attachment:d.png)" in source


def test_state_is_told_with_the_step_that_set_it(write):
    cells = ["#md # A", "import random\nrandom.seed(1)\nprint(1)", "#md # B", "exec('2')", "#md # C", "print(random.random())"]
    folder = Path(export(write(*cells), verify="none").folder)
    third = "".join(json.loads(next(folder.glob("steps/03*")).read_text(encoding="utf-8"))["cells"][0]["source"])
    assert "takes random numbers as step 2 leaves them (last set in step 1)" in third


def test_random_numbers_that_nobody_seeds_are_not_handed_on(write):
    cells = ["#md # One", "import random\nprint(random.random())", "#md # Two", "print(random.random())"]
    loose = Path(export(write(*cells), verify="none").folder)
    assert "random" not in cell_of(loose, 2, "load")
    seeded = Path(
        export(write(cells[0], f"import random\nrandom.seed(2)\n{cells[1]}", *cells[2:], name="seeded.ipynb"), verify="none").folder
    )
    assert "random" in cell_of(seeded, 2, "load")


def test_state_that_may_not_be_used_is_said_to_be_a_precaution(write):
    cells = ["#md # A", "import random\nrandom.seed(1)\nprint(1)", "#md # B", "exec('2')", "#md # C", "print(random.random())"]
    folder = Path(export(write(*cells), verify="none").folder)
    assert any(line.startswith("- takes random numbers") and line.endswith("in case something here uses them") for line in about(folder, 2))
    assert "- takes random numbers as step 2 leaves them (last set in step 1)" in about(folder, 3)


def test_state_that_nothing_sets_is_not_handed_on(write):
    cells = [
        "#md # One",
        "import numpy as np\nfor f in [len]:\n    f('a')\nprint(np.e)",
        "#md # Two",
        "for f in [min]:\n    f('a')\nprint(np.pi)",
    ]
    assert "state" not in cell_of(Path(export(write(*cells), verify="none").folder), 2, "load")
    cells[1] = f"{cells[1]}\ndef look():\n    np.set_printoptions(precision=3)\nlook()"
    other = Path(export(write(*cells, name="other.ipynb"), verify="none").folder)
    assert "display" in cell_of(other, 2, "load")
