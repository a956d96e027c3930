# SPDX-License-Identifier: Apache-2.0
"""Checks that programs of others read a run file right: readers.py SAMPLE.h5 (written by write_sample).

h5py, netCDF4-python, xarray with both engines, ncdump, nccopy, appending with netCDF4, and the lines of
Python that the file itself offers. Compares values, names, units and times, not only that it opens.
"""
import os
import shutil
import subprocess
import sys
import tempfile

os.environ["MPLBACKEND"] = "Agg"
try:
    import h5netcdf  # noqa: F401  (an engine of xarray)
    import h5py
    import matplotlib.pyplot as plt
    import netCDF4
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

SHAPE = (5, 121, 5, 2, 3)
FLOW_SHAPE = (5, 121, 5, 5, 2)
IDS = ["chengdu", "suining", "chongqing", "tongnan", "rest"]
NAMES = ["成都", "遂宁", "重庆主城", "潼南", "其他"]
NAMES_EN = ["Chengdu", "Suining", "Chongqing, main districts", '"Tongnan"', ""]


def counts(shape):
    return np.arange(np.prod(shape)).reshape(shape) * 7 % 100003


def wages():
    i = np.arange(np.prod(SHAPE))
    return np.where(i % 11 == 0, np.nan, 5000.0 + i / 7.0).reshape(SHAPE)


LATITUDES = [30.57, 30.51, 29.56, 30.19, np.nan]


def balances():
    return (np.arange(605) * 12345 % 9999991).reshape(5, 121, 1) / 100.0


def second_year():
    return np.broadcast_to(np.array([False, True])[None, :, None], (5, 2, 5))


def check(condition, what):
    if not condition:
        raise SystemExit(f"FAILED: {what}")


def texts(values):
    return [v.decode("utf-8") if isinstance(v, bytes) else str(v) for v in values]


def check_h5py(path):
    with h5py.File(path, "r") as f:
        check(np.array_equal(f["stock"][...], counts(SHAPE)), "h5py: stock")
        check(f["stock"].dtype == np.int32 and f["cohort_size"].dtype == np.int64, "h5py: types")
        check(np.array_equal(f["wage"][...], wages(), equal_nan=True), "h5py: wage")
        check(np.array_equal(f["balance"][...], balances()), "h5py: money is exact")
        check(texts(f["region_name"][...]) == NAMES, "h5py: region_name")
        check(f["stock"].attrs["long_name_zh"] == "居住人数", "h5py: long_name_zh")
        check(f["stock"].attrs["units"] == b"1", "h5py: ASCII attributes are fixed text, bytes to h5py as in netCDF's files")
        check(np.array_equal(f["lat"][...], LATITUDES, equal_nan=True), "h5py: lat")
        check(f["month"].shape == (121, 7) and b"".join(f["month"][14]) == b"2019-02", "h5py: month")
        check(f["stock"].dims[2][0].name == "/region", "h5py: axis of stock")
        check("_FillValue" not in f["stock"].attrs and np.isnan(f["wage"].attrs["_FillValue"]), "h5py: fill")
        check(np.array_equal(f["cohort_present"][...], np.where(second_year(), -1, counts((5, 2, 5)))), "h5py: cohort_present")
        check(f["cohort_present"].attrs["_FillValue"] == -1, "h5py: fill of counts")
        check(f["wage"].compression == "gzip" and f["wage"].shuffle and f["wage"].chunks[0] < 5, "h5py: filters")
        check(f["balance"].chunks is None, "h5py: small variables are contiguous")
        check(texts([f.attrs["Conventions"], f.attrs["result_format"]]) == ["CF-1.8", "1.1"], "h5py: attributes")
        check(int(f.attrs["seed"]) == 9007199254740993, "h5py: seed")
        check("遂宁样例" in texts([f["scenario_yaml"][()]])[0], "h5py: scenario_yaml")
        return texts([f.attrs["comment"]])[0]


def check_netcdf4(path):
    with netCDF4.Dataset(path) as f:
        check(np.array_equal(f["od_flow"][...], counts(FLOW_SHAPE)), "netCDF4: od_flow")
        check(f["od_flow"].dimensions == ("member", "time", "origin", "destination", "tier"), "netCDF4: axes")
        wage = f["wage"][...]
        check(np.array_equal(np.ma.getmaskarray(wage), np.isnan(wages())), "netCDF4: NaN is masked")
        check(np.array_equal(np.ma.filled(wage, np.nan), wages(), equal_nan=True), "netCDF4: wage")
        present = f["cohort_present"][...]
        check(np.array_equal(np.ma.getmaskarray(present), second_year()), "netCDF4: counts that do not exist are masked")
        check(present.dtype == np.int32 and np.array_equal(present[:, 0], counts((5, 2, 5))[:, 0]), "netCDF4: the others are counts")
        check(list(f["region_name"][...]) == NAMES, "netCDF4: region_name")
        check(list(f["region_name_en"][...]) == NAMES_EN, "netCDF4: region_name_en")
        check(f["region_name"].dimensions == ("region",), "netCDF4: axis of region_name")
        time = f["time"]
        check(time.calendar == "proleptic_gregorian" and time.axis == "T", "netCDF4: calendar")
        dates = netCDF4.num2date(time[...], time.units, time.calendar)
        check(str(dates[14])[:10] == "2019-03-01", "netCDF4: dates")
        check(f.dimensions["bnds"].size == 2 and "bnds" not in f.variables, "netCDF4: bnds is no variable")
        check(list(f["time_bnds"][0]) == [-31, 0] and list(f["time_bnds"][2]) == [31, 59], "netCDF4: bounds")
        check(list(f.dimensions)[:5] == ["member", "time", "region", "tier", "field"], "netCDF4: order")
        check(list(f.variables)[-4:] == ["cohort_present", "limit", "n_regions", "scenario_yaml"], "netCDF4: order")
        check(f.ncattrs()[:3] == ["Conventions", "title", "title_zh"], "netCDF4: order of attributes")
        check(f["stock"].ncattrs() == ["long_name", "long_name_zh", "units", "definition", "cell_methods",
                                       "coordinates"], "netCDF4: attributes of stock")
        check(list(f["month"][[0, 1, 13]]) == ["2017-12", "2018-01", "2019-01"] and f["year"][0] == 2017, "netCDF4: month, year")
        check(f["lat"].standard_name == "latitude" and f["lon"].units == "degrees_east", "netCDF4: lat, lon")
        check(f["stock"].coordinates == "month year region_name region_name_en lat lon tier_name tier_name_en field_name "
              "field_name_en", "netCDF4: coordinates of stock")
        check(f["balance"].units == "CNY" and f["stock"].cell_methods == "time: point", "netCDF4: attributes")


def check_xarray(path, engine):
    with xr.open_dataset(path, engine=engine) as ds:
        suining = ds.stock.sel(region="suining", tier="b", field="edu", time="2019-03-01", member=2)
        check(int(suining.squeeze()) == counts(SHAPE)[2, 14, 1, 1, 2], f"{engine}: selection by id and date")
        check(str(suining.region_name.values) == "遂宁", f"{engine}: name comes with the selection")
        check(list(ds.region.values) == IDS, f"{engine}: ids")
        check(list(ds.region_name_en.values) == NAMES_EN, f"{engine}: English names")
        check(set(ds.od_flow.coords) >= {"origin_name", "destination_name", "tier_name"}, f"{engine}: coordinates")
        check(ds.stock.dtype == np.int32 and ds.cohort_size.dtype == np.int64, f"{engine}: integers stay integers")
        check(np.array_equal(np.isnan(ds.cohort_present), second_year()), f"{engine}: counts that do not exist are NaN")
        check(int(ds.cohort_present[1, 0, 2]) == counts((5, 2, 5))[1, 0, 2], f"{engine}: cohort_present")
        check(np.array_equal(ds.stock, counts(SHAPE)), f"{engine}: stock")
        check(str(ds.stock.month.values[14]) == "2019-02" and ds.stock.year.dtype == np.int32, f"{engine}: month, year")
        yearly = ds.od_flow.isel(time=slice(1, None)).groupby("year").sum("time")
        check(list(yearly.year.values) == list(range(2018, 2028)), f"{engine}: flows by calendar year")
        check(np.array_equal(yearly.sel(year=2018), counts(FLOW_SHAPE)[:, 1:13].sum(axis=1)), f"{engine}: all of 2018 and no other")
        check(float(ds.stock.lat.sel(region="suining")) == 30.51, f"{engine}: lat")
        check(np.array_equal(ds.wage, wages(), equal_nan=True), f"{engine}: wage")
        check(np.array_equal(ds.balance, balances()), f"{engine}: money")
        check(ds.time.values[120] == np.datetime64("2028-01-01"), f"{engine}: last time")
        check(ds.member.attrs["standard_name"] == "realization", f"{engine}: member")
        check(ds.wage.attrs["units"] == "CNY/month" and "definition" in ds.wage.attrs, f"{engine}: units")
        check(list(ds.cohort_year.values) == [2018, 2019] and list(ds.share.values) == [0.25, 0.5], f"{engine}: axes")
        frame = ds.stock.to_dataframe()
        check(len(frame) == np.prod(SHAPE), f"{engine}: data frame")
        ds.load().to_netcdf(path + "." + engine + ".nc", engine=engine)
    with xr.open_dataset(path + "." + engine + ".nc", engine=engine) as again:
        check(np.array_equal(again.stock, counts(SHAPE)), f"{engine}: written back and read again")
        check(str(again.region_name.values[1]) == "遂宁", f"{engine}: names written back")


def check_append(path):
    with netCDF4.Dataset(path, "a") as f:
        f.setncattr("note", "添加")
        extra = f.createVariable("half", "f8", ("member", "time"))
        extra[...] = 0.5
        f["stock"][0, 0, 0, 0, 0] = 42
    with netCDF4.Dataset(path) as f:
        check(f.note == "添加" and f["stock"][0, 0, 0, 0, 0] == 42, "append: attribute and value")
        check(float(f["half"][2, 120]) == 0.5, "append: variable")
        check(np.array_equal(f["od_flow"][...], counts(FLOW_SHAPE)), "append: the rest is untouched")
    with xr.open_dataset(path) as ds:
        check(float(ds.half.sum()) == 302.5, "append: xarray")


def check_tools(path):
    header = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=True).stdout
    for line in ["int stock(member, time, region, tier, field)", 'wage:units = "CNY/month"',
                 "string region_name(region)", "bnds = 2", 'string stock:long_name_zh = "居住人数"', '\t\tstock:units = "1"',
                 '\t\t:Conventions = "CF-1.8"', "char month(time, string7)"]:
        check(line in header, f"ncdump -h: {line}")
    values = subprocess.run(["ncdump", "-v", "region_name", path], capture_output=True, text=True, check=True)
    check("遂宁" in values.stdout, "ncdump -v region_name")
    subprocess.run(["nccopy", path, path + ".copy.nc"], check=True)
    with netCDF4.Dataset(path + ".copy.nc") as f:
        check(np.array_equal(f["stock"][...], counts(SHAPE)), "nccopy: stock")


def check_nco(path):
    """Averages of NCO; ncra wants time as its first and record dimension."""
    if not shutil.which("ncwa"):
        print("skipped: NCO is not installed")
        return

    def run(*words):
        done = subprocess.run(words, capture_output=True, text=True)
        check(done.returncode == 0 and "WARNING" not in done.stderr, f"{words}: {done.returncode} {done.stderr}")

    out = path + ".nco.nc"
    run("ncwa", "-O", "-a", "time", path, out)
    with netCDF4.Dataset(path) as f, netCDF4.Dataset(out) as mean:
        for name, variable in f.variables.items():
            if "time" not in variable.dimensions or variable.dtype.kind not in "if" or name == "time":
                continue
            axis = variable.dimensions.index("time")
            expected = variable[...].mean(axis=axis)
            whole = variable.dtype.kind == "i"  # NCO rounds means of integers
            check(np.ma.allclose(mean[name][...], np.rint(expected) if whole else expected), f"ncwa: {name}")
    check(subprocess.run(["ncra", "-O", path, out], capture_output=True).returncode != 0, "ncra refuses a fixed time")
    run("ncpdq", "-O", "-a", "time,member", path, path + ".p.nc")
    run("ncks", "-O", "--mk_rec_dmn", "time", path + ".p.nc", path + ".r.nc")
    run("ncra", "-O", path + ".r.nc", out)
    with netCDF4.Dataset(out) as mean:
        check(np.array_equal(mean["od_flow"][0], np.rint(counts(FLOW_SHAPE).mean(axis=1))), "ncra: od_flow")
    print("NCO: ncwa, ncpdq, ncks, ncra")


def check_cdo(path):
    """CDO knows grids of the Earth: it says what time the file has and reads no variable."""
    if not shutil.which("cdo"):
        print("skipped: CDO is not installed")
        return
    done = subprocess.run(["cdo", "sinfo", path], capture_output=True, text=True)
    check(done.returncode >= 0, "cdo sinfo: no crash")
    print("CDO: " + ("reads" if done.returncode == 0 else "refuses, as documented"))


def check_octave(path):
    if not shutil.which("octave-cli"):
        print("skipped: Octave is not installed")
        return
    code = ("pkg load netcdf; s = ncread('%s', 'stock'); m = ncread('%s', 'month'); "
            "printf('%%d %%s %%g', sum(double(s(:))), m(:, 15)', ncread('%s', 'lat')(2));" % (path, path, path))
    done = subprocess.run(["octave-cli", "--no-gui", "--norc", "--eval", code], capture_output=True, text=True)
    if "package netcdf" in done.stderr or "could not find package" in done.stderr:
        print("skipped: octave-netcdf is not installed")
        return
    check(done.returncode == 0, f"octave: {done.stderr}")
    check(done.stdout.split() == [str(counts(SHAPE).sum()), "2019-02", "30.51"], f"octave: {done.stdout}")
    print("Octave: ncread of numbers and months")


def check_comment(path, comment):
    block = comment.split("Python (xarray, matplotlib):\n")[1].split("\n\n")[0]
    lines = [line.strip().replace("FILE.h5", path) for line in block.splitlines()]
    check(len(lines) == 3, "comment: three lines of Python")
    exec("\n".join(lines), {})
    curves = plt.gca().get_lines()
    check(len(curves) == len(IDS), "comment: one curve a region")
    expected = counts(SHAPE).sum(axis=(3, 4)).mean(axis=0)
    check(np.allclose(curves[1].get_ydata(), expected[:, 1]), "comment: the curve of suining")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sample.h5")
        shutil.copy(sys.argv[1], path)
        comment = check_h5py(path)
        check_netcdf4(path)
        check_xarray(path, "netcdf4")
        check_xarray(path, "h5netcdf")
        check_tools(path)
        check_nco(path)
        check_cdo(path)
        check_octave(path)
        check_comment(path, comment)
        with open(path, "rb") as a, open(sys.argv[1], "rb") as b:
            check(a.read() == b.read(), "reading leaves the file as it was")
        check_append(path)
    print("h5py, netCDF4, xarray (netcdf4, h5netcdf), ncdump, nccopy, append and comment: all as written")


main()
