"""Writes jupyter_mldebt/knowledge/exports.py anew: what `from module import *` binds, by what Pythons say and what folders hold.

    python scripts/exports.py PYTHON ... --read FOLDER ...

Each PYTHON is asked for the modules that it has, each in a process of its own; a FOLDER holds unpacked packages, which are only read. Names
that the table has stay: it knows old versions and new ones. `--read` takes typeshed too, for the modules of other systems.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import textwrap
from pathlib import Path

from jupyter_mldebt.exports import exports
from jupyter_mldebt.knowledge import exported

TABLE = Path(__file__).parent.parent / "jupyter_mldebt" / "knowledge" / "exports.py"
MODULES = """
Tkinter cmath collections ctypes datetime decimal fractions functools itertools math operator os os.path random statistics string time tkinter
tkinter.constants tkinter.filedialog tkinter.messagebox tkinter.ttk turtle typing
matplotlib matplotlib.mlab matplotlib.pylab matplotlib.pyplot numpy numpy.fft numpy.linalg numpy.ma numpy.matlib numpy.random pandas
pandas.tseries.offsets pylab scipy scipy.constants scipy.fft scipy.fftpack scipy.integrate scipy.interpolate scipy.io scipy.linalg scipy.misc
scipy.ndimage scipy.optimize scipy.signal scipy.sparse scipy.sparse.linalg scipy.special scipy.stats sympy sympy.abc sympy.physics.mechanics
sympy.physics.units sympy.plotting sympy.stats
sklearn.cluster sklearn.datasets sklearn.decomposition sklearn.ensemble sklearn.feature_extraction.text sklearn.feature_selection
sklearn.linear_model sklearn.metrics sklearn.model_selection sklearn.naive_bayes sklearn.neighbors sklearn.preprocessing sklearn.svm sklearn.tree
keras.callbacks keras.layers keras.models keras.optimizers keras.utils torch torch.nn torch.nn.functional torch.optim torch.utils.data
tensorflow.keras.callbacks tensorflow.keras.layers tensorflow.keras.models tensorflow.keras.optimizers tensorflow.keras.utils
fastai.basics fastai.callback.all fastai.collab fastai.data.all fastai.imports fastai.learner fastai.metrics fastai.tabular fastai.tabular.all
fastai.text fastai.text.all fastai.torch_basics fastai.vision fastai.vision.all fastai.vision.widgets fastbook fastcore.all
pyspark pyspark.ml pyspark.ml.classification pyspark.ml.evaluation pyspark.ml.feature pyspark.ml.regression pyspark.sql pyspark.sql.functions
pyspark.sql.types pyspark.sql.window
control.matlab datascience gurobipy IPython.display ipywidgets nltk.book plotly.graph_objs plotly.offline pulp pyomo.environ qiskit
sqlalchemy
""".split()
FROM = {"tensorflow.keras": "keras"}  # packages that give another one's names
LEAST = 12  # names that are worth to be taken over as a whole

ASK = """
import json, os, pkgutil, sys, warnings
warnings.simplefilter("ignore")
answers = os.fdopen(os.dup(1), "w")
sys.stdout = open(os.devnull, "w")
for module in sys.stdin.read().split():
    process = os.fork()
    if process == 0:
        names = {}
        try:
            exec("from %s import *" % module, names)
            package = sys.modules[module]
            if not hasattr(package, "__all__"):  # a submodule that anybody has imported is a name of its package
                names.update((name, None) for _, name, _ in pkgutil.iter_modules(getattr(package, "__path__", ())) if name[0] != "_")
        except BaseException:
            names = {}
        answers.write(json.dumps([module, sorted(set(names) - {"__builtins__", "__warningregistry__"})]) + chr(10))
        answers.flush()
        os._exit(0)
    os.waitpid(process, 0)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", nargs="*", help="Pythons that have some of the modules")
    parser.add_argument("--read", nargs="*", default=[], metavar="FOLDER", help="folders of packages")
    given = parser.parse_args()
    found = {module: set(exported(module) or ()) for module in MODULES}
    for python in given.python:
        said = subprocess.run([python, "-c", ASK], input="\n".join(MODULES), capture_output=True, text=True, check=True).stdout
        for module, names in map(json.loads, said.splitlines()):
            found[module].update(names)
    for folder in given.read:
        for module in MODULES:
            read = exports(module, None, (folder,))
            found[module] |= read.names if read is not None else set()
    for package, source in FROM.items():
        for module in MODULES:
            if module.startswith(f"{package}."):
                found[module] |= found[source + module[len(package) :]]
    aside = TABLE.with_suffix(".new")
    aside.write_text(table({module: frozenset(names) for module, names in found.items() if names}), encoding="utf-8")
    aside.replace(TABLE)


def table(found: dict[str, frozenset[str]]) -> str:
    """The text of the table. A star before a module's name stands for all of its names."""
    lines = [
        '"""What `from module import *` binds in any version of the modules that notebooks do it with. Written by scripts/exports.py."""',
        "",
        "EXPORTS = {",
    ]
    order = sorted(found, key=lambda module: (len(found[module]), module))
    for module in sorted(found):
        left, whole = found[module], []
        for other in reversed(order[: order.index(module)]):
            if found[other] <= found[module] and len(found[other] & left) >= LEAST:
                whole.append(f"*{other}")
                left = left - found[other]
        lines.append(f'    "{module}": """')
        lines += textwrap.wrap(" ".join([*whole, *sorted(left)]), 140, break_long_words=False, break_on_hyphens=False)
        lines.append('""",')
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    main()
