"""Settings: found, laid over each other, refused with a suggestion."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from jupyter_mldebt.catalogue import UnknownRule
from jupyter_mldebt.knowledge import Known
from jupyter_mldebt.magics import Declared
from jupyter_mldebt.settings import Magics, Resolver, Settings, SettingsError, load


def pyproject(folder: Path, body: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "pyproject.toml"
    path.write_text(body, encoding="utf-8")
    return path


def codes(settings: Settings) -> set[str]:
    return {info.code for info in settings.rules}


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = Resolver().of_file(str(tmp_path / "nb.ipynb"))
    assert settings == Settings()
    assert {"NBS001", "NBS002"} <= codes(settings)


def test_all_keys_are_read(tmp_path: Path) -> None:
    for name in ("bin/python", "lib/python3.11/os.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    pyproject(
        tmp_path,
        """
        [tool.nbcheck]
        python = "bin/python"
        max-copy = 5
        select = ["NBS"]
        extend-select = ["NBR010"]
        ignore = ["used-before-definition"]
        preview = true
        fail-on = "error"
        exclude = ["drafts/"]
        [tool.nbcheck.per-file-ignores]
        "teaching/*.ipynb" = ["NBS001"]
        [tool.nbcheck.severity]
        NBS001 = "info"
        [tool.nbcheck.names]
        provided = ["spark", "dbutils"]
        [tool.nbcheck.magics]
        python = ["profile_it"]
        binds = ["fetch"]
        opaque = ["dot"]
        [tool.nbcheck.calls]
        "ourlib.read" = { role = "load", returns = "frame", effect = "read" }
        "frame.tidy" = { returns = "self", mutates = ["self", 0], calls = [1, "key"], view = true, state = "options" }
        """,
    )
    settings = Resolver().of_file(str(tmp_path / "nb.ipynb"))
    assert "NBR010" in codes(settings) and "NBS001" in codes(settings)
    assert "NBS002" not in codes(settings) and "NBO001" not in codes(settings)
    assert settings.preview and settings.fail_on == "error" and settings.python == str(tmp_path / "bin" / "python")
    assert settings.max_copy == 5 and Settings().max_copy == 1024
    assert settings.names.provided == ("spark", "dbutils")
    assert settings.severities == {"NBS001": "info"}
    assert settings.declared == Declared(frozenset({"profile_it"}), frozenset({"fetch"}), frozenset({"dot"}))
    assert settings.calls == {
        "ourlib.read": Known(role="load", returns="frame", effect="read"),
        "frame.tidy": Known(returns="self", mutates=("self", 0), calls=(1, "key"), view=True, state="options"),
    }
    assert settings.digest != msgspec.structs.replace(settings, calls={}).digest  # answers kept for other settings don't hold
    assert settings.excludes(str(tmp_path / "drafts") + "/") and not settings.excludes(str(tmp_path / "nb.ipynb"))
    assert "NBS001" not in {info.code for info in settings.rules_for(str(tmp_path / "teaching" / "a.ipynb"))}
    assert "NBS001" in {info.code for info in settings.rules_for(str(tmp_path / "work" / "a.ipynb"))}


def test_the_nearest_file_wins_and_one_without_our_table_is_passed_over(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.nbcheck]\nfail-on = 'info'\n")
    pyproject(tmp_path / "a", "[tool.ruff]\nline-length = 140 # not nbcheck\n")
    (tmp_path / "a" / "b").mkdir()
    (tmp_path / "a" / "b" / "nbcheck.toml").write_text("fail-on = 'error'\n")
    resolver = Resolver()
    assert resolver.of_file(str(tmp_path / "nb.ipynb")).fail_on == "info"
    assert resolver.of_file(str(tmp_path / "a" / "nb.ipynb")).fail_on == "info"
    assert resolver.of_file(str(tmp_path / "a" / "b" / "nb.ipynb")).fail_on == "error"
    assert resolver.of_file(str(tmp_path / "a" / "b" / "c" / "nb.ipynb")).fail_on == "error"


def test_the_command_line_is_laid_over(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.nbcheck]\nselect = ['NBS001']\nextend-select = ['NBR010']\nignore = ['NBS002']\nfail-on = 'info'\n")
    path = str(tmp_path / "nb.ipynb")
    assert codes(Resolver({"select": ("NBS002",)}).of_file(path)) == {"NBS002"}
    assert codes(Resolver({"ignore": ("NBR010",)}).of_file(path)) == {"NBS001"}
    assert codes(Resolver({"extend_select": ("NBO001",)}).of_file(path)) == {"NBS001", "NBR010", "NBO001"}
    assert Resolver({"fail_on": None}).of_file(path).fail_on == "info"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[tool.nbcheck]\nfail-onn = 'error'", "unknown key 'fail-onn'; did you mean 'fail-on'?"),
        ("[tool.nbcheck]\nfail_on = 'error'", "did you mean 'fail-on'?"),
        ("[tool.nbcheck]\nroot = 'x'", "unknown key 'root'"),
        ("[tool.nbcheck]\nselect = 'NBS001'", "select: expected array, got string"),
        ("[tool.nbcheck]\nselect = [1]", "select[0]: expected string, got int"),
        ("[tool.nbcheck]\npreview = 'yes'", "preview: expected bool, got string"),
        ("[tool.nbcheck]\nmax-copy = 0", "max-copy: expected `int` >= 1".replace("`", "")),
        ("[tool.nbcheck]\nfail-on = 'warn'", "'warn' is no severity; did you mean 'warning'?"),
        ("[tool.nbcheck]\nselect = ['NBS0001']", "unknown rule 'NBS0001'"),
        ("[tool.nbcheck]\nignore = ['used-before-defintion']", "did you mean 'used-before-definition'?"),
        ("[tool.nbcheck.severity]\nNBQ001 = 'info'", "unknown rule 'NBQ001'"),
        ("[tool.nbcheck.per-file-ignores]\n'*.ipynb' = ['nothing-such']", "unknown rule 'nothing-such'"),
        ("[tool.nbcheck.names]\nprovide = ['spark']", "unknown key 'provide'; did you mean 'provided'?"),
        ("[tool.nbcheck.names]\nprovided = ['not a name']", "'not a name' is no name of Python"),
        ("[tool.nbcheck.magics]\nbind = ['fetch']", "magics: unknown key 'bind'; did you mean 'binds'?"),
        ("[tool.nbcheck.magics]\nbody = ['fetch']", "magics: unknown key 'body'; known are binds, opaque, python"),
        ("[tool.nbcheck.magics]\npython = ['%%fetch']", "'%%fetch' is no name of a magic; leave out the %"),
        ("[tool.nbcheck.magics]\npython = 'fetch'", "magics.python: expected array, got string"),
        ("[tool.nbcheck.calls]\nread = {role = 'load'}", "calls: read: no qualified name of a function"),
        ("[tool.nbcheck.calls]\n'a.b c' = {role = 'load'}", "calls: a.b c: no qualified name of a function"),
        ("[tool.nbcheck.calls]\n'a.b' = {roles = 'load'}", "calls: a.b: unknown key 'roles'; did you mean 'role'?"),
        ("[tool.nbcheck.calls]\n'a.b' = {role = 'loads'}", "'loads' is no role; did you mean 'load'?"),
        ("[tool.nbcheck.calls]\n'a.b' = {effect = 'files'}", "'files' is no effect; known are ask, net, process, read, write"),
        ("[tool.nbcheck.calls]\n'a.b' = {returns = 'fram'}", "calls: a.b: returns: 'fram' is no kind of value; did you mean 'frame'?"),
        ("[tool.nbcheck.calls]\n'a.b' = {mutates = ['df']}", 'what it changes is "self", or positions of arguments from 0'),
        ("[tool.nbcheck.calls]\n'a.b' = {view = 1}", "expected bool, got int"),
        ("[tool.nbcheck.calls]\n'a.b' = 'load'", "expected table, got string"),
        ("[tool.nbcheck]\npython = 'nowhere'", "nowhere does not exist"),
        ("[tool.nbcheck]\npython = '.'", "is neither a Python nor the folder of an environment"),
        ("[tool.nbcheck]\npython = 3", "python: expected string, got int"),
        ("[tool]\nnbcheck = 3", "must be a table"),
        ("[tool.nbcheck\n", "not TOML"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_the_file_and_a_suggestion(tmp_path: Path, body: str, said: str) -> None:
    path = pyproject(tmp_path, body)
    with pytest.raises(SettingsError) as refused:
        Resolver().of_file(str(tmp_path / "nb.ipynb"))
    assert str(path) in str(refused.value)
    assert said in str(refused.value)


def test_an_unknown_rule_on_the_command_line_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownRule, match="did you mean"):
        Resolver({"select": ("NBX0001",)}).of_file(str(tmp_path / "nb.ipynb"))


def test_a_pyproject_without_our_table_is_no_settings(tmp_path: Path) -> None:
    assert load(str(pyproject(tmp_path, "[project]\nname = 'x'\n"))) is None
    assert load(str(pyproject(tmp_path, "[project]\nname = 'nbcheck-demo'\n"))) is None


def test_the_digest_follows_what_an_answer_depends_on() -> None:
    assert Settings().digest == Settings().digest
    others = [
        Settings(ignore=("NBS001",)),
        Settings(severity={"NBS001": "info"}),
        Settings(root="/elsewhere"),
        Settings(python="/elsewhere"),
        Settings(preview=True),
        Settings(magics=Magics(opaque=("dot",))),
    ]
    assert len({Settings().digest, *(settings.digest for settings in others)}) == 1 + len(others)
