"""What the functions of Python's standard library do that notebooks use daily."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_PATH = Known(role="path")
_PATH_STR = Known(role="path", returns="str")
_PATH_BOOL = Known(role="path", returns="bool", effect="read")
_PATH_WRITE = Known(role="path", effect="write")
_CHANGES_SELF = Known(mutates=("self",))

CALLS: dict[str, Known] = {
    # os, os.path
    "os.chdir": Known(role="path", state="cwd"),
    "os.fchdir": Known(role="path", state="cwd"),
    **each("os", "getcwd fspath", _PATH_STR),
    **each("os", "makedirs mkdir remove unlink rename renames replace rmdir removedirs symlink link chmod utime", _PATH_WRITE),
    **each("os", "listdir", Known(role="path", returns="list", effect="read")),
    **each("os", "walk scandir", Known(role="path", returns="generator", effect="read")),
    **each("os", "stat access", Known(role="path", effect="read")),
    **each("os.path", "join basename dirname abspath normpath realpath relpath expanduser expandvars commonpath commonprefix", _PATH_STR),
    **each("os.path", "split splitext splitdrive", Known(role="path", returns="(str, str)")),
    **each("os.path", "exists isfile isdir islink isabs samefile", _PATH_BOOL),
    **each("os.path", "getsize getmtime getctime getatime", Known(role="path", returns="number", effect="read")),
    **each("os", "putenv unsetenv umask", Known(state="env")),
    "os.environ.setdefault": Known(returns="str", state="env"),
    **each("os.environ", "update pop clear", Known(state="env")),
    "os.environ.get": Known(returns="str"),
    "os.getenv": Known(returns="str"),
    **each("os", "system popen", Known(effect="process")),
    **each("os", "cpu_count getpid", Known(returns="number")),
    # sys
    **each("sys.path", "append insert extend remove pop", Known(state="path")),
    **each("sys", "setrecursionlimit set_int_max_str_digits", Known(state="options")),
    # shutil, glob, pathlib, tempfile, zip and tar files
    **each("shutil", "copy copy2 copyfile copyfileobj copymode copystat copytree move rmtree make_archive unpack_archive", _PATH_WRITE),
    "glob.glob": Known(role="path", returns="list", effect="read"),
    "glob.iglob": Known(role="path", returns="generator", effect="read"),
    **each("pathlib", "Path PurePath PosixPath WindowsPath", Known(role="path", returns="path")),
    **each("pathlib.Path", "cwd home", Known(role="path", returns="path")),
    **each("path", "absolute expanduser joinpath resolve relative_to with_name with_stem with_suffix", Known(role="path", returns="path")),
    **each("path", "exists is_dir is_file is_symlink samefile", _PATH_BOOL),
    **each("path", "as_posix as_uri", _PATH_STR),
    **each("path", "glob rglob iterdir", Known(role="path", returns="generator", effect="read")),
    **each("path", "mkdir rename replace rmdir touch unlink symlink_to chmod", _PATH_WRITE),
    "path.stat": Known(role="path", effect="read"),
    "path.open": Known(role="path", returns="file", effect="read"),
    "path.read_text": Known(role="load", returns="str", effect="read"),
    "path.read_bytes": Known(role="load", returns="bytes", effect="read"),
    **each("path", "write_text write_bytes", Known(role="save", effect="write")),
    **each("tempfile", "mkdtemp mktemp gettempdir", _PATH_STR),
    **each("tempfile", "NamedTemporaryFile TemporaryFile", Known(role="path", returns="file", effect="write")),
    "tempfile.TemporaryDirectory": Known(role="path", effect="write"),
    **each("zipfile", "ZipFile", Known(role="path", returns="file", effect="read")),
    **each("tarfile", "open TarFile", Known(role="path", returns="file", effect="read")),
    **each("file", "extract extractall", Known(role="path", effect="write")),
    **each("file", "namelist getnames", Known(role="path", returns="list")),
    **{f"{module}.open": Known(role="path", returns="file", effect="read") for module in ("gzip", "bz2", "lzma")},
    **each("io", "open StringIO BytesIO", Known(role="path", returns="file")),
    # reading and writing data
    "json.load": Known(role="load", mutates=(0,), effect="read"),
    "json.loads": Known(role="convert"),
    "json.dump": Known(role="save", mutates=(1,), effect="write"),
    "json.dumps": Known(role="convert", returns="str"),
    "pickle.load": Known(role="load", mutates=(0,), effect="read"),
    "pickle.loads": Known(role="convert"),
    "pickle.dump": Known(role="save", mutates=(1,), effect="write"),
    "pickle.dumps": Known(role="convert", returns="bytes"),
    **each("csv", "reader DictReader", Known(role="load", returns="generator", effect="read")),
    **each("csv", "writer DictWriter", Known(role="save", effect="write")),
    "sqlite3.connect": Known(role="load", returns="connection", effect="read"),
    **each("connection", "execute executemany executescript commit rollback", Known(mutates=("self",), effect="write")),
    "connection.cursor": Known(returns="connection", view=True),
    **each("connection", "fetchall fetchmany", Known(role="load", returns="list", mutates=("self",), effect="read")),
    "connection.fetchone": Known(role="load", mutates=("self",), effect="read"),
    "connection.close": Known(mutates=("self",)),
    **each("urllib.request", "urlopen", Known(role="load", returns="file", effect="net")),
    "urllib.request.urlretrieve": Known(role="load", effect="net"),
    **each("requests", "get post put head request", Known(role="load", effect="net")),
    **each("subprocess", "run call check_call check_output Popen", Known(effect="process")),
    "copy.copy": Known(),
    "copy.deepcopy": Known(),
    # containers and algorithms
    "collections.deque": Known(role="convert", returns="deque"),
    **each("collections", "defaultdict OrderedDict Counter ChainMap", Known(returns="dict")),
    "collections.namedtuple": Known(returns="class"),
    **each("heapq", "heappush heapify heappop heapreplace heappushpop", Known(mutates=(0,))),
    **each("heapq", "nlargest nsmallest", Known(returns="list", calls=("key",))),
    **each("bisect", "insort insort_left insort_right", Known(mutates=(0,))),
    **each("bisect", "bisect bisect_left bisect_right", Known(returns="number")),
    "functools.reduce": Known(calls=(0,)),
    **each("functools", "partial lru_cache cache wraps", Known(returns="function")),
    **each(
        "itertools",
        "chain combinations combinations_with_replacement compress count cycle islice pairwise permutations product repeat tee zip_longest",
        Known(returns="generator"),
    ),
    "itertools.accumulate": Known(returns="generator", calls=(1,)),
    **each("itertools", "dropwhile filterfalse starmap takewhile", Known(returns="generator", calls=(0,))),
    "itertools.groupby": Known(returns="generator", calls=(1, "key")),
    # random numbers: the module's own generator is process state, but drawing from it binds nothing
    "random.seed": Known(state="seed"),
    "random.setstate": Known(state="seed"),
    "random.shuffle": Known(mutates=(0,)),
    **each("random", "sample choices", Known(returns="list")),
    **each("random", "random uniform gauss normalvariate randint randrange betavariate expovariate triangular", Known(returns="number")),
    **each("random", "Random SystemRandom", Known(returns="rng")),
    # generators of random numbers of one's own (random.Random, numpy's Generator and RandomState): drawing changes them
    "rng.shuffle": Known(mutates=("self", 0)),
    "rng.seed": Known(mutates=("self",)),
    **each(
        "rng",
        "beta binomial bytes chisquare choice choices dirichlet expovariate exponential f gamma gauss geometric gumbel hypergeometric "
        "integers "
        "laplace logistic lognormal lognormvariate multinomial multivariate_normal negative_binomial normal normalvariate pareto "
        "permutation "
        "permuted poisson power rand randint randn random random_sample randrange rayleigh sample standard_cauchy standard_exponential "
        "standard_gamma standard_normal standard_t tomaxint triangular uniform vonmises wald weibull zipf",
        _CHANGES_SELF,
    ),
    # process state
    **each("warnings", "filterwarnings simplefilter resetwarnings", Known(state="warnings")),
    **each("logging", "basicConfig disable captureWarnings", Known(state="options")),
    **each("locale", "setlocale", Known(state="options")),
    "time.sleep": Known(),
    **each("time", "time perf_counter process_time monotonic", Known(returns="number")),
    "time.strftime": Known(returns="str"),
    **each("timeit", "timeit repeat", Known(calls=(0,))),
    **each(
        "math",
        "ceil comb cos dist exp factorial floor fsum gcd hypot isclose log log10 log2 perm pow prod sin sqrt tan",
        Known(returns="number"),
    ),
    **each("statistics", "fmean mean median mode pstdev pvariance stdev variance", Known(returns="number")),
    **each("re", "sub", Known(returns="str", calls=(1,))),
    **each("re", "findall split", Known(returns="list")),
    **each("re", "finditer", Known(returns="generator")),
    **each("concurrent.futures", "ThreadPoolExecutor ProcessPoolExecutor", Known(returns="executor")),
    **each("executor", "map submit", Known(calls=(0,))),
    **each("multiprocessing", "Pool", Known(returns="executor")),
    **each("executor", "apply starmap imap imap_unordered apply_async map_async", Known(calls=(0,))),
    "getpass.getpass": Known(returns="str", effect="ask"),
    "importlib.reload": Known(returns="arg0", mutates=(0,)),
    **each("random", "choice", Known()),
    **each("datetime.datetime", "now today utcnow strptime fromtimestamp", Known(returns="datetime")),
    "datetime.date.today": Known(returns="datetime"),
    # IPython
    **each("IPython.display", "display display_html Markdown HTML Image", Known(role="display")),
    "IPython.display.clear_output": Known(role="display"),
    **each("queue", "Queue LifoQueue PriorityQueue", Known(returns="queue")),
    **each("queue", "put put_nowait get get_nowait", _CHANGES_SELF),
}
