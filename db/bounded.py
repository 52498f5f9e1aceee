"""A sandbox for the templates of a pack in which each comes to an end: so many steps, so many signs, so much time.

Jinja2's own sandbox keeps a template from the machine, and not from never ending or filling the memory.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_environment, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

STEPS = 100_000  # of one text: rounds of loops, calls, filters; the longest sentence of the sample takes fifty
SIGNS = 1_000_000  # of one text, with all that was put together on the way to it
SECONDS = 5.0  # of the processor's time for one text
_LONGEST = 100_000  # signs of a template
_BITS = 512  # of a number
_PARTS = 200_000  # of a list, with those of the lists in it

_FILTERS = (
    *("abs", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last", "length"),
    *("map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"),
)
_OF_TEXTS = ("capitalize", "lower", "title", "trim", "truncate", "upper", "wordcount")
# What makes a long text of a short one by a number, or by the product of two.
_SWELLING = (
    *("center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "to_bytes", "translate"),
    "zfill",
)
# A list of itself twice, and so on, is endless once it is printed, compared or hashed: no step of ours is in that.
_NESTED = (list, tuple, dict, set, frozenset)


class _Budget:
    """What one text may still cost."""

    def __init__(self, end: float) -> None:
        self.steps, self.signs, self.end = STEPS, SIGNS, end

    def step(self, signs: int = 0) -> None:
        self.steps -= 1
        self.signs -= signs
        if self.steps < 0 or self.signs < 0 or time.thread_time() > self.end:
            raise SecurityError("算得太久，或写得太长")


_BUDGET: ContextVar[_Budget | None] = ContextVar("budget", default=None)
_END: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def one_text() -> Iterator[None]:
    """Around the filling of one template: what it may cost. Raises jinja2's SecurityError out of what costs more."""
    end = time.thread_time() + SECONDS
    whole = _END.get()
    budget = _BUDGET.set(_Budget(end if whole is None else min(end, whole)))
    try:
        yield
    finally:
        _BUDGET.reset(budget)


@contextmanager
def all_texts(seconds: float) -> Iterator[None]:
    """Around the filling of many, all of which together may take that much of the processor's time."""
    end = _END.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _END.reset(end)


class _Names(Namespace):
    """What `namespace()` makes: its text does not tell what it holds, which may be itself many times over."""

    def __repr__(self) -> str:
        return "<namespace>"


class Bounded(ImmutableSandboxedEnvironment):
    """The environment. Compiling needs no budget: nothing that costs is reckoned then."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=True, finalize=_printed)
        shipped = self.filters
        self.filters = {name: _stepping(shipped[name]) for name in _FILTERS}
        self.filters.update({name: _printing(shipped[name]) for name in _OF_TEXTS})
        self.filters.update(join=_join, list=_list, replace=_replace, round=_round, string=_printed, sum=_sum)
        del self.globals["lipsum"]
        self.globals["namespace"] = _Names

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > _LONGEST:
            raise SecurityError("句式太长")
        tree = super()._parse(source, name, filename)
        _Counting(self).visit(tree)
        return tree

    def call(self, context: Context, it: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something from a template. Raises SecurityError."""
        _step()
        _weigh((args, kwargs))
        return _weighed(super().call(context, it, *args, **kwargs))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """May a template read that?"""
        swells = isinstance(obj, str | bytes | int) and attr in _SWELLING
        return not swells and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Nothing: a text that is formatted may become as long as it says."""
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`left operator right`. Raises SecurityError when that would become too much."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            _refuse_huge(operator, left, right)
        elif operator == "*":
            size, times = (left, right) if isinstance(right, int) else (right, left)
            if hasattr(size, "__len__") and isinstance(times, int):
                _step(len(size) * max(times, 0))
        elif operator == "+":
            _step(sum(len(it) for it in (left, right) if hasattr(it, "__len__")))
        elif operator == "%":
            raise SecurityError("句式里不能用 % 排文字")
        return _weighed(super().call_binop(context, operator, left, right))

    def step(self) -> bool:
        """A round of a loop; always true."""
        _step()
        return True

    def held(self, parts: Any) -> Any:
        """What a template puts into a list: `call` has weighed it."""
        return parts

    def joined(self, *parts: object) -> str:
        """What `~` makes."""
        return "".join(_printed(part) for part in parts)


class _Counting(NodeTransformer):
    """Has each round of a loop, each list and each joining of texts go through the environment, which counts."""

    def __init__(self, environment: Bounded) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        if node.test is not None:
            node.test = nodes.And(self._call("step", [], node), node.test, lineno=node.lineno)
            self._made(node.test)
        node.body.insert(0, self._made(nodes.ExprStmt(self._call("step", [], node), lineno=node.lineno)))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return self._made(self._call("joined", node.nodes, node))

    def visit_List(self, node: nodes.List) -> nodes.Node:
        return self._held(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        return self._held(node) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        return self._held(node)

    def _held(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return self._made(self._call("held", [node], node))

    def _call(self, name: str, given: list[nodes.Expr], at: nodes.Node) -> nodes.Call:
        asked = nodes.EnvironmentAttribute(name, lineno=at.lineno)
        return nodes.Call(asked, given, [], None, None, lineno=at.lineno)

    def _made(self, node: nodes.Node) -> nodes.Node:
        return node.set_environment(self._environment)


def _step(signs: int = 0) -> None:
    budget = _BUDGET.get()
    if budget is not None:
        budget.step(signs)


def _weigh(parts: Any) -> None:
    left, waiting = _PARTS, [parts]
    while waiting:
        one = waiting.pop()
        left -= len(one)
        if left < 0:
            raise SecurityError("列表太大")
        inside = (*one, *one.values()) if isinstance(one, dict) else one
        waiting += [part for part in inside if isinstance(part, _NESTED)]


def _weighed(value: Any) -> Any:
    if isinstance(value, _NESTED):
        _weigh(value)
    return value


def _refuse_huge(operator: str, left: float, right: float) -> None:
    bits = [it.bit_length() for it in (left, right) if isinstance(it, int)]
    if (bits[0] * abs(right) if operator == "**" and bits else sum(bits)) > _BITS:
        raise SecurityError("数太大")


def _stepping(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)  # with what jinja2 has marked it with
    def counted(*args: Any, **kwargs: Any) -> Any:
        _step()
        return _weighed(work(*args, **kwargs))

    return counted


def _printing(work: Callable[..., Any]) -> Callable[..., Any]:
    at = int(hasattr(work, "jinja_pass_arg"))  # where the text is: jinja2 puts in its own before it

    @wraps(work)
    def counted(*args: Any, **kwargs: Any) -> Any:
        return work(*args[:at], _printed(args[at]), *args[at + 1 :], **kwargs)

    return counted


def _list(values: Any) -> list[Any]:
    made = list(values)
    _step(len(made))
    _weigh(made)
    return made


def _printed(value: Any) -> str:
    if isinstance(value, (*_NESTED, Namespace)):
        raise SecurityError("句式里写出的不是文字或数")
    text = str(value)
    _step(len(text))
    return text


@pass_eval_context
def _join(context: EvalContext, value: Any, d: str = "", attribute: str | int | None = None) -> str:
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    parts = [_printed(part) for part in value]
    _step(len(d) * len(parts))
    return d.join(parts)


def _replace(text: Any, old: Any, new: Any, count: int = -1) -> str:
    said, old, new = _printed(text), _printed(old), _printed(new)
    _step(said.count(old) * len(new))
    return said.replace(old, new, count)


def _round(value: float, precision: int = 0) -> float:
    return round(value, max(-9, min(precision, 9)))


@pass_environment
def _sum(environment: Bounded, values: Any, attribute: str | int | None = None, start: float = 0) -> Any:
    _step()
    if not isinstance(start, int | float):
        raise SecurityError("只能加数")
    return sum(values if attribute is None else map(make_attrgetter(environment, attribute), values), start)
