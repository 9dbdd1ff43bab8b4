#!/usr/bin/env bash
# How well the reading and the comparing do: on the annotated articles of tests/vectors (tune: looked at while
# building; aside: only counted; later and newest: clusters
# written when the rules had seen the ones before), and on the pages set aside for scoring where they lie beside the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
work=build/score
rm -rf "$work" && mkdir -p "$work"

.venv/bin/python tests/vectors/to_gold.py "$work" >/dev/null
for set in tune aside later-tune later-aside newest-tune newest-aside; do
  printf '\n%s\n' "$set"
  .venv/bin/duikan check --jsonl --metadata "$work/$set/seeds/metadata.csv" "$work/$set"/seeds/*.txt >"$work/$set.jsonl"
  .venv/bin/python tests/vectors/score_articles.py "$work/$set/gold" "$work/$set.jsonl"
done

printf '\nbindings: which time, kind, claim, subject and speaker a number has\n'
.venv/bin/python tests/engine/test_binding_table.py

printf '\narticles of composed pages\n'
.venv/bin/python tests/vectors/score_pages.py

printf '\ndays of publication\n'
.venv/bin/python tests/vectors/score_dates.py

printf '\nnumbers of one question\n'
.venv/bin/python tests/vectors/score_pairs.py

printf '\ntwo short texts\n'
.venv/bin/python tests/vectors/score_short.py

pages=../shared/seeds gold=../shared/gold
[ -x "$gold/score.py" ] || exit 0
score() {
  printf '\nfive newspaper pages, dates: %s\n' "$1"
  .venv/bin/duikan check --jsonl "${@:2}" "$pages"/*.txt >"$work/pages-$1.jsonl"
  .venv/bin/python "$gold/score.py" "$work/pages-$1.jsonl" --dates "$1" | tail -n 1
}
score none
score true --metadata "$gold/metadata_true.csv"
score shifted --metadata "$gold/metadata_shifted.csv"
