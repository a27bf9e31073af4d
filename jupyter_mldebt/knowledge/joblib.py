"""What joblib does, and cloudpickle."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

CALLS: dict[str, Known] = {
    "joblib.dump": Known(role="save", effect="write"),
    "joblib.load": Known(role="load", effect="read"),
    "joblib.Parallel": Known(returns="executor"),
    "joblib.delayed": Known(returns="function", calls=(0,)),
    "joblib.hash": Known(returns="str"),
    **each("joblib", "cpu_count effective_n_jobs", Known(returns="number")),
    **each("joblib", "parallel_backend parallel_config", Known()),
    "cloudpickle.dump": Known(role="save", mutates=(1,), effect="write"),
    "cloudpickle.load": Known(role="load", mutates=(0,), effect="read"),
    "cloudpickle.dumps": Known(role="convert", returns="bytes"),
    "cloudpickle.loads": Known(role="convert"),
}
