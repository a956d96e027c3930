// SPDX-License-Identifier: Apache-2.0
#pragma once

// Debian 12 has Catch2 2, Ubuntu 24.04 has 3.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
