"""What a function does of which only the name is known: interfaces are named by verbs, and these mean the same wherever they are met."""

from __future__ import annotations

import re
from functools import cache

from jupyter_mldebt.knowledge.known import Role


def _names(groups: dict[Role, str]) -> dict[str, Role]:
    return {name: role for role, names in groups.items() for name in names.split()}


# What a name begins with, or is.
_VERBS = _names(
    {
        "load": "fetch import imread load loadtxt open query read scan scrape urlopen",
        "save": "dump export imwrite persist save savefig savetxt store write writeheader writerow writerows",
        "convert": "asarray astype cast convert cpu cuda decode from numpy parse tensor to tolist loads reads",
        "reshape": "arrange batch concat concatenate drop dropna explode filter flatten join limit melt merge permute pivot reindex remove "
        "reshape select shuffle sort squeeze stack subset transpose unsqueeze unstack where zip",
        "rename": "alias rename",
        "path": "chdir copyfile download extractall glob listdir makedirs mkdir mount unpack untar unzip upload",
        "plot": "annotate axhline axvline bar barh boxplot draw figure heatmap hist histogram imshow legend plot render savefig scatter "
        "subplot subplots visualise visualize xlabel xlim ylabel ylim",
        "feature": "augment binarize clean discretize embed encode featurize fillna impute lemmatize normalise normalize pad preprocess scale "
        "standardise standardize stem texts tokenise tokenize tokenizer transform vectorize",
        "split": "kfold",
        "fit": "backward fit fmin learn minimise minimize optimise optimize train",
        "predict": "classify forecast infer predict",
        "evaluate": "benchmark evaluate score validate",
        "display": "debug describe display info inspect print pprint show summarise summarize summary warn warning",
        "define": "basic build compile config configure constant create define disable enable init initialise initialize install make "
        "observe ones placeholder register seed set setup symbols watch zeros clone",
    }
)
# What a name ends with.
_NOUNS = _names(
    {
        "load": "dataset datasets file files reader",
        "convert": "frame array series",
        "path": "dir directory filename folder path",
        "define": "create",
        "plot": "chart charts choropleth fig figure heatmap hist histogram legend plot plots scatter title xlabel ylabel",
        "feature": "feature features",
        "rename": "renamed",
        "split": "folds split",
        "predict": "prediction predictions",
        "evaluate": "accuracy auc entropy error loss mae metric metrics mse rmse score scores",
    }
)
# What most functions of a package do.
_PACKAGES: dict[str, Role] = {
    **dict.fromkeys(
        "altair axes bokeh bqplot chart_studio cufflinks figure folium ggplot holoviews hvplot ipyleaflet ipyvolume matplotlib missingno "
        "plotly plotnine pydeck pygal pylab seaborn splot thinkplot".split(),
        "plot",
    ),
    **dict.fromkeys("glob os pathlib path shutil tarfile tempfile zipfile".split(), "path"),
    **dict.fromkeys("argparse ipywidgets logging warnings".split(), "define"),
    "google.colab": "path",
}
# What a capital does not hide: functions that are written like classes, figures, tables.
_OF_CAPITALS = frozenset(("load", "save", "plot", "convert", "display"))
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@cache
def guess(target: str) -> Role | None:
    """What a call does by the name of what is called, None where that does not tell.

    Parameters
    ----------
    target : the name, qualified or not
    """
    prefix, _, name = target.rpartition(".")
    words = [word.lower() for word in _WORDS.findall(name)]
    role = (_VERBS.get(words[0]) or (_NOUNS.get(words[-1]) if len(words) > 1 else None)) if words else None
    if len(words) > 1 and words[0] == "split":
        role = "split"
    elif len(words) > 1 and words[0] == "get" and words[-1] == "data":
        role = "load"
    if role is None and name.endswith("plot"):
        role = "plot"  # distplot, lmplot
    elif len(words) > 1 and words[0] == "eval":
        role = "evaluate"
    elif role is None and "datasets" in prefix.split("."):
        role = "load"
    package = _PACKAGES.get(prefix.partition(".")[0]) or _PACKAGES.get(".".join(prefix.split(".")[:2]))
    if package == "plot":
        return role if role in ("save", "load") else package
    if name[:1].isupper() and len(name) > 1 and role not in _OF_CAPITALS:
        return package or "define"  # a class, by the custom of all
    return role or package
