#!/usr/bin/env bash
# Spreads a comparison or a study over a cluster: a job array makes its parts, and a job that waits for all of
# them makes the results.
#
#   submit.sh PARTS STORE compare CASE [options of compare, -o among them]
#   submit.sh PARTS STORE study FILE [options of study, -o among them]
#   submit.sh 50 /scratch/niger.runs compare scenarios/niger --replicates 2000 -o outputs/niger-2000
#
# STORE is a folder that all nodes see; so are the case and the folder of the results. WAYFARE names the
# program (default: wayfare), which must be the same file for all: runs of another build count as not made.
# All nodes should be of one kind, since equal bytes are promised for one kind of machine only.
# SBATCH_ARRAY and SBATCH_MERGE hold further options of sbatch, as --time=02:00:00 --mem-per-cpu=300M.
#
# A part that is killed or moved to another node loses the runs it had in hand and is queued again, three
# times at most. If parts fail for good the results are not made: submit the same line again, and only what
# is missing is run.
set -euo pipefail

if [[ $# -lt 4 || ! $1 =~ ^[1-9][0-9]*$ ]]; then
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0" >&2
  exit 2
fi
parts=$1 store=$2
shift 2
wayfare=${WAYFARE:-wayfare}
command="$(printf '%q ' "$wayfare" "$@" --store "$store") --jobs \${SLURM_CPUS_PER_TASK:-1}"
read -ra array_options <<<"${SBATCH_ARRAY:-}"
read -ra merge_options <<<"${SBATCH_MERGE:-}"

# Each job uses as many threads as it was given cores. A part that a signal ended, as when a node is short of
# memory, is queued again by itself: a job that has failed would take the merge with it.
part="$command --shard \$SLURM_ARRAY_TASK_ID/$parts
code=\$?
if [ \$code -ge 128 ] && [ \${SLURM_RESTART_COUNT:-0} -lt 3 ]; then
  scontrol requeue \${SLURM_ARRAY_JOB_ID}_\$SLURM_ARRAY_TASK_ID
fi
exit \$code"
array=$(sbatch --parsable --job-name=wayfare --array="1-$parts" --requeue --open-mode=append \
  "${array_options[@]}" --wrap "$part")
merge=$(sbatch --parsable --job-name=wayfare-merge --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes \
  "${merge_options[@]}" --wrap "exec $command --merge")
echo "${array%%;*} ${merge%%;*}"
