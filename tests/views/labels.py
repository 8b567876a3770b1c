"""Which texts of a module reach Streamlit as Markdown, and which of them hold data that nothing has made plain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

BODY = {
    "markdown", "caption", "warning", "error", "info", "success", "toast", "write", "title", "header", "subheader",
    "button", "download_button", "form_submit_button", "checkbox", "toggle", "radio", "selectbox", "multiselect", "pills",
    "segmented_control", "text_input", "text_area", "number_input", "slider", "select_slider", "time_input", "date_input",
    "file_uploader", "data_editor", "expander", "popover", "status", "spinner", "metric", "progress", "tabs", "dialog",
    "link_button", "page_link", "badge", "chat_input", "color_picker", "feedback",
}  # fmt: skip
"""What Streamlit offers whose first argument is read as Markdown (data_editor: none is, its help is)."""
OPTIONS = {"radio", "pills", "segmented_control"}
"""Whose options are read as Markdown; those of selectbox and multiselect are shown letter by letter."""
READ_AS_MARKDOWN = {"help", "text", "label", "body", "captions", "options"}
OTHERS = {"session", "html", "np", "pd"}
"""Whose functions draw nothing, whatever they are called."""
PLAIN = {"plain"}
"""What makes data plain."""
OWN_WORDS = {
    "len", "min", "max", "sum", "int", "float",  # numbers
    "persons", "minutes", "share", "yen", "moment", "clock", "hours_text", "round_trip_text",  # figures and times
    "mode_label", "day_label", "day_in_year", "class_label",
}  # fmt: skip
"""What returns figures, times and words of the product's own alone."""
MADE_OF: dict[type[ast.expr], tuple[str, ...]] = {
    ast.JoinedStr: ("values",), ast.BinOp: ("left", "right"), ast.BoolOp: ("values",), ast.IfExp: ("body", "orelse"),
    ast.List: ("elts",), ast.Tuple: ("elts",), ast.Set: ("elts",), ast.Dict: ("values",), ast.Starred: ("value",),
    ast.NamedExpr: ("value",), ast.Subscript: ("value",), ast.Lambda: ("body",), ast.GeneratorExp: ("elt",),
    ast.ListComp: ("elt",), ast.SetComp: ("elt",), ast.DictComp: ("value",),
}  # fmt: skip
"""What decides about an expression: it is clean where all of these parts are."""
NUMBER = re.compile(r"\+?0?\d*(,|,?(\.\d+)?[dfg%])")
"""How a number is formatted: a text would raise an error there."""


@dataclass(frozen=True)
class Mark:
    """A text with data in it that Streamlit would read as Markdown."""

    path: Path
    line: int
    source: str


class Labels:
    """The texts of one module that Streamlit reads as Markdown."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.tree = ast.parse(source)
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self._asked: set[tuple[int, str]] = set()

    def unclean(self) -> Iterator[Mark]:
        """Name the texts that hold data which nothing has made plain."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                for text in _markdown_of(node):
                    if not self.is_clean(text):
                        yield Mark(self.path, text.lineno, ast.unparse(text))

    def is_clean(self, node: ast.expr) -> bool:
        """Return whether an expression is the product's own words and figures, or data made plain."""
        parts = MADE_OF.get(type(node))
        if parts is not None:
            held = (getattr(node, part) for part in parts)
            return all(self.is_clean(one) for part in held for one in (part if isinstance(part, list) else [part]))
        match node:
            case ast.Constant() | ast.Compare():
                return True
            case ast.FormattedValue(value=value, format_spec=spec):
                return NUMBER.fullmatch(_written(spec)) is not None or self.is_clean(value)
            case ast.Name(id=name):
                return name in PLAIN or _is_constant(name) or self._is_clean_name(node, name)
            case ast.Attribute(value=ast.Constant(value=str(form)), attr="format"):
                return all(
                    NUMBER.fullmatch(spec or "") for _, name, spec, _ in Formatter().parse(form) if name is not None
                )
            case ast.Attribute(attr=attr):
                return _is_constant(attr)
            case ast.Call():
                return self._is_clean_call(node)
        return False

    def _is_clean_call(self, node: ast.Call) -> bool:
        match node.func:
            case ast.Name(id=name) if name in PLAIN | OWN_WORDS:
                return True
            case ast.Name(id="list" | "tuple" | "sorted" | "dict" | "reversed"):
                return all(map(self.is_clean, node.args))
            case ast.Attribute(value=value, attr="join"):
                return self.is_clean(value) and all(map(self.is_clean, node.args))
            case ast.Attribute(value=value, attr="get" | "values" | "strip"):
                return self.is_clean(value) and all(map(self.is_clean, node.args[1:]))
            case ast.Name(id=name):
                return self._returns_clean(name)
        return False

    def _returns_clean(self, name: str) -> bool:
        """Return whether a function of this module returns clean texts only."""
        for function in self._functions(name):
            if (id(function), "returns") in self._asked:
                return True
            self._asked.add((id(function), "returns"))
            returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
            return _is_number(function.returns) or (bool(returned) and all(map(self.is_clean, returned)))
        return False

    def _is_clean_name(self, node: ast.Name, name: str) -> bool:
        """Return whether everything that a name may stand for is clean: what it is set to, gone over, or handed over."""
        scope = self.parents[node]
        while not isinstance(scope, ast.Module):
            match scope:
                case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
                    for loop in scope.generators:
                        if name in _names(loop.target):
                            return self._goes_over_clean(loop.target, loop.iter, name)
                case ast.Lambda() if name in [a.arg for a in scope.args.args]:
                    return self._is_clean_option(scope)
                case ast.FunctionDef():
                    found = self._in_function(scope, name)
                    if found is not None:
                        return found
            scope = self.parents[scope]
        return any(function for function in self._functions(name)) and self._returns_clean(name)

    def _is_clean_option(self, scope: ast.Lambda) -> bool:
        """A lambda's own argument is an option: clean where the options are."""
        call = (
            self.parents[self.parents[scope]] if isinstance(self.parents[scope], ast.keyword) else self.parents[scope]
        )
        return isinstance(call, ast.Call) and len(call.args) > 1 and self.is_clean(call.args[1])

    def _in_function(self, function: ast.FunctionDef, name: str) -> bool | None:
        key = (id(function), name)
        if key in self._asked:
            return True
        self._asked.add(key)
        arguments = [a for a in (*function.args.args, *function.args.kwonlyargs) if a.arg == name]
        handed = [_is_number(a.annotation) or self._is_handed_clean(function, name) for a in arguments]
        sources = [*handed, *self._given_in(function, name)]
        self._asked.discard(key)
        return all(sources) if sources else None

    def _given_in(self, function: ast.FunctionDef, name: str) -> Iterator[bool]:
        """Say of everything that a name is given in a function whether it is clean."""
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=targets, value=value):
                    aimed = (target for target in targets if name in _names(target))
                    yield from (self._goes_over_clean(target, value, name, once=True) for target in aimed)
                case ast.AnnAssign(target=target, value=value, annotation=annotation) if _names(target) == {name}:
                    yield _is_number(annotation) or value is None or self.is_clean(value)
                case ast.AugAssign(target=target, value=value) if _names(target) == {name}:
                    yield self.is_clean(value)
                case ast.NamedExpr(target=target, value=value) if _names(target) == {name}:
                    yield self.is_clean(value)
                case ast.For(target=target, iter=over) if name in _names(target):
                    yield self._goes_over_clean(target, over, name)
                case ast.FunctionDef(name=found) if found == name and node is not function:
                    yield self._returns_clean(name)

    def _goes_over_clean(self, target: ast.expr, over: ast.expr, name: str, *, once: bool = False) -> bool:
        """Return whether what a name is given of what is gone over (or taken apart) is clean."""
        if isinstance(target, ast.Tuple):
            at = next(i for i, one in enumerate(target.elts) if name in _names(one))
            match over:
                case ast.Tuple(elts=parts) if once:
                    return self.is_clean(parts[at])
                case ast.Call(func=ast.Attribute(value=value, attr="items")):
                    return (
                        at == 0
                        if isinstance(value, ast.Name) and _is_constant(value.id)
                        else self.is_clean(value) and at == 1
                    )
                case ast.Call(func=ast.Name(id="enumerate"), args=[value, *_]):
                    return at == 0 or self.is_clean(value)
                case ast.Call(func=ast.Name(id="zip"), args=values):
                    return self.is_clean(values[at])
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Name) and over.func.id == "range":
            return True
        return self.is_clean(over)

    def _is_handed_clean(self, function: ast.FunctionDef, name: str) -> bool:
        """Return whether every call of a function of this module hands over something clean."""
        if not function.name.startswith("_"):
            return False
        arguments = [a.arg for a in function.args.args]
        calls = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name
        ]
        given = []
        for call in calls:
            by_name = [k.value for k in call.keywords if k.arg == name]
            by_place = [call.args[arguments.index(name)]] if name in arguments[: len(call.args)] else []
            given += [*by_name, *by_place]
        return bool(given) and all(map(self.is_clean, given))

    def _functions(self, name: str) -> Iterator[ast.FunctionDef]:
        return (n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef) and n.name == name)


def _markdown_of(call: ast.Call) -> Iterator[ast.expr]:
    """Name the arguments of a call of Streamlit's that it reads as Markdown."""
    named = {k.arg: k.value for k in call.keywords}
    name = _drawn_by(call.func)
    if name is None:
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "st.column_config":
            yield from (value for keyword, value in named.items() if keyword == "help")
        return
    first = 1 if name == "progress" else 0  # whose first is a share
    if name != "data_editor":
        yield from call.args[first : first + 1]
    for keyword, value in named.items():
        if keyword in READ_AS_MARKDOWN - {"options"}:
            yield value
    if name in OPTIONS:
        options = named.get("format_func") or named.get("options") or (call.args[1] if len(call.args) > 1 else None)
        if options is not None:
            yield options


def _drawn_by(function: ast.expr) -> str | None:
    """Name what a call draws on the page or in a container; None for calls of other things."""
    match function:
        case ast.IfExp(body=one, orelse=other):
            return _drawn_by(one) or _drawn_by(other)
        case ast.Attribute(value=value, attr=name) if name in BODY:
            return None if isinstance(value, ast.Constant) or ast.unparse(value) in OTHERS else name
    return None


def _names(target: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}


def _is_constant(name: str) -> bool:
    return name.strip("_").isupper()


def _is_number(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in {"int", "float", "int | None", "float | None", "date"}


def _written(spec: ast.expr | None) -> str:
    return (
        "".join(str(part.value) for part in spec.values if isinstance(part, ast.Constant))
        if isinstance(spec, ast.JoinedStr)
        else ""
    )
