# SPDX-License-Identifier: Apache-2.0
"""Opens result files of talentflow and answers the first questions one has of them.

    import read_run
    run = read_run.open_run("results/two-regions.h5")
    read_run.people(run).mean("member")          # residents by month and region
    read_run.yearly_moves(run)                   # who moved from where to where, per year
    read_run.labels(run, "region", "zh")         # names for a figure

Everything is an ordinary xarray object; names, units and denominators are in its attributes.
"""

import os
from pathlib import Path

import xarray as xr

RESULT_FORMAT = 1  # major number this reader knows (docs/output-format.md)
RESULTS = Path(__file__).resolve().parent.parent / "results"
DEFAULTS = ("two-regions.h5", "suining-tongnan-longquanyi.h5")
LEAST_PEOPLE_FOR_RATE = 30  # no rate is shown on fewer people


def default_path():
    """The file named by TALENTFLOW_RESULT, else the first default result that exists."""
    named = os.environ.get("TALENTFLOW_RESULT")
    if named:
        return Path(named)
    for name in DEFAULTS:
        if (RESULTS / name).is_file():
            return RESULTS / name
    raise FileNotFoundError(
        "no result yet: run `build/release/talentflow run scenarios/lessons/two_regions.yaml` in the repository, "
        "or name a result in the environment variable TALENTFLOW_RESULT")


def open_run(path=None):
    """A result as xarray.Dataset, all in memory, so that the file is free to be replaced.

    Says so if it is a quick look.

    ValueError if the file is no result of talentflow or of a newer major format.
    """
    path = Path(path) if path is not None else default_path()
    if not path.is_file():
        raise FileNotFoundError(path)
    try:
        with xr.open_dataset(path) as opened:
            run = opened.load()
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: not a result of talentflow") from error
    written = str(run.attrs.get("result_format", ""))
    if not written or "talentflow_version" not in run.attrs:
        raise ValueError(f"{path}: not a result of talentflow (no attribute result_format)")
    if int(written.split(".")[0]) > RESULT_FORMAT:
        raise ValueError(f"{path}: result format {written} is newer than this reader ({RESULT_FORMAT})")
    if quick_look(run):
        print(f"{path.name}: {quick_look(run)}")
    return run


def quick_look(run):
    """The words that go with every number and figure of `talentflow run --quick`; "" for other results."""
    return " / ".join(run.attrs[name] for name in ("quick_look_zh", "quick_look") if name in run.attrs)


def people(run, *dims):
    """Residents by member, time, region and any further `dims` ("tier", "field")."""
    return run["stock"].sum([d for d in ("tier", "field") if d not in dims])


def yearly_moves(run):
    """Moves of home from origin to destination, per year, mean over members; by no tier.

    Flows at a time are those of the month before, so the first time (all 0) is left out.
    """
    flow = run["od_flow"].isel(time=slice(1, None))
    return flow.sum(["tier", "time"]).mean("member") * (12 / flow.sizes["time"])


def moves_by_year(run):
    """Moves of home by calendar year and destination, mean over members.

    `time` is the end of the month, so December's flow stands at the first of January: `year` is the year of the month
    itself. Years that the run only touches have fewer months.
    """
    flow = run["od_flow"].isel(time=slice(1, None)).sum(["origin", "tier"])
    return flow.groupby("year").sum("time").mean("member")


def composition(run):
    """Residents by one trait over time and region, and the trait's axis.

    By age if the result holds more than one age band with people in it, else by tier.
    """
    if "stock_age" in run:
        ages = run["stock_age"].mean("member")
        if int((ages.sum(["time", "region"]) > 0).sum()) > 1:
            return ages, "age_band"
    return people(run, "tier").mean("member"), "tier"


def labels(run, axis, language="zh"):
    """Names along an axis; `both` gives "遂宁 Suining". Ids stand in where there is no name."""
    ids = [str(i) for i in run[axis].values]

    def names(variable):
        if variable not in run.variables:
            return ids
        return [str(name) or i for name, i in zip(run[variable].values, ids)]

    chinese, english = names(f"{axis}_name"), names(f"{axis}_name_en")
    if language == "both":
        return [zh if zh == en else f"{zh} {en}" for zh, en in zip(chinese, english)]
    return english if language == "en" else chinese


def chinese_figures():
    """Lets matplotlib draw Chinese: Noto Sans CJK (Debian and Ubuntu: fonts-noto-cjk)."""
    import matplotlib
    from matplotlib import font_manager

    # The collection file lists all its faces under the first one's name, hence both.
    wanted = ["Noto Sans CJK SC", "Noto Sans CJK JP"]
    known = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in wanted if name in known]
    if not found:
        raise RuntimeError("the font Noto Sans CJK is missing: apt-get install fonts-noto-cjk")
    matplotlib.rcParams["font.sans-serif"] = found + ["DejaVu Sans"]
    matplotlib.rcParams["font.family"] = "sans-serif"
    matplotlib.rcParams["axes.unicode_minus"] = False
