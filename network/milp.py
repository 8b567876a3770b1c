"""Mixed-integer models handed to HiGHS as sparse arrays, with the time left and a listener for the bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from network.search_monitor import SearchMonitor

Status = Literal["proven", "impossible", "stopped"]

_TOLERANCE = 1e-7
_GAP = 1e-9


@dataclass(frozen=True, eq=False)
class Model:
    """Minimise ``cost @ v`` under ``low <= rows @ v <= high`` and ``0 <= v <= upper``.

    Parameters
    ----------
    cost, upper
        By variable; a variable that must be at its upper limit has `lower` there.
    lower
        By variable.
    whole
        Which variables are whole numbers.
    rows, low, high
        The constraints.
    """

    cost: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    whole: NDArray[np.bool_]
    rows: csr_array
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What the engine found.

    Parameters
    ----------
    status
        ``proven`` (nothing better exists), ``impossible`` (no solution at all) or ``stopped``.
    solution
        Value of every variable, or None.
    bound
        Nothing is below it.
    """

    status: Status
    solution: NDArray[np.float64] | None
    bound: float


def minimise(
    model: Model,
    monitor: SearchMonitor,
    *,
    start: NDArray[np.float64] | None = None,
    report: bool = True,
    step: float = 0.0,
    nodes: int | None = None,
) -> Outcome:
    """Solve a model until it is proven, time is over or the listener asks to stop.

    Parameters
    ----------
    model
        What to minimise.
    monitor
        Gives the time left.
    start
        A solution to begin from.
    report
        Whether this model's value and bound are those of the whole search.
    step
        No two values of the objective are nearer than this (1 for whole persons); the search ends once it is closer.
    nodes
        Nodes of the search tree at most: unlike seconds, these end alike on any machine.
    """
    engine = _Quiet()
    settings: dict[str, Any] = {
        "threads": 1,
        "random_seed": 0,
        "time_limit": max(monitor.left_s(), 0.01),
        "mip_rel_gap": _GAP,
        "mip_abs_gap": max(_TOLERANCE, 0.999 * step),
        "mip_feasibility_tolerance": _TOLERANCE,
        "primal_feasibility_tolerance": _TOLERANCE,
    }
    if nodes is not None:
        settings["mip_max_nodes"] = nodes
    for name, value in settings.items():
        engine.setOptionValue(name, value)
    engine.passModel(_highs_lp(model))
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = start.tolist()
        engine.setSolution(given)

    def listen(event: Any) -> None:
        if report:
            monitor.report(value=_finite(event.data_out.mip_primal_bound), bound=_finite(event.data_out.mip_dual_bound))
        if monitor.over() or monitor.ask():
            event.interrupt()

    engine.cbMipInterrupt.subscribe(listen)
    engine.run()
    return _outcome(engine, model)


def row_prices(model: Model) -> NDArray[np.float64]:
    """Return a price for each row: the duals of the model without whole numbers, as an interior-point method leaves them.

    They need not be exact: `priced_bound` holds for any prices.
    """
    engine = _Quiet()
    engine.silent()
    settings: dict[str, Any] = {"threads": 1, "solver": "ipm", "run_crossover": "off", "random_seed": 0}
    for name, value in settings.items():
        engine.setOptionValue(name, value)
    lp = _highs_lp(model)
    lp.integrality_ = []
    engine.passModel(lp)
    engine.run()
    return np.array(engine.getSolution().row_dual)


def priced_bound(model: Model, prices: NDArray[np.float64]) -> float:
    """Bound a model from below by prices of its rows, whatever these are (weak duality).

    For every solution v: cost @ v = prices @ (rows @ v) + (cost − rowsᵀ prices) @ v, and each term is least at one of its limits.
    """
    prices = np.where((prices > 0) & np.isinf(model.low), 0.0, prices)
    prices = np.where((prices < 0) & np.isinf(model.high), 0.0, prices)
    low = np.where(np.isinf(model.low), 0.0, model.low)
    high = np.where(np.isinf(model.high), 0.0, model.high)
    reduced = model.cost - model.rows.T @ prices
    rows = np.where(prices > 0, prices * low, prices * high)
    columns = np.where(reduced > 0, reduced * model.lower, reduced * model.upper)
    return float(rows.sum() + columns.sum())


def _finite(figure: float) -> float | None:
    return float(figure) if abs(figure) < highspy.kHighsInf else None


class _Quiet(highspy.Highs):
    """The engine without its banner, which it would print on stdout as soon as it may call back."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 (the engine's own name)
        """Silence the engine, then let it call back."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _outcome(engine: highspy.Highs, model: Model) -> Outcome:
    status = engine.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Outcome("impossible", None, np.inf)
    info = engine.getInfo()
    feasible = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    solution = np.array(engine.getSolution().col_value) if feasible else None
    if not model.whole.any():
        bound = float(info.objective_function_value) if status == highspy.HighsModelStatus.kOptimal else -np.inf
    else:
        bound = float(info.mip_dual_bound)
    proven = status == highspy.HighsModelStatus.kOptimal and solution is not None
    return Outcome("proven" if proven else "stopped", solution, bound)


def _highs_lp(model: Model) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), model.rows.shape[0]
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.rows.indptr
    lp.a_matrix_.index_ = model.rows.indices
    lp.a_matrix_.value_ = model.rows.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(whole)] for whole in model.whole]
    return lp
