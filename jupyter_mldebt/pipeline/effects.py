"""What a run of the notebook would do to the world outside: send, publish, pay, write to a database, delete or write beyond its folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from jupyter_mldebt.events import Call
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.graph import Graph, link
from jupyter_mldebt.magics import Magic
from jupyter_mldebt.model import Cell
from jupyter_mldebt.pipeline.statements import root
from jupyter_mldebt.pipeline.whereabouts import Whereabouts
from jupyter_mldebt.text import span_of


class Effect(msgspec.Struct, frozen=True, order=True):
    """A statement that would change something outside of the notebook's folder: where it stands, and what it does."""

    cell: int
    line: int
    what: str


_MOST_MODULES, _LONGEST_MODULE = 50, 500_000  # files, characters
_EMPTY = Cell(0, None, "code", "")

# what clients of servers do, by the module that they come from: methods that only read are not matched
_HTTP = "post|put|patch|delete"
_CHANGES = (
    r"(?:put|post|delete|create|update|upload|send|publish|terminate|run|start|stop|copy|write|insert|add|set|remove|submit|register"
    r"|deploy|index|bulk|batch|import|import_data|replace|drop|rename|move|commit|push|merge|close|reply|produce|emit|invoke)(?:_\w+)?"
)
_CLIENTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("requests", "httpx", "aiohttp", "urllib3", "requests_oauthlib", "requests_html"), (_HTTP, "sends to a server")),
    **dict.fromkeys(("smtplib", "yagmail", "redmail", "aiosmtplib"), (r"sendmail|send_message|send", "sends mail")),
    **dict.fromkeys(("sendgrid", "mailchimp_marketing", "mailjet_rest"), (r"send|post|create|\w+_send", "sends mail")),
    **dict.fromkeys(
        ("boto3", "botocore", "google.cloud", "azure", "dropbox", "minio", "kubernetes", "digitalocean", "firebase_admin", "supabase"),
        (_CHANGES, "changes what a cloud service holds"),
    ),
    **dict.fromkeys(("gspread", "pygsheets", "pydrive", "pydrive2", "pyairtable", "notion_client"), (_CHANGES, "changes a shared document")),
    **dict.fromkeys(
        ("slack_sdk", "slack", "slackclient", "telegram", "telebot", "twilio", "discord", "pushbullet", "apprise", "knockknock"),
        (r"chat_\w+|files_upload\w*|api_call|send\w*|create\w*|notify|push\w*|post\w*", "sends a message"),
    ),
    **dict.fromkeys(
        ("tweepy", "twitter", "twython", "facebook", "praw", "mastodon", "instabot"),
        (r"update_\w+|create_\w+|send_\w+|destroy_\w+|PostUpdate\w*|submit|reply|toot|status_post|retweet|favorite|put_\w+", "publishes"),
    ),
    **dict.fromkeys(("kaggle", "huggingface_hub", "github", "gitlab", "jira", "zenodo_client"), (_CHANGES, "publishes")),
    **dict.fromkeys(("transformers", "datasets", "diffusers", "sentence_transformers", "peft"), ("push_to_hub", "publishes")),
    **dict.fromkeys(("pymongo", "motor", "elasticsearch", "opensearchpy", "cassandra", "influxdb", "influxdb_client", "happybase"), (
        r"(?:insert|update|delete|replace|drop|bulk|create|index|remove|save|write|rename|put)(?:_\w+)?", "changes a database")),
    "redis": (r"[hlsz]?m?(?:set|add|del|pop|push|rem|incr)\w*|delete|flush\w+|expire\w*|publish|rename|lpush|rpush", "changes a database"),
    **dict.fromkeys(("kafka", "confluent_kafka", "pika", "paho", "zmq"), (r"send\w*|produce|publish|basic_publish", "sends a message")),
    **dict.fromkeys(("paramiko", "fabric", "netmiko"), (r"exec_command|put|run|sudo|remove|send\w*", "acts on another machine")),
    "ftplib": (r"stor\w+|delete|rename|rmd|mkd", "changes files on a server"),
    **dict.fromkeys(("stripe", "braintree", "paypalrestsdk", "square", "razorpay"), (r"create|charge|capture|refund\w*|execute|pay\w*|sale",
        "pays")),
    **dict.fromkeys(("ccxt", "alpaca_trade_api", "alpaca", "binance", "kiteconnect", "web3", "ib_insync"), (
        r"\w*order\w*|send_\w+|transfer\w*|withdraw\w*|transact", "trades")),
    **dict.fromkeys(("openai", "anthropic", "cohere", "replicate", "mistralai", "groq"), (r"create\w*|generate\w*|chat|complete|run|stream|parse",
        "calls a service that is paid by the call")),
    **dict.fromkeys(("wandb", "neptune", "comet_ml"), (r"init|log(?:_\w+)?|finish|Experiment|init_run", "publishes")),
}  # fmt: skip
_OFFLINE = frozenset({"disabled", "offline"})
_DATABASES = frozenset(
    "sqlite3 duckdb sqlalchemy psycopg2 psycopg pymysql MySQLdb mysql pyodbc cx_Oracle oracledb pymssql snowflake ibm_db databricks redshift_connector "
    "clickhouse_driver clickhouse_connect records dataset neo4j py2neo asyncpg aiosqlite vertica_python teradatasql trino pyhive".split()
)
_FILES = frozenset({"sqlite3", "duckdb", "aiosqlite"})  # databases that are files
_ASKS = frozenset({"execute", "executemany", "executescript", "exec_driver_sql", "sql", "run", "query", "text", "command"})
_WRITES_SQL = re.compile(
    r"\s*(?:--.*\n\s*)*(?:insert\s+(?:into|or|ignore)|update\s+[\w.\"`\[]+\s+set|delete\s+from|drop\s+\w+|create\s+(?!temp)\w+|alter\s+\w+|truncate\s|"
    r"replace\s+into|merge\s+into|grant\s|revoke\s|detach\s+delete|merge\s*\()",
    re.I,
)
_FILE_DATABASE = re.compile(r"(?:sqlite|duckdb)(?:\+\w+)?:|:memory:", re.I)
_DELETES = frozenset(
    "os.remove os.unlink os.rmdir os.removedirs os.rename os.renames os.replace shutil.rmtree shutil.move send2trash.send2trash".split()
)
_WRITES = frozenset("shutil.copy shutil.copy2 shutil.copyfile shutil.copytree os.symlink os.link".split())  # to the second argument
_PROCESSES = frozenset(
    "os.system os.popen subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen subprocess.getoutput "
    "subprocess.getstatusoutput".split()
)
_SHELLS = frozenset({"bash", "sh", "script", "system", "sx", "cmd", "!", "zsh"})
# commands that change what lies outside whatever they are given, and those that delete or write where they are told
_ACTS = re.compile(
    r"""(?:sudo|doas|ssh|scp|sftp|sendmail|mail|mutt|mkfs\S*|shutdown|reboot|systemctl|service|crontab|launchctl|pkill|killall|kill|twine)\b
    |git\s+(?:-C\s+\S+\s+)?push|docker\s+(?:push|run|rm|rmi|stop|kill|exec|compose|system)|kubectl\s+(?:apply|delete|create|scale|patch|replace)
    |(?:aws|gcloud|az|gsutil|s3cmd|rclone|mc|bq)\s.*\b(?:cp|mv|rm|rb|mb|sync|put|delete\S*|create\S*|deploy|copy|run|load|submit)\b
    |(?:pip3?|conda|mamba|npm|yarn|poetry|flit|cargo|gem)\s+(?:uninstall|remove|publish|upload)|python3?\s+-m\s+(?:twine|pip\s+uninstall)
    |kaggle\s+\w+\s+(?:submit|create|version|push)|(?:huggingface-cli|hf)\s+(?:upload|repo)|gh\s+\w+\s+(?:create|delete|edit|merge|close)
    |(?:apt|apt-get|yum|dnf|brew|snap)\s.*\b(?:remove|purge|uninstall)\b|heroku\s|vercel\b|netlify\s+deploy|terraform\s+(?:apply|destroy)
    |curl\s.*(?:-X\s*(?:POST|PUT|DELETE|PATCH)|--request\s+(?:POST|PUT|DELETE|PATCH)|\s-d\b|--data\S*|\s-F\b|--form|\s-T\b|--upload-file)
    |wget\s.*--(?:post|method=(?:POST|PUT|DELETE))|rsync\s.*\s\S+:\S*\s*\Z
    |(?:psql|mysql|sqlcmd|mongo|mongosh|redis-cli)\s.*\b(?:insert|update|delete|drop|alter|truncate|create|set|del|flushall)\b""",
    re.X | re.I,
)
_DOWNLOADS = re.compile(r"\S+\s.*\b(?:cp|mv|sync|copy)\s.*\w+://\S+\s+(?!\S*://)[^-\s]\S*\s*\Z")
_TOLD = re.compile(r"(?:rm|rmdir|unlink|shred|truncate|mv|cp|dd|chmod|chown|tee|install|ln)\b")
_REDIRECTS = re.compile(r">>?\s*(\S+)")
_PART = re.compile(r"&&|\|\||[;|&\n]")


def find(graph: Graph) -> tuple[Effect, ...]:
    """Effects of a run of the notebook on the world outside, in the order of its cells; each statement once.

    What is done to the notebook's own folder is none: a verification runs in a copy of it. Calls count where they are made, also in
    functions that a cell calls, and in modules beside the notebook that it imports: in what they do when they are imported, and in those of
    their functions that the notebook names. What such a module imports itself is not looked at.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    """
    where = Whereabouts(graph)
    return tuple(sorted({*_of_calls(graph, where), *_of_magics(graph, where), *_of_modules(graph)}))


def _of_modules(graph: Graph) -> Iterator[Effect]:
    """What modules beside the notebook do, told where they are imported."""
    named: set[str] = set()
    for facts in graph.facts.values():
        named |= {node.id for node in facts.nodes.get(ast.Name, ()) if isinstance(node, ast.Name)}
        named |= {node.attr for node in facts.nodes.get(ast.Attribute, ()) if isinstance(node, ast.Attribute)}
        named |= {alias.name for node in facts.nodes.get(ast.ImportFrom, ()) for alias in node.names if alias.asname}  # type: ignore[attr-defined]
    seen: set[Path] = set()
    for cell, line, file in _imported_files(graph):
        if file in seen or len(seen) == _MOST_MODULES:
            continue
        seen.add(file)
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        own = facts_of(text) if len(text) <= _LONGEST_MODULE else None
        if own is None or own.tree is None:
            continue
        use = facts_of("\n".join(_calls_of(own.tree, named)))
        cells = tuple(msgspec.structs.replace(_EMPTY, index=index, source=part.source) for index, part in enumerate((own, use)))
        module = link(msgspec.structs.replace(graph.notebook, cells=cells), {0: own, 1: use})
        for effect in _of_calls(module, Whereabouts(module)):
            if effect.cell == 0:
                yield Effect(cell, line, f"{effect.what} ({file.name}, line {effect.line})")


def _imported_files(graph: Graph) -> Iterator[tuple[int, int, Path]]:
    """Files beside the notebook that its imports lead to, with the cell and line of the import."""
    folder = Path(graph.notebook.path).parent
    for cell, facts in graph.facts.items():
        for node in (*facts.nodes.get(ast.Import, ()), *facts.nodes.get(ast.ImportFrom, ())):
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                names = [module, *(f"{module}.{name}".lstrip(".") for name in names)]
            for name in names:
                parts = name.split(".")
                for depth in range(1, len(parts) + 1 if name else 1):
                    place = folder.joinpath(*parts[:depth])
                    for file in (place.with_suffix(".py"), place / "__init__.py"):
                        if file.is_file():
                            yield cell, facts.span(node)[0], file


def _calls_of(tree: ast.Module, named: Collection[str]) -> Iterator[str]:
    """Calls of the functions, and of the classes' methods, that somebody names."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and (
            isinstance(node, ast.ClassDef) or node.name in named
        ):
            yield f"{node.name}()"
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) and inner.name in named:
                    yield f"{node.name}().{inner.name}()"


def _of_calls(graph: Graph, where: Whereabouts) -> Iterator[Effect]:
    nodes = {
        (cell, facts.span(node)): node
        for cell, facts in graph.facts.items()
        for node in facts.nodes.get(ast.Call, ())
        if isinstance(node, ast.Call)
    }
    seen = _Seen(graph, where)
    for call in graph.trace.calls:
        node = nodes.get((call.place.cell, span_of(call.place)))
        what = seen.what(call, node) if node is not None else None
        if what:
            yield Effect(call.place.cell, call.place.line, what)


class _Seen:
    """What is known of a notebook when one of its calls is judged: where its values come from and where its paths lead."""

    def __init__(self, graph: Graph, where: Whereabouts) -> None:
        self.where = where
        self.modules = _imports(graph)
        self.imported = {module.partition(".")[0] for module in self.modules.values()}
        self.origins: dict[str, str] = {}
        for _ in range(3):  # a cursor of a connection of an engine
            for name, values in self.where.values.items():
                for value in values:
                    if made := self.origin(value):
                        self.origins[name] = made

    def origin(self, node: ast.expr) -> str | None:
        """The qualified name of the import that an object comes from, by the calls and attributes that lead to it."""
        while True:
            if (text := ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else "") in self.origins:
                return self.origins[text]
            if isinstance(node, ast.Name):
                return self.modules.get(node.id)
            if isinstance(node, ast.Call):
                node = node.func
            elif isinstance(node, (ast.Attribute, ast.Subscript, ast.Await, ast.Starred)):
                node = node.value
            else:
                return None

    def _module(self, node: ast.expr) -> str | None:
        return (self.origin(node) or "").partition(".")[0] or None

    def what(self, call: Call, node: ast.Call) -> str | None:
        """What a call does to the world outside, None where it does nothing."""
        function = node.func
        method = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        target = call.target or ""
        written = ast.unparse(function) if len(ast.unparse(function)) <= 60 else method
        if target in _PROCESSES:
            return _of_command(" ".join(self.where.texts(node.args[0])) if node.args else "", self.where)
        if target in _DELETES or (isinstance(function, ast.Attribute) and method in ("unlink", "rmdir") and not target.startswith("os.")):
            path = node.args[0] if target in _DELETES and node.args else function.value if isinstance(function, ast.Attribute) else None
            return self._leads_out(path, "deletes or moves", written, unknown=target == "shutil.rmtree")
        if target in _WRITES:
            return self._leads_out(node.args[1] if len(node.args) > 1 else None, "writes to", written)
        if method == "to_sql":
            return self._to_sql(node)
        if method == "to_gbq":
            return "writes to a database: to_gbq"
        if method in _ASKS and (found := self._query(node, written)):
            return found
        return self._of_client(node, method, written) or self._of_file(node, method, target, written)

    def _of_client(self, node: ast.Call, method: str, written: str) -> str | None:
        origin = self.origin(node.func) or ""
        module = origin.partition(".")[0]
        if module == "urllib" and method in ("urlopen", "Request"):
            sends = len(node.args) > 1 or any(keyword.arg == "data" for keyword in node.keywords)
            return f"sends to a server: {written}" if sends else None
        if method == "request" and module in ("requests", "httpx", "http"):
            verbs = {text.upper() for argument in node.args[:1] for text in self.where.texts(argument)}
            return f"sends to a server: {written}" if verbs & {"POST", "PUT", "PATCH", "DELETE"} else None
        if method.endswith("_client") or any(keyword.arg == "mode" and _text(keyword.value) in _OFFLINE for keyword in node.keywords):
            return None
        methods, what = _CLIENTS.get(module) or _CLIENTS.get(".".join(origin.split(".")[:2]), ("", ""))
        return f"{what}: {written}" if methods and re.fullmatch(methods, method) else None

    def _query(self, node: ast.Call, written: str) -> str | None:
        """A query that changes a database, unless that is a file in the notebook's folder."""
        texts = [text for argument in node.args[:1] for text in self.where.texts(argument)]
        if not any(_WRITES_SQL.match(text) for text in texts):
            return None
        module = self._module(node.func)
        if module in _FILES or (module is None and self.imported & _DATABASES <= _FILES):
            return self._file_database(written)
        if module == "sqlalchemy" or module is None:
            return None if self._only_file_databases() else f"writes to a database: {written}" if self.imported & _DATABASES else None
        return f"writes to a database: {written}" if module in _DATABASES else None

    def _file_database(self, written: str) -> str | None:
        outside = any(
            self._module(node) in _FILES and node.args and self.where.of(node.args[0]) == "outside"
            for values in self.where.values.values()
            for node in values
            if isinstance(node, ast.Call) and _last(node.func) == "connect"
        )
        return f"writes to a database outside of the notebook's folder: {written}" if outside else None

    def _only_file_databases(self) -> bool:
        """Whether each engine that is made has the address of a file in the notebook's folder."""
        made = [
            [*self.where.texts(node.args[0])]
            for values in self.where.values.values()
            for node in values
            if isinstance(node, ast.Call) and _last(node.func) == "create_engine" and node.args
        ]
        return bool(made) and all(
            any(_FILE_DATABASE.match(text) for text in texts) and not any(text.startswith(("sqlite:////", "duckdb:////")) for text in texts)
            for texts in made
        )

    def _to_sql(self, node: ast.Call) -> str | None:
        into = node.args[1] if len(node.args) > 1 else next((keyword.value for keyword in node.keywords if keyword.arg == "con"), None)
        module = self._module(into) if into is not None else None
        if module in _FILES:
            return self._file_database("to_sql")
        local = self._only_file_databases() or any(_FILE_DATABASE.match(text) for text in self.where.texts(into))
        local = local or (module is None and self.imported & _DATABASES == {"sqlite3"})
        return None if local else "writes to a database: to_sql"

    def _of_file(self, node: ast.Call, method: str, target: str, written: str) -> str | None:
        """Files that are written at a place that is certainly not in the notebook's folder."""
        path = node.args[0] if node.args else None
        if target == "builtins.open":
            modes = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
            if any(isinstance(mode, ast.Constant) and re.search("[wax+]", str(mode.value)) for mode in modes):
                return self._leads_out(path, "writes to", written)
        elif method in ("write_text", "write_bytes") and isinstance(node.func, ast.Attribute):
            return self._leads_out(node.func.value, "writes to", written)
        elif re.fullmatch(r"to_(?:csv|excel|parquet|pickle|json|feather|hdf|html|stata)|savefig|savetxt|savez\w*|imwrite|imsave", method):
            return self._leads_out(path, "writes to", written)
        return None

    def _leads_out(self, path: ast.expr | None, verb: str, written: str, unknown: bool = False) -> str | None:
        if path is None:
            return None
        where = self.where.of(path)
        if where == "outside":
            return f"{verb} what is not in the notebook's folder: {written}"
        return f"{verb} what may not be in the notebook's folder: {written}" if unknown and where == "unknown" else None


def _imports(graph: Graph) -> Mapping[str, str]:
    """Qualified names by the names that imports anywhere in the notebook bind."""
    found: dict[str, str] = {}
    for facts in graph.facts.values():
        for node in facts.nodes.get(ast.Import, ()):
            for alias in node.names:  # type: ignore[attr-defined]
                found[alias.asname or alias.name.partition(".")[0]] = alias.name
        for node in facts.nodes.get(ast.ImportFrom, ()):
            for alias in node.names:  # type: ignore[attr-defined]
                found[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"  # type: ignore[attr-defined]
    return found


def _of_magics(graph: Graph, where: Whereabouts) -> Iterator[Effect]:
    sql = [magic for facts in graph.facts.values() for magic in facts.magics if magic.name == "sql"]
    files = any(_FILE_DATABASE.match(magic.args.strip()) for magic in sql) and not any(
        "://" in magic.args and not _FILE_DATABASE.search(magic.args) for magic in sql
    )
    for cell, facts in graph.facts.items():
        for magic in facts.magics:
            lines = [magic.args, *facts.source.split("\n")[magic.line : magic.end_line]] if magic.kind == "cell" else [magic.args]
            if magic.name == "sql":
                texts = ["\n".join(lines[1:]), re.sub(r"\A\s*(?:\S+://\S+|--\S+\s+\S+)\s*", "", lines[0])]
                if not files and any(_WRITES_SQL.match(text) for text in texts):
                    yield Effect(cell, magic.line, f"writes to a database: %{'%' * (magic.kind == 'cell')}sql")
                continue
            for number, line in enumerate(lines if _is_shell(magic) else ()):
                if what := _of_command(line, where):
                    yield Effect(cell, magic.line + number, what)


def _is_shell(magic: Magic) -> bool:
    return magic.kind == "shell" or magic.name in _SHELLS


def _of_command(text: str, where: Whereabouts) -> str | None:
    """What the commands of a line of shell do to the world outside."""
    for part in _PART.split(text):
        command = re.sub(r"\A(?:\w+=\S*\s+|time\s+|nohup\s+|yes\s+)*", "", part.strip())
        shown = command if len(command) <= 60 else command[:59] + "…"
        if command.startswith("#"):
            return None
        if _ACTS.match(command) and not _DOWNLOADS.match(command):
            return f"acts outside: `{shown}`"
        told = _TOLD.match(command)
        given = [word.strip("'\"") for word in command.split()[1:] if not word.startswith("-")] if told else []
        if told and told[0] in ("cp", "mv", "install", "ln", "tee", "dd"):
            given = given[-1:] + (given[:1] if told[0] == "mv" else [])
        if any(
            where.of_text(word.partition("of=")[2] if told and told[0] == "dd" else word) == "outside"
            for word in [*given, *_REDIRECTS.findall(command)]
        ):
            return f"writes to or deletes what is not in the notebook's folder: `{shown}`"
    return None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else root(node) or ""
