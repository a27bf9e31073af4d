"""Several languages hand data to each other in one notebook.

## Why it matters

Each border between languages is glue of its own: values are converted on the way, types and missing values change, names live in two
processes of which only one is restarted, and neither debugger nor checker sees across. Sculley et al. name multiple-language smell among the
signs of debt. Where a border is needed, one at a file with a schema can be tested from both sides.

It is said once, for cells in another language that take values of the notebook or give it some; a cell that stands by itself is not meant.

## Bad

```python
# %%
import pandas as pd
df = pd.read_csv("a.csv")
# %%
%%R -i df -o coefs  # <- NBG007: %%R -i df -o coefs
coefs <- coef(lm(y ~ x, df))
# %%
coefs
```

## Good

```python
# %%
%%html
<b>Results</b>
# %%
%%bash
ls
```

## When to ignore

In a notebook that shows how the languages work together.

## References

- Sculley et al.: Hidden Technical Debt in Machine Learning Systems. NIPS 2015 (multiple-language smell).
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place

CODE = "NBG007"
SEVERITY = "info"
PREVIEW = True

_LANGUAGES = {
    **dict.fromkeys(("R", "Rpush", "Rpull", "Rget"), "R"),
    **dict.fromkeys(("sql", "bigquery", "sqlcmd", "duckdb"), "SQL"),
    **dict.fromkeys(("bash", "sh", "script"), "shell"),
    **dict.fromkeys(("javascript", "js"), "JavaScript"),
    **dict.fromkeys(("octave", "octave_push", "octave_pull"), "Octave"),
    "julia": "Julia",
    "perl": "Perl",
    "ruby": "Ruby",
    "matlab": "MATLAB",
    "scala": "Scala",
    "stata": "Stata",
}


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    found: dict[str, list[tuple[Place, str]]] = {}
    for cell, facts in graph.facts.items():
        for magic in facts.magics:
            language = _LANGUAGES.get(magic.name)
            takes = dict.fromkeys((*magic.reads, *magic.needs))
            gives = dict.fromkeys((*magic.binds, *magic.may_bind))
            if language and (takes or gives):
                ways = [f"{word} `{'`, `'.join(names)}`" for word, names in (("takes", takes), ("gives", gives)) if names]
                place = (
                    context.head(cell) if magic.kind == "cell" else Place(cell, magic.line, magic.column, magic.end_line, magic.end_column)
                )
                found.setdefault(language, []).append((place, f"{context.label(cell)} {' and '.join(ways)}"))
    if found:
        places = [place for told in found.values() for place in told]
        first = min(places, key=lambda told: (told[0].cell, told[0].line))
        yield Hit(
            first[0],
            f"{' and '.join(found)} and Python hand values to each other in this notebook: {'; '.join(told for _, told in places[:3])}",
            related=tuple(place for place in places if place is not first),
            confidence="medium",
        )
