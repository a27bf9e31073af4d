# %% [markdown]
# # Does the sensor drift?
#
# A script with cells: Jupytext, VS Code, Spyder and nbcheck read it alike. The readings are made up.

# %%
import math
import random

random.seed(11)

# %% tags=["parameters"]
hours = 240
drift_per_hour = 0.002

# %%
readings = [20 + 3 * math.sin(hour / 24 * 2 * math.pi) + drift_per_hour * hour + random.gauss(0, 0.2) for hour in range(hours)]

# %%
def daily_means(values, length=24):
    """Mean of each whole day."""
    return [sum(values[start : start + length]) / length for start in range(0, len(values) - length + 1, length)]


means = daily_means(readings)

# %%
slope = fit_line(means)
print(f"{slope / 24:.4f} degrees an hour")


# %%
def fit_line(values):
    """Slope of the line of least squares through values at 0, 1, 2, ..."""
    middle = (len(values) - 1) / 2
    mean = sum(values) / len(values)
    above = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    return above / sum((at - middle) ** 2 for at in range(len(values)))
