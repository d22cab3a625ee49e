#!/bin/sh
# Other readers of quantities and dateline on the same gold, by the same scorer.
# compare.sh EVAL PEERS: EVAL is the folder of gold data; PEERS holds an environment for each, cqe/ and quantulum3/.
set -eu
eval_dir=$1
peers=$2
found=$(mktemp -d)
trap 'rm -r "$found"' EXIT
for gold in wce_dev phenomena d4d_dev recognizers_dev; do
    .venv/bin/python -m tests.quality predict figures "$eval_dir/figures/$gold.jsonl" "$found/dateline-$gold.jsonl"
    for peer in cqe quantulum3; do
        "$peers/$peer/bin/python" tests/quality/peers.py $peer "$eval_dir/figures/$gold.jsonl" "$found/$peer-$gold.jsonl"
    done
done
for gold in wce_dev phenomena d4d_dev recognizers_dev:currency recognizers_dev:number_range recognizers_dev:percent; do
    file=${gold%%:*}
    part=${gold#"$file"}
    for reader in dateline cqe quantulum3; do
        printf '%s %s ' "$gold" $reader
        # shellcheck disable=SC2086 # the option is two words, or none
        .venv/bin/python "$eval_dir/figures/score_spans.py" "$eval_dir/figures/$file.jsonl" \
            "$found/$reader-$file.jsonl" ${part:+--set ${part#:}} | sed -n 1p
    done
done
