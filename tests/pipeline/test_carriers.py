"""Which names each step loads and saves."""

from __future__ import annotations

from jupyter_mldebt.pipeline.carriers import Uses, traffic, uses

NAMES = ("one", "two", "three")


def flows(*steps: Uses):
    return traffic(NAMES[: len(steps)], steps, [frozenset()] * len(steps))


def test_what_a_run_of_cells_takes_and_binds(graph_of):
    graph = graph_of("a = 1\nb = []", "c = a", "b.append(c)", "a = 2\nprint(a)")
    found = uses(graph, (1, 2, 3))
    assert found.needs == {"a", "b"}
    assert found.binds == found.rebinds == {"c", "a"}


def test_a_function_counts_where_it_is_called(graph_of):
    graph = graph_of("a = [1]\ndef f(): return a", "f()")
    assert uses(graph, (1,)).needs == {"a", "f"}


def test_del_needs_its_name(graph_of):
    assert uses(graph_of("a = 1", "del a"), (1,)).needs == {"a"}


def test_other_names_of_what_is_changed_come_along(graph_of):
    found = uses(graph_of("a = []\nb = [a]", "b[0].append(1)", "print(a)"), (1,))
    assert found.needs == {"b"} and "a" in found.wants


def test_a_name_bound_before_its_object_is_changed_does_not(graph_of):
    use = "with open('data') as file:\n    file.read()"
    assert uses(graph_of(use, use), (1,)).needs == set()


def test_text_that_is_evaluated_may_need_names(graph_of):
    graph = graph_of("limit = compute()\nframe = compute()", "frame.query('x > @limit')", "print('limit')")
    assert uses(graph, (1,)).wants >= {"limit"}
    assert "limit" not in uses(graph, (2,)).wants


def test_a_name_goes_to_each_step_that_needs_it():
    flow = flows(Uses(binds={"a"}, rebinds={"a"}), Uses(), Uses(needs={"a"}))
    assert flow[0].produces == ("a",)
    assert flow[1].produces == ()
    assert flow[2].consumes == {"one": ("a",)}


def test_a_step_saves_again_what_it_loaded_and_may_have_changed():
    flow = flows(Uses(binds={"a"}, rebinds={"a"}), Uses(needs={"a"}), Uses(needs={"a"}))
    assert flow[2].consumes == {"two": ("a",)}


def test_a_name_bound_anew_does_not_cross():
    flow = flows(Uses(binds={"a"}, rebinds={"a"}), Uses(binds={"a"}, rebinds={"a"}), Uses(needs={"a"}))
    assert flow[0].produces == ()
    assert flow[2].consumes == {"two": ("a",)}


def test_a_name_that_is_perhaps_bound_is_loaded_first():
    flow = flows(Uses(binds={"a"}, rebinds={"a"}), Uses(binds={"a"}), Uses(needs={"a"}))
    assert flow[1].wants == {"one": ("a",)}
    assert flow[2].consumes == {"two": ("a",)}


def test_what_is_replayed_or_a_parameter_does_not_cross():
    steps = [Uses(binds={"np", "n"}, rebinds={"np", "n"}), Uses(needs={"np", "n"})]
    flow = traffic(("one", "two"), steps, [frozenset(), frozenset({"np"})], frozenset({"n"}))
    assert flow[0].produces == () and flow[1].consumes == {}
