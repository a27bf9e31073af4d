"""What marimo's visitor says of cells. Runs in marimo's own environment: a notebook a line on standard input, its cells a line on output."""

import ast
import json
import sys

from marimo._ast.visitor import ScopedVisitor


class NoStars(ast.NodeTransformer):
    """marimo refuses a cell with a star import whole; without it, the rest of the cell is still seen."""

    def visit_ImportFrom(self, node):
        return ast.Pass() if node.names[0].name == "*" else node


def said_of(source):
    tree = ast.parse(source)
    star = any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree))
    visitor = ScopedVisitor("cell", ignore_local=True)
    visitor.visit(ast.fix_missing_locations(NoStars().visit(tree)))
    return {"binds": sorted(visitor.defs), "reads": sorted(visitor.refs), "deletes": sorted(visitor.deleted_refs), "star": star}


for line in sys.stdin:
    answers = []
    for source in json.loads(line):
        try:
            answers.append(said_of(source))
        except (SyntaxError, ValueError, RecursionError):
            answers.append({})
    print(json.dumps(answers), flush=True)
