"""The check with a kernel: what ran is held against what stands, through a real server and a real kernel."""

from __future__ import annotations


async def test_what_ran_is_held_against_what_stands(opened, connect, ask, notebook):
    kernel = (await opened())["kernel"]["id"]
    lab = await connect(kernel)
    document = notebook("x = 1", "y = x + 1", "print(y)")

    async def live(**asked):
        status, report = await ask(
            "POST", "check", kind="FileReport", body={"path": "a.ipynb", "kernel": kernel, "notebook": document, **asked}
        )
        assert status == 200
        return report["live"]

    async def run(*cells):
        for cell in cells:
            await lab.run(document["cells"][cell]["source"], f"cell-{cell}")

    answer = await live()
    assert (answer["state"], answer["never_run"]) == ("unknown", ["cell-0", "cell-1", "cell-2"])
    await run(0, 1, 2)
    answer = await live(what_if=["cell-0"])
    assert (answer["state"], answer["never_run"], answer["stale"]) == ("valid", [], [])
    assert answer["what_if"]["cell-0"]["stale"] == ["cell-1", "cell-2"]
    document["cells"][0]["source"] = "x = 5"
    answer = await live()
    assert (answer["state"], answer["edited"], answer["stale"]) == ("drifted", ["cell-0"], ["cell-1", "cell-2"])
    await run(0)
    assert (await live())["stale"] == ["cell-1", "cell-2"]
    await lab.run("x = 'by a console'")
    await run(1)
    assert (await live())["orphaned"] == [["cell-1", "x"]]


async def test_without_a_kernel_that_is_known_nothing_is_said(opened, connect, ask, notebook, app):
    kernel = (await opened())["kernel"]["id"]
    await (await connect(kernel)).run("x = 1", "cell-0")
    for asked in (None, "no-such-kernel"):
        status, report = await ask("POST", "check", kind="FileReport", body={"path": "a.ipynb", "kernel": asked, "notebook": notebook("x")})
        assert status == 200 and "live" not in report
    await ask("PUT", "journal", kind="Recorded", body={"path": "a.ipynb", "recorded": False})
    status, report = await ask("POST", "check", kind="FileReport", body={"path": "a.ipynb", "kernel": kernel, "notebook": notebook("x")})
    assert status == 200 and "live" not in report
