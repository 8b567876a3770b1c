"""One p-median by spopt with HiGHS, run by benchmarks/siting.py in an environment of its own.

python siting_spopt.py INSTANCE.npz HUBS LIMIT_S      prints {"value": ..., "seconds": ..., "cpu_s": ..., "proven": ...}
"""

from __future__ import annotations

import json
import sys
import time
import warnings

import numpy as np
import pulp
from spopt.locate import PMedian


def main() -> None:
    """Solve the instance; the seconds are those of building and solving the model, without starting Python."""
    warnings.simplefilter("ignore")
    with np.load(sys.argv[1]) as data:
        cost, weights = data["cost"], data["weights"]
    start, start_cpu = time.perf_counter(), time.process_time()
    model = PMedian.from_cost_matrix(cost, weights, p_facilities=int(sys.argv[2]))
    solver = pulp.HiGHS(msg=False, timeLimit=float(sys.argv[3]))
    value, proven = None, False
    try:
        model.solve(solver, results=False)
        value = float(pulp.value(model.problem.objective))
        proven = model.problem.sol_status == pulp.constants.LpSolutionOptimal
    except (RuntimeError, TypeError, ValueError, pulp.PulpError) as problem:
        print(problem, file=sys.stderr)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(json.dumps({"value": value, "seconds": seconds, "cpu_s": cpu, "proven": proven}))


if __name__ == "__main__":
    main()
