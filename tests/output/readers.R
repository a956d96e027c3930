# SPDX-License-Identifier: Apache-2.0
# Checks that R reads a run file right: Rscript readers.R SAMPLE.h5 (written by write_sample).
if (!requireNamespace("ncdf4", quietly = TRUE)) {
  cat("skipped: R package ncdf4 is not installed\n")
  quit(status = 77)
}
library(ncdf4)
path <- commandArgs(trailingOnly = TRUE)[1]
f <- nc_open(path)
counts <- function(n) ((seq_len(n) - 1) * 7) %% 100003

# R sees the axes reversed: field, tier, region, time, member.
stock <- ncvar_get(f, "stock")
stopifnot(dim(stock) == c(3, 2, 5, 121, 5), as.vector(stock) == counts(length(stock)))
flow <- ncvar_get(f, "od_flow")
stopifnot(dim(flow) == c(2, 5, 5, 121, 5), as.vector(flow) == counts(length(flow)))
wage <- as.vector(ncvar_get(f, "wage"))
i <- seq_along(wage) - 1
stopifnot(is.na(wage) == (i %% 11 == 0), all.equal(wage[-which(i %% 11 == 0)], (5000 + i / 7)[i %% 11 != 0]))
balance <- as.vector(ncvar_get(f, "balance"))
stopifnot(balance == ((seq_along(balance) - 1) * 12345) %% 9999991 / 100)
stopifnot(as.vector(ncvar_get(f, "cohort_size"))[2] == 5000000007)
present <- ncvar_get(f, "cohort_present")  # region, cohort_year, member; no value in the second year
stopifnot(dim(present) == c(5, 2, 5), is.na(present[, 2, ]), present[2, 1, 1] == 7, !is.na(present[, 1, ]))

same <- function(a, b) identical(enc2utf8(as.vector(a)), enc2utf8(b))
as_utf8 <- function(x) { Encoding(x) <- "UTF-8"; x }
stopifnot(same(as_utf8(ncvar_get(f, "region_name"))[2], "\u9042\u5b81"))
stopifnot(same(ncvar_get(f, "region"), c("chengdu", "suining", "chongqing", "tongnan", "rest")))
stopifnot(same(ncvar_get(f, "month")[c(1, 15)], c("2017-12", "2019-02")), ncvar_get(f, "year")[1] == 2017)
stopifnot(all.equal(as.vector(ncvar_get(f, "lat"))[1:4], c(30.57, 30.51, 29.56, 30.19)))
stopifnot(ncatt_get(f, "wage", "units")$value == "CNY/month")
stopifnot(ncatt_get(f, 0, "result_format")$value == "1.1", ncatt_get(f, 0, "replicates")$value == 5)
stopifnot(same(as_utf8(ncatt_get(f, "stock", "long_name_zh")$value), "\u5c45\u4f4f\u4eba\u6570"))
units <- ncatt_get(f, "time", "units")$value
days <- as.Date(sub("days since ", "", units)) + ncvar_get(f, "time")
stopifnot(days[15] == as.Date("2019-03-01"), ncatt_get(f, "time", "calendar")$value == "proleptic_gregorian")
stopifnot(as.vector(ncvar_get(f, "time_bnds"))[1:4] == c(-31, 0, 0, 31))

# The three lines that the file itself offers.
comment <- strsplit(ncatt_get(f, 0, "comment")$value, "\n")[[1]]
start <- grep("^R \\(ncdf4", comment)
lines <- gsub("FILE.h5", path, trimws(comment[start + 1:3]), fixed = TRUE)
nc_close(f)
figure <- tempfile(fileext = ".pdf")
pdf(figure)
eval(parse(text = lines))
invisible(dev.off())
stopifnot(file.size(figure) > 2000)
cat("R ncdf4: all as written\n")
