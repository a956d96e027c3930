#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A sweep on a cluster with Slurm, as one job array: each task runs one shard of it, many points, and the shards are
# merged when all tasks have ended.
#
#   sweep-array.sh SWEEP.yaml FOLDER SHARDS [options of sbatch, e.g. --time=04:00:00 --cpus-per-task=4 --mem=8G]
#
# After a failure, or when the time allowed is over, give the same line again: only shards that are not finished are
# submitted, and they go on where they stopped. In the environment: AT_ONCE=20 limits the tasks that run side by side,
# TALENTFLOW names the program if it is not on the PATH. FOLDER.finished has a note for each shard that is finished, and
# what the tasks said.
set -eu

talentflow=${TALENTFLOW:-talentflow}

die() {
    printf 'sweep-array: %s\n' "$*" >&2
    exit 2
}

# What a task of the array does, on some node: task SWEEP.yaml FOLDER SHARDS
if [ "${1-}" = task ]; then
    shard=$SLURM_ARRAY_TASK_ID code=0
    "$talentflow" sweep "$2" -o "$3" --shard "$shard/$4" --progress plain || code=$?
    # 1: some runs failed; they are rows with their messages, so the shard is finished. A shard without a note was
    # stopped or never began, whatever Slurm says of its job.
    case $code in
        0 | 1) : >"$3.finished/$shard-of-$4" ;;
    esac
    exit "$code"
fi

[ $# -ge 3 ] || die "write: $0 SWEEP.yaml FOLDER SHARDS [options of sbatch]"
sweep=$1 folder=${2%/} shards=$3
shift 3
[ -f "$sweep" ] || die "there is no file $sweep"
case $shards in
    '' | *[!0-9]* | 0*) die "SHARDS is a whole number from 1, not '$shards'" ;;
esac
# Numbers of tasks go up to MaxArraySize - 1.
most=$(scontrol show config | awk '$1 == "MaxArraySize" { print $3 - 1 }')
[ "$shards" -le "${most:-1000}" ] ||
    die "this cluster takes at most ${most:-1000} tasks in an array; ask for fewer shards, each has more points then"

# A note that is older than the sweep file is of a sweep that had fewer points, or others.
is_finished() {
    [ -n "$(find "$folder.finished/$1-of-$shards" -newer "$sweep" 2>/dev/null)" ]
}

mkdir -p "$folder.finished"
missing='' first='' shard=1
while [ "$shard" -le "$((shards + 1))" ]; do # one more, which ends the last stretch
    if [ "$shard" -le "$shards" ] && ! is_finished "$shard"; then
        first=${first:-$shard}
    elif [ -n "$first" ]; then
        missing=$missing${missing:+,}$first
        [ "$first" -eq "$((shard - 1))" ] || missing=$missing-$((shard - 1))
        first=''
    fi
    shard=$((shard + 1))
done

after=''
if [ -n "$missing" ]; then
    job=$(sbatch --parsable --job-name=talentflow-sweep --array="$missing${AT_ONCE:+%$AT_ONCE}" \
        --output="$folder.finished/%A-%a.log" "$@" "$0" task "$sweep" "$folder" "$shards")
    after=--dependency=afterany:${job%%;*} # after tasks that failed, too: merge says how many runs are missing
fi
sbatch --parsable --job-name=talentflow-merge --output="$folder.finished/merge.log" "$@" ${after:+"$after"} \
    --wrap "'$talentflow' merge '$folder'" >/dev/null
printf 'shards to run: %s of %s; then %s/index.csv, and what was missing in %s\n' \
    "${missing:-none}" "$shards" "$folder" "$folder.finished/merge.log"
