"""Names by which everybody calls the same thing, so that a notebook that reads one without defining it lacks a known import.

How a name is used tells things of the same name apart: "()" stands for a call, "[]" for a subscript or an annotation, any other word for
an attribute of that name.
"""

from __future__ import annotations

from jupyter_mldebt.knowledge import catboost, lightgbm, sklearn, xgboost

# Modules by the name they are given, whatever is read of them.
MODULES = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "sns": "seaborn",
    "tf": "tensorflow",
    "xgb": "xgboost",
    "lgb": "lightgbm",
    "nx": "networkx",
    "gpd": "geopandas",
    "xr": "xarray",
    "jnp": "jax.numpy",
    "mpl": "matplotlib",
    "mdates": "matplotlib.dates",
    **{
        name: name
        for name in (
            "numpy pandas seaborn torch tensorflow keras torchvision transformers cv2 nltk spacy gensim sympy networkx xgboost lightgbm "
            "catboost joblib requests wandb boto3 yaml psutil librosa folium shap optuna gym openai"
        ).split()
    },
}

# Modules of the standard library that notebooks use: what is read of one has to be among its names.
STANDARD = frozenset(
    "argparse base64 bz2 calendar cmath codecs collections configparser contextlib copy csv dataclasses difflib enum fnmatch fractions "
    "functools getpass glob gzip heapq html inspect io itertools json logging math operator pathlib platform pprint queue random re secrets "
    "statistics string struct sys tarfile tempfile textwrap time timeit traceback unicodedata uuid warnings zipfile".split()
)

# Those that are never called by anything else; their names can't be listed without importing them.
UNMISTAKABLE = frozenset("ast hashlib multiprocessing os pickle shutil socket sqlite3 subprocess threading".split())

_TYPES = "Any Callable Dict Iterable Iterator List Optional Sequence Set Tuple Union"
_CALLED = {
    "bs4": "BeautifulSoup",
    "collections": "Counter OrderedDict defaultdict deque namedtuple",
    "contextlib": "nullcontext",
    "copy": "deepcopy",
    "datetime": "timedelta",
    "functools": "lru_cache partial reduce",
    "IPython.display": "HTML Markdown clear_output",
    "itertools": "combinations permutations",
    "ast": "literal_eval",
    "glob": "glob",
    "matplotlib.colors": "ListedColormap",
    "nltk.stem": "PorterStemmer SnowballStemmer WordNetLemmatizer",
    "nltk.tokenize": "sent_tokenize word_tokenize",
    "pprint": "pprint",
    "scipy.stats": "pearsonr spearmanr",
    "time": "sleep",
    "torch.utils.data": "DataLoader TensorDataset",
    "tqdm": "tqdm",
    "urllib.request": "urlopen urlretrieve",
}
# Names of scikit-learn that other things have as well.
_COMMON = frozenset("Binarizer Normalizer Perceptron Pipeline FeatureUnion auc clone normalize resample scale shuffle".split())

# Modules that another one took the place of: a notebook that imports from them has a version that lacks the other.
OLDER = {"sklearn.model_selection": ("sklearn.cross_validation", "sklearn.grid_search", "sklearn.learning_curve")}

_BOOSTERS = (xgboost, lightgbm, catboost)
_Import = tuple[str, frozenset[str]]


def _imports() -> dict[str, tuple[_Import, ...]]:
    found: dict[str, tuple[_Import, ...]] = {}
    rows = [
        ("F", "import torch.nn.functional as F", "relu softmax log_softmax cross_entropy nll_loss mse_loss max_pool2d linear interpolate"),
        ("F", "from pyspark.sql import functions as F", "col lit udf when desc countDistinct expr"),
        (
            "nn",
            "from torch import nn",
            "Module Linear Sequential Conv2d ReLU Dropout CrossEntropyLoss MSELoss Parameter ModuleList functional",
        ),
        ("optim", "from torch import optim", "Adam AdamW SGD RMSprop Adagrad lr_scheduler"),
        (
            "stats",
            "from scipy import stats",
            "norm ttest_ind ttest_rel pearsonr spearmanr linregress zscore chi2_contingency shapiro binom",
        ),
        ("sm", "import statsmodels.api as sm", "OLS GLM Logit WLS add_constant qqplot tsa graphics families"),
        ("smf", "import statsmodels.formula.api as smf", "ols logit glm wls mixedlm"),
        ("px", "import plotly.express as px", "scatter line bar histogram box pie imshow scatter_3d choropleth"),
        ("go", "import plotly.graph_objects as go", "Figure Scatter Bar Layout Heatmap Surface Scatter3d"),
        ("matplotlib", "import matplotlib", "rcParams rc use __version__"),
        ("matplotlib", "import matplotlib.pyplot", "pyplot"),
        ("stopwords", "from nltk.corpus import stopwords", "words"),
        ("Image", "from PIL import Image", "open fromarray new"),
        ("datetime", "import datetime", "datetime date timedelta timezone"),
        ("datetime", "from datetime import datetime", "() now today strptime strftime fromtimestamp utcnow combine fromisoformat"),
        ("date", "from datetime import date", "today fromisoformat"),
        ("Path", "from pathlib import Path", "() cwd home"),
        ("urllib", "import urllib.request", "request"),
        *((name, f"from typing import {name}", "[]") for name in _TYPES.split()),
        *((name, f"from {module} import {name}", "()") for module, names in _CALLED.items() for name in names.split()),
        *(
            (name, f"from {module} import {name}", "()")
            for module, _, name in (
                *(target.rpartition(".") for target in sklearn.CALLS if target.startswith("sklearn.")),
                *(target.rpartition(".") for library in _BOOSTERS for target, known in library.CALLS.items() if known.returns == "model"),
            )
            if name not in _COMMON
        ),
    ]
    for name, statement, uses in rows:
        found[name] = (*found.get(name, ()), (statement, frozenset(uses.split())))
    return found


# Imports by the name that they bind, each with the uses that tell it from others.
IMPORTS = _imports()
