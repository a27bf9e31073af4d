"""Footprint: what a step does beside binding names: random numbers, settings, figures, files, the world outside, changes in place.

Steps whose footprints don't touch may run at the same time (Bernstein 1966: Analysis of programs for parallel processing). What the text
and the tables of library calls don't show counts as doing all of it, so that the step keeps its place.
"""

from __future__ import annotations

import ast
import builtins
import posixpath
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.heap import IMMUTABLE
from jupyter_mldebt.knowledge import Known, lookup, table
from jupyter_mldebt.magics import Magic
from jupyter_mldebt.pipeline.statements import calls_in, opens, root
from jupyter_mldebt.pipeline.whereabouts import Whereabouts
from jupyter_mldebt.text import Span, span_of

ANY = "*"  # some file, nobody knows which
CHANNELS = frozenset({"random", "drawing", "display"})  # of the process state, as handover.py hands it on


@dataclass
class Footprint:
    """What a run of cells may do beside binding names.

    Parameters
    ----------
    takes, sets : parts of the process state, as handover.py names them, that it depends on and that it may leave changed
    settings : those that statements set which later steps may repeat, by the cell and first line of the statement; not among `sets`. Line 0
        stands for the notebook's first figure, with which the inline backend begins to work
    reads, writes : files by their path from the notebook's folder, "*" for any
    outside : True where it acts on something that is neither a name nor a file: the network, another program
    changes : True where it may change a value in place that it did not make itself
    plots : False where it surely draws nothing with matplotlib
    surely : those of `sets` that a call or statement of its own is known for
    uses : parts of the process state that a call of its own is known to use
    causes : the first call that is known to be why any file may be read or written, or something outside be acted on, by these words
    """

    takes: set[str] = field(default_factory=lambda: {"display"})
    sets: set[str] = field(default_factory=set)
    settings: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    outside: bool = False
    changes: bool = False
    plots: bool = True
    surely: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=lambda: {"display"})
    causes: dict[str, str] = field(default_factory=dict)

    def bars(self, later: Footprint) -> bool:
        """Whether a later step has to wait for this one though it takes no name and no process state from it."""
        return (self.outside and later.outside) or meet(self.writes, later.reads | later.writes) or meet(self.reads, later.writes)

    def leaves(self, repeated: Collection[tuple[int, int]] = ()) -> set[str]:
        """Parts of the process state that it may leave changed otherwise than by statements which are repeated."""
        return self.sets.union(*(channels for statement, channels in self.settings.items() if statement not in repeated))

    def all(self, draws: bool = True) -> None:
        """Take it for doing everything.

        Parameters
        ----------
        draws : False where it surely draws no random numbers
        """
        self.takes |= CHANNELS
        self.sets |= CHANNELS if draws else CHANNELS - {"random"}
        self.reads.add(ANY)
        self.writes.add(ANY)
        self.outside = self.changes = True

    def most(self, draws: bool) -> None:
        """Take it for doing everything but change settings: that is what the code of a library does which is not known call by call.

        Parameters
        ----------
        draws : True where it may draw random numbers
        """
        self.takes |= CHANNELS
        self.sets |= {"random"} if draws else set()
        self.reads.add(ANY)
        self.writes.add(ANY)
        self.outside = self.changes = True


def meet(left: Collection[str], right: Collection[str]) -> bool:
    """Whether two sets of paths may have a file in common, or one holds the folder of the other's."""
    if not left or not right:
        return False
    if ANY in left or ANY in right:
        return True
    return any(touch(one, other) for one in left for other in right)


def touch(one: str, other: str) -> bool:
    """Whether one path leads to the file or the folder of the other; some functions add a suffix by themselves."""
    return (
        f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/") or posixpath.splitext(one)[0] == posixpath.splitext(other)[0]
    )


# libraries of which is known that their calls do nothing beside their result, but for what the tables and the sets below say
_QUIET = frozenset(
    "__future__ abc array ast base64 bisect calendar cmath collections contextlib copy dataclasses datetime decimal enum fractions functools hashlib "
    "heapq html itertools json keyword math numbers operator pprint re statistics string struct textwrap time traceback types typing unicodedata uuid "
    "zlib warnings numpy pandas matplotlib mpl_toolkits scipy sklearn seaborn IPython pytz dateutil tqdm tabulate".split()
)
# libraries that leave the settings of others as they are, whatever else their calls do
TAME = frozenset(
    "torch torchvision tensorflow keras xgboost lightgbm catboost statsmodels nltk cv2 PIL skimage imageio requests bs4 lxml yaml joblib networkx sympy "
    "sqlalchemy pymysql psycopg2 plotly bokeh altair ipywidgets traitlets empiricaldist mlxtend imblearn openpyxl xlrd pypdf PyPDF2 graphviz wordcloud "
    "gensim transformers faker emoji patsy".split()
)
_TAME_DRAWS = frozenset(
    "xgboost lightgbm statsmodels skimage networkx sympy empiricaldist mlxtend".split()
)  # figures of matplotlib, among others
_TAME_STEADY = frozenset(  # they draw no random numbers but their own
    "cv2 PIL imageio requests bs4 lxml yaml sqlalchemy pymysql psycopg2 plotly bokeh altair ipywidgets traitlets openpyxl xlrd pypdf PyPDF2 graphviz "
    "tabulate emoji empiricaldist sympy patsy".split()
)
# their calls may draw random numbers and figures, of which the tables say nothing
_DRAW_UNSAID = frozenset("datasets holoviews keras statsmodels tensorflow torch torchvision transformers".split())
_STEADY_MODELS = frozenset(  # of scikit-learn, whatever their arguments
    "StandardScaler MinMaxScaler MaxAbsScaler RobustScaler Normalizer Binarizer LabelEncoder LabelBinarizer MultiLabelBinarizer OneHotEncoder "
    "OrdinalEncoder PolynomialFeatures FunctionTransformer PowerTransformer SimpleImputer KNNImputer CountVectorizer TfidfVectorizer TfidfTransformer "
    "HashingVectorizer ColumnTransformer Pipeline FeatureUnion LinearRegression KNeighborsClassifier KNeighborsRegressor GaussianNB MultinomialNB "
    "BernoulliNB LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis DBSCAN AgglomerativeClustering VarianceThreshold PolynomialFeatures".split()
)
_APPLIES = frozenset("predict predict_proba predict_log_proba decision_function transform inverse_transform score".split())  # never draws
_LOADS_MODELS = frozenset({"pickle", "joblib", "dill", "cloudpickle", "shelve"})
_SOVEREIGN = frozenset(
    "os sys importlib runpy ctypes gc builtins code locale signal site inspect".split()
)  # modules of Python that reach everything
_FILES = frozenset("os pathlib glob shutil io csv sqlite3 zipfile tarfile gzip bz2 lzma pickle tempfile".split())  # by the tables only
_DRAWS = re.compile(
    r"random(?:\.|\Z)|numpy\.random(?:\.|\Z)|scipy\.stats\.(?:\w+\.)*(?:rvs|bootstrap|permutation_test|monte_carlo_test|random_\w+)\Z|scipy\.stats\.(?:qmc|sampling)"
    r"|scipy\.optimize\.(?:differential_evolution|basinhopping|dual_annealing|shgo)\Z|scipy\.sparse\.(?:random\w*|linalg\.\w+)\Z|scipy\.cluster\.vq"
    r"|scipy\.linalg\.(?:interpolative|clarkson)|sklearn\.(?!metrics\.|datasets\.load_|datasets\.fetch_|set_config|show_versions)|seaborn\."
)
_STEADY = re.compile(  # what only looks as if it drew
    r"(?:numpy\.)?random\.(?:RandomState|Random|SystemRandom|Generator|PCG64|SeedSequence|default_rng)\Z"
    r"|seaborn\.(?:heatmap|histplot|distplot|kdeplot|boxplot|scatterplot|despine|JointGrid|\w*palette|load_dataset|FacetGrid|PairGrid|color_palette|set\w*)\Z"
)
_LOOK = re.compile(  # settings of the drawings
    r"matplotlib\.(?:pyplot\.)?(?:rc(?!_context\b)\w*|style\b(?!\.(?:context|available|library)\Z)|use\b|switch_backend|ion|ioff|interactive|xkcd|set_cmap|"
    r"set_loglevel|install_repl\w*|register\w*|units|colormaps\.(?:register|unregister))|matplotlib\.cm\.register|seaborn\.(?:set|reset)"
    r"|pandas\.plotting|.*\.set_matplotlib_\w+\Z|matplotlib_inline"
)
_FIGURES = re.compile(  # what makes a figure, or needs one
    r"(?:matplotlib\.pyplot|seaborn)\.(?:figure|gc[af]|ax\w*|subplot\w*|plot\w*|scatter|hist\w*|bar\w*|pie|imshow|matshow|contour\w*|fill\w*|semilog[xy]"
    r"|loglog|errorbar|stem|step|pcolor\w*|quiver|title|suptitle|[xy](?:label|lim|ticks|scale)|grid|legend|text|\w*plot|heatmap|clustermap|\w+Grid)\Z"
)
_SHOWN = re.compile(  # settings of what is printed, and of how it is worked out
    r"pandas\.(?:options\b|set_|reset_option|describe_option|api\.extensions)|numpy\.(?:set|seterr)\w*\Z|sklearn\.set_config"
    r"|(?:decimal|time|warnings)\.(?:setcontext|getcontext|tzset|showwarning|formatwarning)\b"
)
_OPTION = re.compile(r"pandas\.options\.\w+\.\w")  # its value, where nothing is called
_OPAQUE = re.compile(  # what of these libraries acts on files or in place and stands in no table
    r"pandas\.(?:util|_|io\.(?!formats)|to_pickle)|numpy\.(?:distutils|f2py|ctypeslib|lib\.|DataSource|fromregex|recfrom)|IPython\.(?!display\b|core\.display\b)"
    r"|scipy\.(?:io|misc|datasets)\b|sklearn\.(?:externals|tree\.export_graphviz|datasets\.(?!make_|load_(?:iris|digits|wine|diabetes|breast_cancer|boston)|fetch_))"
    r"|matplotlib\.(?:animation|backends|image|testing|font_manager|cbook\.get_sample)|contextlib\.chdir|operator\.(?:setitem|delitem|methodcaller|i\w+\Z)"
)
# attributes of modules that are not of the quiet ones, and may be named as they do nothing
_HARMLESS = re.compile(
    r"os\.(?:environ|sep|linesep|name|curdir|extsep|path)\Z|sys\.(?:stdout|stderr|version\w*|modules|maxsize|argv|path|executable|platform|float_info)\Z"
)
_SHOWS_FILE = re.compile(r"IPython\.(?:core\.)?display\.(?:Image|SVG|Audio|Video|FileLinks?|IFrame|Javascript|HTML|Markdown)\Z")
_STREAMS = frozenset(
    "json.load json.dump pickle.load pickle.dump csv.reader csv.writer csv.DictReader csv.DictWriter io.StringIO io.BytesIO".split()
)
_PATHS = frozenset("filepath_or_buffer path_or_buf path fname file filename io fp excel_writer buf name dirname filepath".split())
_STRONG = frozenset(
    "input exec eval compile __import__ globals locals vars breakpoint help getattr exit quit memoryview open get_ipython".split()
)
_BUILTINS = frozenset(dir(builtins)) - _STRONG | {"open", "display"}

# kinds of values whose methods do nothing but what the tables say
_KINDS = frozenset(
    "list dict set frozenset tuple str bytes number bool range deque frame series groupby index array datetime series.str series.dt series.cat function "
    "axes figure generator path file rng model splitter frame.plot series.plot".split()
)
PLAIN = IMMUTABLE | frozenset("frame series groupby index array datetime".split())  # that hold nothing which can be called
_FIXED = IMMUTABLE | {"tuple", "datetime"}
# methods of them that the tables don't need, as they only give a value back
_GIVES = frozenset(
    "mean std var sum min max median prod all any argmax argmin argsort cumsum cumprod round clip dot transpose reshape ravel flatten squeeze swapaxes "
    "repeat take trace diagonal nonzero conj conjugate ptp searchsorted copy astype tolist item view T abs items keys values get count index lower upper "
    "strip lstrip rstrip split rsplit splitlines join replace startswith endswith format title capitalize casefold swapcase center ljust rjust zfill "
    "find rfind rindex isdigit isalpha isalnum isnumeric isdecimal isupper islower isspace istitle isidentifier encode decode partition rpartition "
    "translate maketrans expandtabs removeprefix removesuffix bit_length bit_count as_integer_ratio is_integer hex fromhex head tail describe nunique "
    "unique value_counts idxmax idxmin quantile corr cov rank isin between where mask shift diff pct_change interpolate groupby rolling "
    "expanding resample agg aggregate apply applymap map transform pipe merge join concat pivot pivot_table melt stack unstack sort_values sort_index "
    "reset_index set_index rename drop dropna fillna ffill bfill duplicated drop_duplicates nlargest nsmallest query assign filter sem skew kurt kurtosis "
    "mode iterrows itertuples to_numpy to_dict to_list to_frame to_records to_string to_timestamp to_period to_datetime tz_localize tz_convert "
    "asfreq strftime strptime isoformat date time weekday isoweekday isocalendar day_name month_name total_seconds timestamp utctimetuple timetuple "
    "normalize floor ceil first last nth size ngroup cumcount get_group get_level_values set_names droplevel reindex align add sub mul div "
    "group groups groupdict span start end match search fullmatch findall finditer "
    "union intersection difference symmetric_difference issubset "
    "issuperset isdisjoint most_common elements to_native total cat contains extract extractall get_dummies len slice pad wrap "
    "pdf cdf ppf sf isf logpdf pmf "
    "logcdf interval stats moment entropy expect real imag equals memory_usage select_dtypes explode crosstab eval bool abs eq ne lt le gt ge".split()
)
# methods that change their receiver in place, whatever the tables need of them
_IN_PLACE = frozenset(
    "append extend insert remove clear reverse sort pop popitem update setdefault add discard fill resize itemset put setflags byteswap partition rotate "
    "appendleft extendleft popleft move_to_end subtract intersection_update difference_update symmetric_difference_update send throw close next "
    "fit partial_fit fit_transform fit_predict set_params compile __setitem__ __delitem__ __setattr__".split()
)
_OF_FILES = frozenset(
    "tofile dump save savefig savetxt write_text write_bytes to_csv to_excel to_parquet to_pickle to_hdf to_sql to_feather to_stata".split()
)
# functions of numpy that write into an argument which stands behind those that they read
_BINARY = frozenset(
    f"numpy.{name}" for name in "add subtract multiply divide true_divide floor_divide power mod maximum minimum dot matmul".split()
)
_UNARY = frozenset(f"numpy.{name}" for name in "sqrt exp log log10 sin cos tan abs absolute negative square floor ceil rint sign".split())
_DRAWING_METHODS = frozenset("sample rvs shuffle bootstrap".split())
_SEEDS = frozenset({"random_state", "seed"})
_OPTIONS = re.compile(  # what may change the options of pandas, numpy and scikit-learn, or the folder and the environment
    r"option|printoptions|seterr|set_config|context|tzset|warning|chdir|environ|putenv|locale|precision|float_format|init_printing|display\.\w+\s*="
    r"|%\s*(?:cd|env|set_env|config|pprint)|\b(?:exec|eval)\b",
    re.I,
)
_LOOKS = re.compile(  # what may change how figures look
    r"\brc|style|seaborn|\bsns\b|xkcd|palette|theme|backend|\buse\(|\bion\b|ioff|interactive|cmap|colormap|register|set_matplotlib|widget|%\s*config"
    r"|matplotlib\s+(?!inline)\w|pylab|font|\b(?:exec|eval)\b",
    re.I,
)
_SEED = re.compile(r"seed|set_?state|rng_?state|\bexec\b|\beval\b", re.I)
_LENDS = frozenset(
    "normal uniform rand randn randint random choice choices shuffle sample permutation integers gauss rvs __next__ pop append".split()
)
_MAY_WRITE = frozenset({"pandas.HDFStore", "sqlite3.connect", "numpy.memmap"})
_AS_TEXT = frozenset("to_csv to_html to_json to_latex to_markdown to_string to_xml".split())  # which they give where no path is told
_FAR = re.compile(r"[/~$%]|\.\.|\w:")
_STAYS = ("axes.", "figure.", "file.")  # kinds of values that don't go from step to step
_COPIES = frozenset(
    f"numpy.{name}" for name in "append insert delete sort resize partition clip".split()
)  # as functions they change nothing
_LOCATORS = frozenset({"loc", "iloc", "at", "iat"})

_QUIET_MAGICS = frozenset(
    "time timeit prun capture html HTML latex markdown svg SVG javascript js load_ext autoreload precision pprint xmode".split()
)
_SHELL_MAGICS = frozenset("bash sh script system sx pip conda writefile".split())  # another process, or a file
_LOOK_MAGICS = frozenset({"matplotlib", "pylab", "config"})


def footprints(
    graph: Graph,
    parts: Sequence[Sequence[int]],
    wanted: Sequence[Collection[str]],
    varied: Collection[str] = (),
    opened: Sequence[Sequence[tuple[int, ast.stmt]]] = (),
    settings: Mapping[int, Collection[range]] | None = None,
) -> list[Footprint]:
    """The footprint of each step.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    parts : the cells of each step
    wanted : names that each step takes from before it
    varied : parameters, whose values a run may change
    opened : by step, statements of earlier cells, with these, which open files anew
    settings : by cell, the lines of statements that later steps may repeat
    """
    seen = _Notebook(graph, frozenset(varied))
    found: list[Footprint] = []
    inline = converts = False
    for cells, names, openings in zip(parts, wanted, opened or [()] * len(parts), strict=True):
        walk = _Walk(seen, cells, names, openings, settings or {})
        made = walk.made
        made.plots = walk.plots or not walk.ended or not seen.is_known
        if walk.plots:
            made.takes.add("drawing")
            # the first drawing of its kind turns things on in the process
            if not inline and settings is None:
                made.sets.add("drawing")
            elif not inline and not walk.sets_inline:
                if walk.first_figure is None:
                    made.sets.add("drawing")
                else:
                    made.settings[walk.first_figure, 0] = {"drawing"}
            if walk.converts and not converts:
                made.sets.add("drawing")
        inline = inline or walk.first_figure is not None or walk.sets_inline
        converts = converts or walk.surely_converts
        for channel in seen.idle:
            # the first figure is a setting, which steps that draw repeat
            for channels in (made.sets, *((made.takes, *made.settings.values()) if channel != "drawing" else ())):
                channels.discard(channel)
        made.takes |= made.leaves()  # what it leaves is handed on as a whole
        found.append(made)
    return found


class _Notebook:
    """What is known of a notebook when one of its steps is looked at."""

    def __init__(self, graph: Graph, varied: frozenset[str]) -> None:
        self.graph, self.varied = graph, varied
        self.where = Whereabouts(graph)
        self.modules: dict[str, str] = {}
        self.definitions: dict[str, list[tuple[int, ast.AST]]] = defaultdict(list)
        self.special: list[tuple[int, ast.AST]] = []  # what operators call
        self.targets: dict[tuple[int, Span], set[str]] = defaultdict(set)
        for call in graph.trace.calls:
            self.targets[call.place.cell, span_of(call.place)].add(call.target or "")
        for cell, facts in graph.facts.items():
            for node in (*facts.nodes.get(ast.Import, ()), *facts.nodes.get(ast.ImportFrom, ())):
                self._import(node)
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
                for node in facts.nodes.get(kind, ()):
                    self.definitions[node.name].append((cell, node))  # type: ignore[attr-defined]
                    if re.fullmatch(r"__\w+__", node.name):  # type: ignore[attr-defined]
                        self.special.append((cell, node))
            for node in facts.nodes.get(ast.Assign, ()):
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                    for target in node.targets:
                        self.definitions[getattr(target, "id", getattr(target, "attr", ""))].append((cell, node.value))
        self.values: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for binding in graph.trace.bindings:
            if binding.kind not in ("import", "star", "function", "class"):
                self.values[binding.name].append((binding.value, binding.cell))
        inner = {
            part.id if isinstance(part, ast.Name) else part.arg
            for found in self.definitions.values()
            for _, node in found
            for part in ast.walk(node)
            if isinstance(part, ast.arg) or (isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store))
        }
        # globals that only ever hold values that nothing changes in place
        self.fixed = {name for name, held in self.values.items() if all(kind in _FIXED for kind, _ in held)} - inner
        roots = {name.partition(".")[0] for name in self.modules.values()}
        beside = Path(graph.notebook.path).parent  # modules there come before those that are installed
        self.local = {name for name in roots if name and ((beside / f"{name}.py").exists() or (beside / name / "__init__.py").exists())}
        stars = any(opens(facts) for facts in graph.facts.values())
        # whether every object is of the notebook or of a library that is known
        self.is_known = not stars and not self.local and roots <= _QUIET | TAME | sys.stdlib_module_names
        self.draws_unseen = not roots.isdisjoint(_TAME_DRAWS)
        # whether, for all the rest, none but the notebook itself and its models draws random numbers
        steady = not stars and roots - self.local <= _QUIET | _TAME_STEADY | sys.stdlib_module_names
        self.is_steady = steady and all(_is_steady(beside, name) for name in self.local)

        self.roots = roots

    @cached_property
    def idle(self) -> frozenset[str]:
        """Parts of the process state that nothing sets, as far as the text of the notebook and its modules tells.

        Random numbers that nobody seeds differ from run to run anyway.
        """
        if any(magic.runs or magic.opens for facts in self.graph.facts.values() for magic in facts.magics):
            return frozenset()
        beside = Path(self.graph.notebook.path).parent
        if any((beside / name / "__init__.py").exists() for name in self.local):
            return frozenset()
        texts = [(beside / f"{name}.py").read_text(encoding="utf-8", errors="replace") for name in self.local]
        texts += [facts.source for facts in self.graph.facts.values()]
        known = self.roots - self.local <= (_QUIET | TAME | sys.stdlib_module_names) - {"runpy", "importlib", "ctypes", "code"}
        idle = {"random": _SEED, **({"display": _OPTIONS, "drawing": _LOOKS} if known else {})}
        return frozenset(channel for channel, word in idle.items() if not any(map(word.search, texts)))

    @cached_property
    def models_draw_from(self) -> int:
        """The first cell from which a model of the notebook may draw random numbers of the process: one made without a seed, or elsewhere."""
        drawing = TAME - _TAME_STEADY | _LOADS_MODELS
        for cell, facts in self.graph.facts.items():
            imports = (*facts.nodes.get(ast.Import, ()), *facts.nodes.get(ast.ImportFrom, ()))
            if drawing & {part.strip(".").partition(".")[0] for node in imports for part in _modules_of(node)}:
                return cell
            for node in facts.nodes.get(ast.Call, ()):
                assert isinstance(node, ast.Call)
                if self._is_drawing_model(self.qualified(node.func) or "") and not self.is_seeded(node):
                    return cell
            lent = [name for name, module in self.modules.items() if self._is_drawing_model(module) and self._lent(name, facts)]
            if lent:
                return cell
        return sys.maxsize

    def _is_drawing_model(self, name: str) -> bool:
        made = name.rpartition(".")[2]
        return name.startswith("sklearn.") and made[:1].isupper() and made not in _STEADY_MODELS

    def _lent(self, name: str, facts: CellFacts) -> bool:
        """Whether a cell reads a name otherwise than to call it."""
        called = {id(node.func) for node in facts.nodes.get(ast.Call, ()) if isinstance(node, ast.Call)}
        return any(isinstance(node, ast.Name) and node.id == name and id(node) not in called for node in facts.nodes.get(ast.Name, ()))

    def is_seeded(self, node: ast.Call) -> bool:
        """Whether a call is given a number as a seed of its own."""
        return any(keyword.arg in _SEEDS and self._is_number(keyword.value) for keyword in node.keywords)

    def _is_number(self, node: ast.expr) -> bool:
        values = self.where.values.get(node.id, [node]) if isinstance(node, ast.Name) else [node]
        return all(isinstance(value, ast.Constant) and isinstance(value.value, int) for value in values)

    def _import(self, node: ast.AST) -> None:
        for alias in node.names:  # type: ignore[attr-defined]
            if isinstance(node, ast.Import):
                self.modules[alias.asname or alias.name.partition(".")[0]] = alias.name if alias.asname else alias.name.partition(".")[0]
            else:
                self.modules[alias.asname or alias.name] = f"{'.' * node.level}{node.module or ''}.{alias.name}"  # type: ignore[attr-defined]

    def qualified(self, node: ast.expr) -> str | None:
        """`np.random.rand` as what it is in its library; None where its root is no import."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self.modules:
            return None
        return ".".join([self.modules[node.id], *reversed(parts)])


class _Walk:
    """One look at all that a step may run: its cells, and the functions of the notebook that they mention, directly or not."""

    def __init__(
        self,
        seen: _Notebook,
        cells: Iterable[int],
        names: Collection[str],
        openings: Sequence[tuple[int, ast.stmt]] = (),
        settings: Mapping[int, Collection[range]] | None = None,
    ) -> None:
        self.seen, self.graph = seen, seen.graph
        self.made = Footprint()
        self.plots = self.converts = self.surely_converts = self.sets_inline = self.ended = False
        self.first_figure: int | None = None  # the cell that surely draws it
        self.done: set[int] = set()
        self.mentioned: set[str] = set()
        self.taken = {name for name in names if name in seen.values}
        self.todo: list[tuple[int, ast.AST]] = list(openings)
        working = [cell for cell in cells if cell in self.graph.facts]
        self.models_draw = bool(working) and seen.models_draw_from <= working[-1]
        self.fresh = self._made_here(working, self._selves(working))
        for cell in working:
            facts = self.graph.facts[cell]
            if facts.tree is None or cell in self.graph.trace.opened or opens(facts):
                self.made.all()
                return
            nodes: dict[int, list[ast.AST]] = defaultdict(list)  # by the line of the setting that they are part of, 0 for the others
            lines = {line: lines.start for lines in (settings or {}).get(cell, ()) for line in lines}
            for kind in facts.nodes.values():
                for node in kind:
                    nodes[lines.get(facts.span(node)[0] if hasattr(node, "lineno") else 0, 0)].append(node)
            for line in sorted({*nodes, *lines.values()}):
                with self._setting(cell, line) if line else nullcontext():
                    for magic in facts.magics:
                        if lines.get(magic.line, 0) == line:
                            self._magic(cell, magic)
                    self._nodes(cell, nodes[line])
            self._surely(cell, facts.tree.body)
        for name in sorted(self.taken):
            self._value(name)
        self.todo += seen.special if self.taken else ()
        while self.todo:
            cell, node = self.todo.pop()
            if id(node) not in self.done:
                self.done.add(id(node))
                self.fresh = self._made_here(working, self._selves(working)) if cell in working else self._made_here([cell])
                self._nodes(cell, list(ast.walk(node)))
        self.ended = True

    # what it is made of

    @contextmanager
    def _setting(self, cell: int, line: int) -> Iterator[None]:
        """What is found of the process state is of a statement that may be repeated."""
        before, self.made.sets = self.made.sets, set()
        yield
        self.made.settings[cell, line], self.made.sets = self.made.sets, before

    def _nodes(self, cell: int, nodes: Sequence[ast.AST]) -> None:
        called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        for node in nodes:
            if isinstance(node, ast.Call):
                self._call(cell, node)
            if isinstance(node, (ast.Name, ast.Attribute)):
                self._mention(node.id if isinstance(node, ast.Name) else node.attr)
                if id(node) not in called and id(node) not in inner:
                    self._reference(node)
            if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
                self._stored(node)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                self._changed(node.target)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self._imports(node)
            elif isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
                self.made.all()

    def _mention(self, name: str) -> None:
        if name not in self.mentioned:
            self.mentioned.add(name)
            self.todo += self.seen.definitions.get(name, ())

    def _imports(self, node: ast.Import | ast.ImportFrom) -> None:
        names = [f"{'.' * getattr(node, 'level', 0)}{name}" for name in _modules_of(node)]
        modules = {name.partition(".")[0] for name in names}
        if not modules <= (_QUIET | TAME | sys.stdlib_module_names) - self.seen.local:
            self._anything()  # it may be a module beside the notebook, which does as it likes

    def _reference(self, node: ast.Name | ast.Attribute) -> None:
        qualified = self.seen.qualified(node)
        if qualified is not None:
            if not (isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del))):
                self._library(qualified, None)
        elif isinstance(node.ctx, ast.Load) and isinstance(node, ast.Attribute) and node.attr in _LENDS:
            self._unseen(draws=True)  # a method as a value, of which nobody sees when it is called
        elif isinstance(node.ctx, ast.Load) and isinstance(node, ast.Name) and node.id in _STRONG:
            self.made.all()

    def _value(self, name: str) -> None:
        """A value that an earlier step made: what can be called through it."""
        kinds = self.seen.values[name]
        if all(kind in PLAIN for kind, _ in kinds):
            return
        given = self.seen.where.values.get(name)
        if given is None:
            self._unseen()
            return
        for value in given:
            calls = {id(part.func) for part in ast.walk(value) if isinstance(part, ast.Call)}
            inner = {id(part.value) for part in ast.walk(value) if isinstance(part, ast.Attribute)}
            for part in ast.walk(value):
                if isinstance(part, ast.Lambda):
                    self.todo += [(cell, part) for _, cell in kinds[:1]]
                elif isinstance(part, (ast.Name, ast.Attribute)):
                    self._mention(part.id if isinstance(part, ast.Name) else part.attr)
                    if isinstance(part, ast.Name) and part.id in self.seen.values and part.id not in self.taken:
                        self.taken.add(part.id)
                        self._value(part.id)
                    if id(part) not in calls and id(part) not in inner and isinstance(part.ctx, ast.Load):
                        self._reference(part)
                if isinstance(part, ast.Call):
                    of = self.seen.qualified(part.func)
                    if of is not None and of.partition(".")[0] not in _QUIET | _FILES | {"random"}:
                        self._of_library(of.partition(".")[0])  # an object of a library that is not known
                    elif isinstance(part.func, ast.Name) and part.func.id in ("getattr", "eval", "globals", "vars"):
                        self.made.all()

    def _surely(self, cell: int, body: Sequence[ast.stmt]) -> None:
        """Whether something is drawn by a statement that no branch nor function holds back."""
        for statement in body:
            for call in calls_in(statement) if isinstance(statement, (ast.Expr, ast.Assign)) else ():
                qualified = self.seen.qualified(call.func) or ""
                targets = self._targets(cell, call)
                converts = any(_is_pandas_plot(target) for target in targets)
                self.surely_converts = self.surely_converts or converts
                if self.first_figure is None and (converts or _FIGURES.match(qualified)):
                    self.first_figure = cell

    # what a call does

    def _tells(self, call: str, *why: str) -> None:
        for word in why:
            self.made.causes.setdefault(word, call)

    def _sets(self, channel: str) -> None:
        self.made.sets.add(channel)
        self.made.surely.add(channel)
        self.made.uses.add(channel)

    def _plots(self) -> None:
        self.plots = True
        self.made.uses.add("drawing")

    def _draws(self) -> None:
        self.made.sets.add("random")
        self.made.uses.add("random")

    def _targets(self, cell: int, node: ast.Call) -> set[str]:
        return self.seen.targets.get((cell, self.graph.facts[cell].span(node)), set())

    def _call(self, cell: int, node: ast.Call) -> None:
        function = node.func
        if any(keyword.arg == "inplace" for keyword in node.keywords):
            self._changed(function.value if isinstance(function, ast.Attribute) else node.args[0] if node.args else function)
        for keyword in node.keywords:
            if keyword.arg == "out":
                self._changed(keyword.value)
            elif keyword.arg is None or keyword.arg == "copy" or keyword.arg.startswith("overwrite"):
                self.made.changes = True
        qualified = self.seen.qualified(function)
        if qualified is not None and root(function) not in self.seen.values:
            self._library(qualified, node)
        elif isinstance(function, ast.Name):
            self._named(function.id, node)
        elif isinstance(function, ast.Attribute):
            self._method(cell, function, node)
        elif not isinstance(function, ast.Lambda):
            self._unseen()

    def _named(self, name: str, node: ast.Call) -> None:
        if name in self.seen.definitions:  # looked at by its mention
            if name in self.seen.values and not all(isinstance(found, ast.Lambda) for _, found in self.seen.definitions[name]):
                self._unseen()
        elif name in _STRONG - {"open"}:
            self.made.all()
        elif name in self.seen.values or name not in _BUILTINS:
            self._unseen()
        elif name == "open":
            self._opened(node)
        elif name in ("setattr", "delattr", "next"):
            self._changed(node.args[0] if node.args else node)
            if node.args and self.seen.qualified(node.args[0]):
                self.made.all()

    def _unseen(self, draws: bool = False) -> None:
        """A call of nobody sees what: of the notebook's functions, which are looked at by their mention, or of one of its libraries."""
        if not self.seen.is_known:
            self._anything(draws)
            return
        self.made.most(draws or self.models_draw)
        self.plots = self.plots or self.seen.draws_unseen

    def _anything(self, draws: bool = False) -> None:
        """Code of which nobody sees what it does, but for random numbers."""
        self.made.all(draws or not self.seen.is_steady or self.models_draw)

    def _of_library(self, module: str) -> None:
        """A call into a library of which the tables say nothing."""
        if module in self.seen.local:
            self._anything()
            return
        if module not in TAME | _QUIET | sys.stdlib_module_names - _SOVEREIGN:
            self.made.all()
            return
        self.made.most(module not in _TAME_STEADY)
        self.plots = self.plots or module in _TAME_DRAWS

    def _library(self, name: str, node: ast.Call | None) -> None:
        """A function of a library that is called, or handed on so that something else may call it."""
        module = name.partition(".")[0]
        known = lookup(name) if module not in _DRAW_UNSAID else None
        if _OPAQUE.match(name) or module in self.seen.local or (known is None and module not in _QUIET | {"random"}):
            if name != module and not (node is None and _HARMLESS.match(name)):
                if _OPAQUE.match(name) and module not in ("numpy", "scipy", "sklearn"):
                    self.made.all()
                else:
                    self._of_library(module)
            return
        if _LOOK.match(name):
            self._sets("drawing")
        if _SHOWN.match(name) and not (node is None and _OPTION.match(name)):
            self._sets("display")
        if _DRAWS.match(name) and not _STEADY.match(name) and not self._is_seeded(name, node) and not _is_estimator(name, known):
            self._sets("random")
        if name.startswith(("matplotlib.pyplot.", "seaborn.", "mpl_toolkits.")):
            self._plots()
        if _SHOWS_FILE.match(name):
            self.made.reads |= self._paths(node)
        if name.rpartition(".")[2] in _IN_PLACE | {"at"} and not name.startswith(("re.", "time.")) and name not in _COPIES:
            self.made.changes = True
        places = 2 if name in _BINARY else 1 if name in _UNARY else None
        if node is not None and places is not None and len(node.args) > places:
            self._changed(node.args[places])
        if known is not None:
            self._known(name, known, node, None)

    def _is_seeded(self, name: str, node: ast.Call | None) -> bool:
        """Whether a call of scikit-learn is given a seed of its own."""
        return name.startswith("sklearn.") and node is not None and self.seen.is_seeded(node)

    def _known(self, name: str, known: Known, node: ast.Call | None, receiver: ast.expr | None, is_told: bool = True) -> None:
        made = self.made
        call = ast.unparse(node.func) if node is not None and isinstance(node.func, (ast.Name, ast.Attribute)) else name
        call = call if call.replace(".", "").isidentifier() else name.rpartition(".")[2]
        if known.state == "seed":
            self._sets("random")
        elif known.state in ("style", "backend"):
            self._sets("drawing")
        elif known.state == "options":
            self._sets("display")
        elif known.state == "cwd":
            made.all()
        if known.effect in ("read", "write") and name not in _STREAMS and (not name.startswith("file.") or "extract" in name):
            method = name.rpartition(".")[2]
            takes_path = (
                receiver is None
                and not name.startswith(("shutil.", "os.re", "os.symlink", "os.link"))
                or method.startswith(("to_", "savefig"))
            )
            paths = self._paths(node, method) if takes_path else {ANY}
            made.reads |= paths
            told = is_told and ANY in paths
            self._tells(call, *["reads"] * told)
            if known.effect == "write" or name in _MAY_WRITE or _opens_to_write(node):
                made.writes |= paths
                self._tells(call, *["writes"] * told)
        elif known.effect == "net":
            self._tells(call, *["outside", "writes"] * is_told)
            made.outside = True
            made.writes.add(ANY)
        elif known.effect in ("process", "ask"):
            self._tells(call, *["outside", "reads", "writes"] * (is_told and known.effect == "process"))
            made.most(False)
        for which in known.mutates:
            if which == "self":
                if receiver is not None and not name.startswith(_STAYS):
                    self._changed(receiver)
            elif node is None or not isinstance(which, int) or which >= len(node.args):
                made.changes = True
            elif name not in _STREAMS:
                self._changed(node.args[which])

    def _method(self, cell: int, function: ast.Attribute, node: ast.Call) -> None:
        method = function.attr
        for target in self._targets(cell, node) or {f"unknown.{method}"}:
            kind, _, name = target.rpartition(".")
            if name == method and kind in _KINDS:
                self._of_kind(kind, method, function, node)
            else:
                self._of_unknown(method, function, node)

    def _of_kind(self, kind: str, method: str, function: ast.Attribute, node: ast.Call) -> None:
        known = lookup(f"{kind}.{method}")
        self._evaluated(method, node)
        if kind in ("axes", "figure"):
            self._plots()
        elif _is_pandas_plot(f"{kind}.{method}"):
            self._plots()
            self.converts = True
        elif kind in ("model", "splitter") and method not in _APPLIES and self.models_draw:
            self._draws()
        if method in _DRAWING_METHODS and kind != "rng":
            self._draws()
        if method in _IN_PLACE and f"{kind}." not in _STAYS and kind not in ("index", "str", "bytes"):
            self._changed(function.value)
        if known is not None:
            self._known(f"{kind}.{method}", known, node, function.value)
        elif method in _OF_FILES or method.startswith(("read", "write", "to_", "save")):
            self._of_unknown(method, function, node)
        elif f"{kind}." not in _STAYS and method not in _GIVES | _IN_PLACE:
            self._of_unknown(method, function, node)

    def _evaluated(self, method: str, node: ast.Call) -> None:
        """Text that pandas evaluates may call functions."""
        if method in ("query", "eval") and not all(isinstance(part, ast.Constant) and "(" not in str(part.value) for part in node.args[:1]):
            self._unseen(draws=True)

    def _of_unknown(self, method: str, function: ast.Attribute, node: ast.Call) -> None:
        """A method of which only the name is known: it does what any library that is known does under this name."""
        if not self.seen.is_known:
            self._anything(method in _DRAWING_METHODS | _LENDS)
            return
        does = _methods().get(method, ())
        self._evaluated(method, node)
        if not does and method not in _GIVES | _IN_PLACE | _OF_FILES | _DRAWING_METHODS:
            if method not in self.seen.definitions:  # which are looked at by their mention
                self._unseen()
            return
        names = [name for name, _ in does]
        if any(name.startswith(("axes.", "figure.", "frame.plot", "series.plot")) for name in names):
            self._plots()
            self.converts = self.converts or any(_is_pandas_plot(name) for name in names)
        models = method not in _APPLIES and self.models_draw and any(name.startswith(("model.", "splitter.")) for name in names)
        if models or method in _DRAWING_METHODS or any(name.startswith("rng.") for name in names):
            self._draws()
        if method in _OF_FILES:
            self.made.writes |= (paths := self._paths(node, method))
            self._tells(method, *["writes"] * (ANY in paths))
        if method in _IN_PLACE:
            self._changed(function.value)
        for name, known in does:
            if not name.startswith(_STAYS):
                self._known(name, known, node, function.value, is_told=False)

    # changes in place

    def _made_here(self, cells: Sequence[int], own: Collection[str] = ()) -> set[str]:
        """Names that only ever hold what these cells have made anew, so that a change of it is nobody else's; `own` among them."""
        known = [self.graph.facts[cell] for cell in cells]
        bad = set(self.taken)
        for cell in cells:
            for kind in (ast.For, ast.comprehension, ast.With, ast.NamedExpr, ast.FunctionDef, ast.Lambda, ast.AsyncFunctionDef):
                for node in self.graph.facts[cell].nodes.get(kind, ()):
                    bad |= self._bound_otherwise(cell, node).difference(own)
        given: list[tuple[set[str], ast.expr, bool]] = []  # names, what they are given, and whether that is new by itself
        for cell, facts in zip(cells, known, strict=True):
            for node in (*facts.nodes.get(ast.Assign, ()), *facts.nodes.get(ast.AnnAssign, ())):
                if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                        names = {part.id for part in ast.walk(target) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
                        given.append((names, node.value, isinstance(target, ast.Name) and self._is_new(cell, node.value)))
        closed = {name for names, _, _ in given for name in names} - bad
        while True:
            told = closed - self._told(known, closed)
            left = closed - {name for names, value, is_new in given if not is_new and not self._is_closed(value, told) for name in names}
            if left == closed:
                return closed.union(own)
            closed = left

    def _selves(self, cells: Sequence[int]) -> set[str]:
        """What methods of classes that these cells define call their object, of which no earlier cell can have one."""
        classes = [node for cell in cells for node in self.graph.facts[cell].nodes.get(ast.ClassDef, ()) if isinstance(node, ast.ClassDef)]
        methods = [part for node in classes for part in node.body if isinstance(part, ast.FunctionDef) and not part.decorator_list]
        return {method.args.args[0].arg for method in methods if method.args.args} & {"self"}

    def _told(self, known: Sequence[CellFacts], closed: Collection[str]) -> set[str]:
        """Names whose values are given, after they were made, what may be another's: as items, as attributes, or in a call of a method."""
        found: set[str | None] = set()
        for facts in known:
            for node in (*facts.nodes.get(ast.Assign, ()), *facts.nodes.get(ast.AugAssign, ())):
                if isinstance(node, (ast.Assign, ast.AugAssign)) and not self._is_closed(node.value, closed):
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    found |= {root(target) for target in targets if isinstance(node, ast.AugAssign) or not isinstance(target, ast.Name)}
            for node in facts.nodes.get(ast.Call, ()):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    given = [*node.args, *(word.value for word in node.keywords)]
                    if not all(self._is_closed(value, closed) for value in given):
                        found.add(root(node.func))
        return {name for name in found if name}

    def _is_closed(self, value: ast.expr, closed: Collection[str]) -> bool:
        """Whether a value is made of nothing that anybody else has: constants, and what libraries make of these."""
        inner = {
            part.id
            for comprehension in ast.walk(value)
            if isinstance(comprehension, ast.comprehension)
            for part in ast.walk(comprehension.target)
            if isinstance(part, ast.Name)
        }
        read = {part.id for part in ast.walk(value) if isinstance(part, ast.Name)} - inner - self.seen.modules.keys()
        return all(
            name in closed or name in self.seen.fixed or (name in _BUILTINS and name not in self.seen.values) for name in read
        ) and not (read & self.seen.definitions.keys())

    def _bound_otherwise(self, cell: int, node: ast.AST) -> set[str]:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return {part.arg for part in ast.walk(node.args) if isinstance(part, ast.arg)}
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.iter, ast.Call) and root(node.iter.func) == "range":
            return set()
        targets: list[ast.expr | None] = [item.optional_vars for item in node.items] if isinstance(node, ast.With) else [node.target]  # type: ignore[attr-defined]
        return {part.id for target in targets if target is not None for part in ast.walk(target) if isinstance(part, ast.Name)}

    def _is_new(self, cell: int, value: ast.expr) -> bool:
        if isinstance(
            value,
            (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Constant, ast.BinOp, ast.Compare, ast.JoinedStr),
        ):
            return True
        if not isinstance(value, ast.Call) or any(keyword.arg in ("copy", "deep") for keyword in value.keywords):
            return False
        if isinstance(value.func, ast.Attribute) and value.func.attr in ("copy", "deepcopy", "split", "astype", "tolist", "to_dict"):
            return True
        targets = self._targets(cell, value)
        if targets == {"pandas.DataFrame"} and value.args and isinstance(value.args[0], (ast.Dict, ast.List, ast.ListComp)):
            return True  # it copies what stands in them
        return bool(targets) and all(target in _NEW for target in targets)

    def _stored(self, node: ast.Attribute | ast.Subscript) -> None:
        """An item or attribute that is assigned or deleted."""
        qualified = self.seen.qualified(node) if isinstance(node, ast.Attribute) else None
        if qualified is not None:
            if _SHOWN.match(qualified):
                self._sets("display")
            elif not _LOOK.match(qualified):
                self.made.all()
            return
        inside = node.value
        if self.seen.qualified(inside):
            if not _LOOK.match(self.seen.qualified(inside) or "") and not (self.seen.qualified(inside) or "").startswith("os.environ"):
                self.made.all()
            return
        if isinstance(node, ast.Subscript) and isinstance(inside, ast.Attribute) and inside.attr in _LOCATORS:
            inside = inside.value
        self._changed(inside)

    def _changed(self, node: ast.expr) -> None:
        if not (isinstance(node, ast.Name) and (node.id in self.fresh or node.id in self.seen.fixed)):
            self.made.changes = True

    # files

    def _opened(self, node: ast.Call) -> None:
        modes = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
        paths = self._paths(node)
        self.made.reads |= paths
        self._tells("open", *["reads"] * (ANY in paths))
        if _opens_to_write(node) or not all(isinstance(mode, ast.Constant) for mode in modes):
            self.made.writes |= paths
            self._tells("open", *["writes"] * (ANY in paths))

    def _paths(self, node: ast.Call | None, method: str = "") -> set[str]:
        """The files that a call is told."""
        if node is None:
            return {ANY}
        at = 1 if method == "dump" else 0  # what is written comes first
        told = [*node.args[at : at + 1], *(keyword.value for keyword in node.keywords if keyword.arg in _PATHS)]
        if not told:
            return set() if method in _AS_TEXT else {ANY}
        return {path for part in told for path in self._path(part)}

    def _path(self, node: ast.expr) -> set[str]:
        if isinstance(node, ast.Name) and node.id not in self.seen.varied and len(found := self.seen.where.values.get(node.id, [])) == 1:
            node = found[0]
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return {ANY}
        if "://" in node.value:
            return set()
        path = posixpath.normpath(node.value.replace("\\", "/")).casefold()
        return {ANY} if _FAR.match(path) or any(sign in path for sign in "*?[") else {path}

    # magics

    def _magic(self, cell: int, magic: Magic) -> None:
        if magic.kind == "help" or (magic.name in _QUIET_MAGICS and (magic.name != "load_ext" or magic.args.strip() == "autoreload")):
            return
        if magic.name in _LOOK_MAGICS and not magic.star and (magic.name != "config" or magic.args.startswith("InlineBackend")):
            self._sets("drawing")
            self.sets_inline = self.sets_inline or (magic.name == "matplotlib" and "inline" in magic.args)
        elif magic.kind == "shell" or magic.name in _SHELL_MAGICS:
            self.made.reads.add(ANY)
            self.made.writes.add(ANY)
            self.made.outside = True
            self._tells(_spoken(magic), "outside", "reads", "writes")
        else:
            self.made.all()


def _spoken(magic: Magic) -> str:
    """A magic that goes to another program, as it is called: `!pip`."""
    if magic.kind == "shell":
        return f"!{next(iter(magic.args.split()), '')}"
    return f"{'%%' if magic.kind == 'cell' else '%'}{magic.name}"


# what makes a value that shares nothing with others
_NEW = frozenset(
    {
        *(f"builtins.{name}" for name in "list dict set sorted tuple range len int float str bytearray".split()),
        *(f"numpy.{name}" for name in "array zeros ones empty full eye arange linspace concatenate vstack hstack".split()),
        *(f"pandas.{name}" for name in "read_csv read_excel read_json read_parquet concat merge date_range".split()),
        *(f"collections.{name}" for name in "defaultdict Counter OrderedDict deque".split()),
        "copy.deepcopy",
        "matplotlib.pyplot.figure",
        "matplotlib.pyplot.gca",
        "matplotlib.pyplot.axes",
    }
)


def _is_steady(folder: Path, name: str) -> bool:
    """Whether a module beside the notebook draws no random numbers, as far as its text tells."""
    try:
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return False
    nodes = list(ast.walk(tree))
    roots: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                module = alias.name if isinstance(node, ast.Import) else f"{'.' * node.level}{node.module or ''}.{alias.name}"
                roots[alias.asname or alias.name.partition(".")[0]] = (
                    module if alias.asname or isinstance(node, ast.ImportFrom) else module.partition(".")[0]
                )
    known = _QUIET | _TAME_STEADY | sys.stdlib_module_names - {"importlib", "runpy", "ctypes"} | {"statsmodels", "cycler"}
    if not {module.partition(".")[0] for module in roots.values()} <= known or "*" in roots:
        return False
    for node in nodes:
        if isinstance(node, (ast.Name, ast.Attribute)):
            text = ast.unparse(node)
            first, _, rest = text.partition(".")
            qualified = f"{roots[first]}.{rest}".rstrip(".") if first in roots else ""
            if (
                _DRAWS.match(qualified)
                and not _STEADY.match(qualified)
                or (isinstance(node, ast.Name) and node.id in ("exec", "eval", "__import__"))
            ):
                return False
            if isinstance(node, ast.Attribute) and node.attr in _DRAWING_METHODS | _LENDS - {"append", "pop"}:
                return False
    return True


def _modules_of(node: ast.AST) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]


def _opens_to_write(node: ast.Call | None) -> bool:
    """Whether one of the arguments of a call looks like a mode in which files are written."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)] if node is not None else []
    return any(
        isinstance(part, ast.Constant) and re.fullmatch(r"(?=.*[wax+])[rwaxbt+U]{1,3}(?:[:|].*)?", str(part.value)) for part in given
    )


def _is_pandas_plot(target: str) -> bool:
    kind, _, method = target.rpartition(".")
    return kind in ("frame.plot", "series.plot") or (
        kind in ("frame", "series", "groupby", "unknown") and method in ("plot", "hist", "boxplot")
    )


def _is_estimator(name: str, known: Known | None) -> bool:
    """Whether it makes an object of scikit-learn, which draws when it is fitted."""
    return name.startswith("sklearn.") and known is not None and known.returns in ("model", "splitter")


@cache
def _methods() -> Mapping[str, list[tuple[str, Known]]]:
    """What the tables say of methods, by their bare name, for receivers of any kind."""
    found: dict[str, list[tuple[str, Known]]] = defaultdict(list)
    for name, known in table().items():
        kind, _, method = name.rpartition(".")
        if kind in _KINDS or kind in ("unknown", "connection", "excelfile", "executor", "queue", "cursor"):
            found[method].append((name, known))
    return found


def chain(steps: Sequence[Footprint], repeated: Sequence[Collection[tuple[int, int]]]) -> Iterator[dict[str, int]]:
    """For each step, the earlier step from which it takes each part of the process state that it depends on; by number.

    What nothing but statements that the step repeats has set, it need not take.

    Parameters
    ----------
    steps : what each leaves
    repeated : by step, the statements of `settings` that it can repeat
    """
    last: dict[str, int] = {}
    for number, step in enumerate(steps):
        left = {part for earlier in steps[:number] for part in earlier.leaves(repeated[number])}
        yield {part: last[part] for part in sorted(step.takes & left)}
        last.update(dict.fromkeys(step.leaves(), number))
