"""Quality: how far a tool's answers agree with what happened when the notebooks were executed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bench.answers import Answer
from bench.truth import Row

HIDDEN = ("hidden_state", "deleted")


def names(rows: Iterable[Row], answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Missing names: found, and what was reported besides.

    noted: told by findings below error only, as where the reader of an exercise is to define the name; wrong: the cell ran with no name
    missing, and the run bound that name; latent: execution cannot tell; arguable: an earlier cell may have bound it unseen.
    """
    tally = Counter(
        dict.fromkeys(
            ("notebooks", "missing", "found", "noted", "wrong", "latent", "arguable", "clean", "clean_reported", "clean_warnings"), 0
        )
    )
    for row in rows:
        answer = answers[row["file"]]
        kinds = {item["name"]: item["kind"] for item in row["undefined"]}
        hidden = {name for name, kind in kinds.items() if kind in HIDDEN} if row["assisted"] else set()
        quiet, bound = set(row["quiet_cells"]), set(row["bound"] or ())
        tally["notebooks"] += 1
        tally["clean"] += row["clean"]
        tally["clean_reported"] += bool(row["clean"] and answer.missing)
        tally["clean_warnings"] += len(answer.warnings) if row["clean"] else 0
        tally["missing"] += len(hidden)
        tally["noted"] += len(hidden & {name for _, name in answer.warnings} - set(answer.missing))
        for name, cells in answer.missing.items():
            is_wrong = cells & quiet and name in bound
            tally["found" if name in hidden else "arguable" if name in kinds else "wrong" if is_wrong else "latent"] += 1
    return dict(tally)


def edges(rows: Iterable[Row], answers: Mapping[str, Answer]) -> dict[str, dict[str, float | None]]:
    """Recall and precision of edges, in total and recall as the mean over notebooks, for binding and changing in place.

    An edge that was not seen at run time counts as wrong, though its branch may merely not have been taken.
    """
    tally: Counter[tuple[str, str]] = Counter()
    shares: dict[str, list[float]] = {"bind": [], "mutate": []}
    for row in rows:
        if row["edges"] is None:
            continue
        ran = set(map(int, row["facts"]))
        said = {edge for edge in answers[row["file"]].edges or () if edge[0] in ran and edge[1] in ran}
        real = {tuple(edge[:4]) for edge in row["edges"]}
        for via, recalls in shares.items():
            ours, theirs = {edge for edge in said if edge[3] == via}, {edge for edge in real if edge[3] == via}
            tally[via, "both"] += len(ours & theirs)
            tally[via, "said"] += len(ours)
            tally[via, "real"] += len(theirs)
            recalls += [len(ours & theirs) / len(theirs)] if theirs else []
    for count in ("both", "said", "real"):
        tally["all", count] = tally["bind", count] + tally["mutate", count]
    return {
        via: {
            "edges": tally[via, "real"],
            "recall": tally[via, "both"] / max(1, tally[via, "real"]),
            "mean_recall": sum(shares[via]) / max(1, len(shares[via])) if via in shares else None,
            "precision": tally[via, "both"] / tally[via, "said"] if tally[via, "said"] else None,
        }
        for via in ("bind", "mutate", "all")
    }
