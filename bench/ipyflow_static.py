"""What ipyflow's static analysis says of cells. Runs in its own environment: a notebook a line on standard input, its cells a line on output."""

import ast
import json
import logging
import sys

from ipyflow.analysis.live_refs import compute_live_dead_symbol_refs
from ipyflow.shell.interactiveshell import IPyflowInteractiveShell

logging.disable(logging.CRITICAL)
IPyflowInteractiveShell.instance()  # the analysis asks it for its settings; no cell is run in it


def names(live):
    """Names that are read, and those of them that are called."""
    chains = [ref.ref.chain for ref in live if ref.ref.chain and isinstance(ref.ref.chain[0].value, str) and not ref.is_killed]
    return sorted({chain[0].value for chain in chains}), sorted({chain[0].value for chain in chains if chain[0].is_callpoint})


def said_of(source):
    tree = ast.parse(source)
    live, _, modified = compute_live_dead_symbol_refs(tree)
    reads, calls = names(live)
    chains = [ref.chain for ref in modified if ref.chain and isinstance(ref.chain[0].value, str)]
    functions = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node in tree.body:
            # As ipyflow follows calls: the body's live names, with the parameters taken as bound
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            functions[node.name] = names(compute_live_dead_symbol_refs(node.body, init_killed={arg.arg for arg in given if arg})[0])
    return {
        "binds": sorted({chain[0].value.split(".")[0] for chain in chains if len(chain) == 1}),
        "changes": sorted({chain[0].value for chain in chains if len(chain) > 1}),
        "reads": reads,
        "calls": calls,
        "functions": functions,
        "star": any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree)),
    }


for line in sys.stdin:
    answers = []
    for source in json.loads(line):
        try:
            answers.append(said_of(source))
        except Exception:  # what it can't analyse it says nothing of
            answers.append({})
    print(json.dumps(answers), flush=True)
