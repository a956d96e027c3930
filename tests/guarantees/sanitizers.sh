#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sanitizers.sh address|thread SOURCE BUILD: builds the program with that sanitizer in a folder of BUILD and runs every lesson
# and a small default scenario with 4 threads. Exit 1 on any report, 77 where the compiler cannot do it.
set -eu
kind=$1
source=$(cd "$2" && pwd)
build=$3/$kind
mkdir -p "$build"
build=$(cd "$build" && pwd)
planted=$build/planted

report_exit=99
export ASAN_OPTIONS="exitcode=$report_exit:detect_stack_use_after_return=1:strict_string_checks=1"
export UBSAN_OPTIONS="exitcode=$report_exit:print_stacktrace=1"
export LSAN_OPTIONS="exitcode=$report_exit"
export TSAN_OPTIONS="exitcode=$report_exit:ignore_noninstrumented_modules=1"

say() { printf '%s\n' "$*"; }
skip() { say "skipped: $*"; exit 77; }

# A clang with its sanitizers and OpenMP, newest supported first; address checks can also be had from the default compiler.
compiler=
for candidate in clang++-14 clang++-18 clang++-17 clang++-16 clang++-15 clang++; do
    if command -v "$candidate" >/dev/null; then compiler=$candidate; break; fi
done
if [ -z "$compiler" ] && [ "$kind" = address ]; then compiler=c++; fi
[ -n "$compiler" ] || skip "no clang++"

case $kind in
address) preset=asan flags=-fsanitize=address,undefined ;;
thread) preset=tsan flags=-fsanitize=thread ;;
*) say "usage: $0 address|thread SOURCE BUILD"; exit 2 ;;
esac

# The runtime that tells the race detector what OpenMP does; most systems load it by themselves.
if [ "$kind" = thread ]; then
    archer=$(dirname "$(readlink -f "$(command -v "$compiler")")")/../lib/libarcher.so
    if [ -e "$archer" ]; then export OMP_TOOL_LIBRARIES="$archer"; fi
fi

# The sanitizer must find a planted mistake before its silence counts.
cat >"$planted.cpp" <<'CODE'
#include <vector>
int main(int argc, char**) {
    std::vector<int> values(4, argc);
    int shared = 0;
#ifdef RACE
#pragma omp parallel for num_threads(4)
    for (int i = 0; i < 4000; ++i) shared += values[static_cast<unsigned>(i) % 4];
#else
    shared = values.data()[4 * argc];  // argc is 1: beyond the end
#endif
    return shared == 0 ? 1 : 0;
}
CODE
define=
if [ "$kind" = thread ]; then define=-DRACE; fi
# shellcheck disable=SC2086  # nothing, or one word
"$compiler" -std=c++20 -O1 -g1 -fopenmp "$flags" -fno-sanitize-recover=all $define "$planted.cpp" -o "$planted" \
    2>"$planted.log" || { cat "$planted.log"; skip "$compiler cannot build with $flags and OpenMP"; }
code=0
"$planted" >"$planted.log" 2>&1 || code=$?
if grep -qE 'FATAL: (Thread|Address)Sanitizer' "$planted.log"; then cat "$planted.log"; skip "the sanitizer cannot run here"; fi
if [ "$code" -ne "$report_exit" ]; then cat "$planted.log"; say "FAIL: the planted mistake was not reported"; exit 1; fi

cd "$source"
# Without optimisation: compiling is most of the time, and nothing is hidden from the sanitizer.
cmake --preset "$preset" -B "$build" --log-level=WARNING -DCMAKE_C_COMPILER="$(command -v cc)" \
    -DCMAKE_CXX_COMPILER="$(command -v "$compiler")" -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O0 -g1" \
    -DTALENTFLOW_BUILD_TESTS=OFF -DTALENTFLOW_WARNINGS_AS_ERRORS=OFF >"$build/configure.log" 2>&1 ||
    { cat "$build/configure.log"; exit 1; }
cmake --build "$build" --target talentflow --parallel >"$build/build.log" 2>&1 || { tail -n 40 "$build/build.log"; exit 1; }

failed=0
# watched EXPECTED-EXIT ARGUMENTS...: runs the program; any report or another exit code is a failure.
watched() {
    expected=$1
    shift
    code=0
    "$build/talentflow" "$@" >"$build/run.log" 2>&1 </dev/null || code=$?
    if [ "$code" -ne "$expected" ] || grep -qE 'Sanitizer|runtime error:' "$build/run.log"; then
        failed=1
        say "FAIL ($code): talentflow $*"
        head -n 60 "$build/run.log"
    else
        say "PASS: talentflow $*"
    fi
}

result=$build/result.h5
simulate() { watched 0 run "$@" --threads 4 --exact-threads --quiet --progress none --force -o "$result"; }

for lesson in scenarios/lessons/*.yaml; do simulate "$lesson" --months 24 --replicates 2; done
simulate scenarios/bench/choice_only.yaml --set population.agents=50000 --months 3
# From 2022-07, so that every documented lever comes into force.
default=scenarios/suining-tongnan-longquanyi.yaml
# Blocks whose people begin between two groups of a kernel: coarse worlds have many.
simulate $default --set population.persons_per_agent=1000 --set time.burn_in_months=2 --months 6
simulate scenarios/every-policy.yaml --set population.persons_per_agent=2000 --set time.burn_in_months=2 --months 12
simulate $default --set population.persons_per_agent=400 --set time.start=2022-07 --set time.burn_in_months=6 --months 18
if [ "$kind" = address ]; then
    watched 0 info "$result"
    watched 0 export "$result" --csv "$build/tables" --force
    watched 0 show $default
    for file in tests/scenarios/bad/*.yaml; do [ ! -e "$file" ] || watched 2 check "$file"; done
fi
exit $failed
