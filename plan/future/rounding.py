"""How a forecast is shown for a village: rounded to tens, few people as 「10人未満」, never 0."""

from __future__ import annotations

import numpy as np
import pandas as pd

from plan.shown_values import FEW, FEW_TEXT


def tens_by_largest_remainder(persons: pd.Series) -> pd.Series:
    """Round to tens so that the villages add up to their total, itself rounded to tens.

    The largest remainders are rounded up, of equal ones the first.

    Examples
    --------
    >>> import pandas as pd
    >>> tens_by_largest_remainder(pd.Series({"a": 14.0, "b": 14.0, "c": 13.0})).to_dict()
    {'a': 20, 'b': 10, 'c': 10}
    """
    values = persons.to_numpy(dtype=float)
    tens = np.floor(values / FEW).astype(int)
    missing = int(np.floor(values.sum() / FEW + 0.5)) - int(tens.sum())
    remainder = values / FEW - tens
    order = np.argsort(-remainder, kind="stable")
    tens[order[: max(missing, 0)]] += 1
    return pd.Series(tens * FEW, index=persons.index)


def rounded_to_tens(persons: pd.Series) -> dict[str, str]:
    """Write each village's forecast as text.

    Examples
    --------
    >>> import pandas as pd
    >>> rounded_to_tens(pd.Series({"a": 1234.0, "b": 4.0}))
    {'a': '1,240人', 'b': '10人未満'}
    """
    tens = tens_by_largest_remainder(persons)
    return {str(v): FEW_TEXT if persons[v] < FEW else f"{max(int(tens[v]), FEW):,}人" for v in persons.index}
