"""Values and process state that really go from one Python process to another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import jupyter_mldebt.pipeline.handover as handover

BEGIN = "import handover\nSTATE = {'one': sorted(handover.CHANNELS)}\nhandover.begin('artifacts')\n"


@pytest.fixture
def process(tmp_path: Path):
    """Run code as a step of its own."""
    (tmp_path / "handover.py").write_bytes(Path(handover.__file__).read_bytes())

    def process(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", BEGIN + code], cwd=tmp_path, capture_output=True, text=True, timeout=60)

    def check(code: str) -> str:
        done = process(code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    check.raw = process  # type: ignore[attr-defined]
    return check


def test_names_of_one_object_stay_one(process):
    process("a = [1]\nb = {'a': a}\nhandover.save('one', ['a', 'b'])")
    assert process("handover.load({'one': ['a', 'b']})\na.append(2)\nprint(b)") == "{'a': [1, 2]}\n"


def test_instances_belong_to_the_class_that_the_step_defines(process):
    define = "class Point:\n    def __init__(self, x): self.x = x\n"
    process(f"{define}p = Point(3)\nhandover.save('one', ['p'], classes=['Point'])")
    assert process(f"{define}handover.load({{'one': ['p']}})\nprint(isinstance(p, Point), p.x)") == "True 3\n"


def test_classes_that_are_not_defined_anew_travel_with_their_state(process):
    process(
        "class Counter:\n    made = 0\n    def __init__(self): Counter.made += 1\nc = Counter()\nhandover.save('one', ['c', 'Counter'])"
    )
    assert process("handover.load({'one': ['c', 'Counter']})\nCounter()\nprint(type(c) is Counter, Counter.made)") == "True 2\n"


def test_functions_see_the_globals_of_the_step_that_loads_them(process):
    process("def adder(n):\n    return lambda x: x + n + offset\noffset = 10\nadd = adder(1)\nhandover.save('one', ['add', 'offset'])")
    assert process("handover.load({'one': ['add', 'offset']})\noffset = 100\nprint(add(1))") == "102\n"


def test_what_the_step_has_bound_itself_stays_where_a_function_brings_its_own(process):
    process(
        "def told(x): return f'{x:.1f}'\nrate = 2\nhidden = 5\ndef report(x, kept=[]): return told(x * rate + hidden)\n"
        "handover.save('one', ['report'])"
    )
    edited = "def told(x): return f'<{x:.2f}>'\nrate = 3\n"
    assert process(f"{edited}handover.load({{'one': ['report']}})\nprint(report(1), rate)") == "<8.00> 3\n"
    assert process(f"{edited}handover.load({{'one': ['report']}})\nrate = 4\nprint(report(1))") == "<9.00>\n"


def test_what_came_with_a_function_comes_anew_when_it_is_loaded_again(process):
    code = "def told(x): return f'{{x:.{0}f}}'\ndef report(x): return told(x)\nhandover.save('one', ['report'])"
    process(code.format(1))
    load = "handover.load({'one': ['report']})\n"
    rewrite = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {(BEGIN + code.format(3))!r}], check=True)\n"
    assert process(f"{load}print(report(1))\n{rewrite}{load}print(report(1))") == "1.0\n1.000\n"


@pytest.mark.parametrize("draw", ["pass", "import numpy", "import random"])
def test_what_draws_no_random_numbers_hands_on_the_same_each_time(process, tmp_path, draw):
    handed = set()
    for _ in range(2):
        process(f"{draw}\na = [1]\nhandover.save('one', ['a'])")
        handed.add((tmp_path / "artifacts" / "one.pkl").read_bytes())
    assert len(handed) == 1
    process("import random, numpy\nrandom.random()\nnumpy.random.rand()\nhandover.save('one')")
    told = "handover.load({}, state=STATE)\nprint(random.random(), numpy.random.rand())"
    assert process(f"import random, numpy\n{told}") == process(f"import random, numpy\nrandom.seed(1)\nnumpy.random.seed(1)\n{told}")


def test_random_numbers_go_on(process):
    alone = process("import random\nrandom.seed(1)\nrandom.random()\nprint(random.random())")
    process("import random\nrandom.seed(1)\nrandom.random()\nhandover.save('one')")
    assert process("import random\nrandom.seed(1)\nhandover.load({}, state=STATE)\nprint(random.random())") == alone


def test_the_working_directory_goes_on(process, tmp_path):
    (tmp_path / "data").mkdir()
    process("import os\nos.chdir('data')\nhandover.save('one')")
    assert process("import os\nhandover.load({}, state=STATE)\nprint(os.path.basename(os.getcwd()))") == "data\n"


def test_later_steps_win(process):
    process("a = 1\nhandover.save('one', ['a'])")
    process("a = 2\nhandover.save('two', ['a'])")
    assert process("handover.load({'one': ['a'], 'two': ['a']})\nprint(a)") == "2\n"


def test_a_name_that_is_not_bound_is_left_out(process):
    process("handover.save('one', ['missing'])")
    assert process("handover.load(maybe={'one': ['missing']})\nprint('missing' in globals())") == "False\n"


def test_what_can_not_be_carried_is_named(process, tmp_path):
    done = process.raw("import sqlite3\nconn = sqlite3.connect(':memory:')\nfine = 1\nhandover.save('one', ['conn', 'fine'])")
    assert done.returncode == 1
    assert "CannotCarry: step one can't hand on `conn` (sqlite3.Connection)" in done.stderr
    assert "`fine`" not in done.stderr
    assert not list((tmp_path / "artifacts").glob("*"))


def test_what_is_only_offered_is_left_out_where_it_can_not_be_carried(process):
    process("numbers = (n for n in [1])\nfine = 1\nhandover.save('one', ['fine'], offers=['numbers'])")
    assert process("handover.load({'one': ['fine']}, maybe={'one': ['numbers']})\nprint(fine, 'numbers' in globals())") == "1 False\n"


def test_settings_of_libraries_go_on(process):
    pytest.importorskip("numpy")
    pytest.importorskip("pandas")
    process(
        "import numpy as np, pandas as pd\nnp.set_printoptions(precision=2)\npd.set_option('display.max_rows', 7)\nhandover.save('one')"
    )
    code = "import numpy as np, pandas as pd\nhandover.load({}, state=STATE)\nprint(np.array([1.23456]), pd.get_option('display.max_rows'))"
    assert process(code) == "[1.23] 7\n"


def test_a_generator_of_random_numbers_that_is_the_process_own_stays_it(process):
    make = (
        "import random\nclass Dice:\n    def __init__(self): self.source = random._inst\n    def roll(self): return self.source.random()\n"
    )
    alone = process(f"{make}random.seed(3)\nd = Dice()\nd.roll()\nrandom.random()\nprint(d.roll())")
    process(f"{make}random.seed(3)\nd = Dice()\nd.roll()\nhandover.save('one', ['d'], classes=['Dice'])")
    assert process(f"{make}handover.load({{'one': ['d']}}, state=STATE)\nrandom.random()\nprint(d.roll())") == alone


def test_a_stream_is_that_of_the_step_that_loads_it(process):
    process("import sys\nout = {'to': sys.stdout}\nhandover.save('one', ['out'])")
    assert process("import sys\nhandover.load({'one': ['out']})\nprint(out['to'] is sys.stdout)") == "True\n"


def test_settings_that_can_not_be_told_stop_nothing(process):
    process("import types, sys\nsys.modules['sklearn'] = types.ModuleType('sklearn')\na = 1\nhandover.save('one', ['a'])")
    assert process("handover.load({'one': ['a']}, state=STATE)\nprint(a)") == "1\n"


def test_what_can_be_written_but_not_read_back_is_named(process):
    define = "class Odd:\n    def __reduce__(self): return int, ('no number',)\n"
    process(f"{define}odd = Odd()\nhandover.save('one', ['odd'])")
    done = process.raw("handover.load({'one': ['odd']})")
    assert "CannotCarry: `odd` (from step one) can't be read back: ValueError" in done.stderr


DRAWS = "import random\nfrom numpy import random as other\nimport matplotlib\nimport pandas\n"


@pytest.mark.parametrize(
    ("code", "keeps", "changed"),
    [
        ("random.random()", "random", "random"),
        ("other.rand()", "random", "numpy.random"),
        ("other.seed(1)", "random", "numpy.random"),
        ("matplotlib.rcParams['lines.linewidth'] = 9", "drawing", "matplotlib"),
        ("pandas.set_option('display.max_rows', 3)", "display", "pandas"),
        ("import os\nos.chdir('artifacts')", "display", "os"),
    ],
)
def test_a_step_that_changes_what_it_was_taken_to_leave_alone_fails(process, code, keeps, changed):
    process("handover.save('one')")
    done = process.raw(f"{DRAWS}handover.load({{}})\n{code}\nhandover.save('two', keeps=['{keeps}'])")
    assert f"StateChanged: step two changed what other steps depend on that don't wait for it: {changed}\n" in done.stderr
    process(f"{DRAWS}handover.load({{}})\n{code}\nhandover.save('two', keeps={sorted({'random', 'drawing', 'display'} - {keeps})})")


def test_what_is_imported_or_read_changes_nothing(process):
    code = "df = pandas.DataFrame({'a': [1.5]})\nprint(df, matplotlib.rcParams['lines.linewidth'])\nmine = other.default_rng(1).random()"
    process(f"{DRAWS}other.seed(3)\nhandover.save('one')")
    process(f"handover.load({{}}, state=STATE)\n{DRAWS}{code}\nhandover.save('two', keeps=sorted(handover.CHANNELS))")


def test_each_channel_comes_from_its_own_step(process):
    process("import random, pandas\nrandom.seed(1)\npandas.set_option('display.max_rows', 7)\nhandover.save('one')")
    process("import random, pandas\nrandom.seed(2)\npandas.set_option('display.max_rows', 9)\nhandover.save('two')")
    alone = process("import random\nrandom.seed(1)\nprint(random.random(), 9)")
    told = "handover.load({}, state={'one': ['random'], 'two': ['display']})\nimport random, pandas\n"
    assert process(f"{told}print(random.random(), pandas.get_option('display.max_rows'))") == alone
