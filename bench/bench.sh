#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench.sh BINARY - 1,000 letters through chengbao, beside the bound in the same run
#
# Makes the seeded corpus and 1,000 rules beside the binary, in bench.d (once), then in turn:
#   ingest      the Maildir into the store, alone
#   run --once  reading, judging, asking, printing, sending into a Maildir; with
#               the share of each stage (CHENGBAO_STAGES=1)
#   limit_e2e   the whole intake in one thread without an office: the bound
# Before that, bench/reading: letters and documents through the reader, beside bare gmime;
# bench/rules: verdicts by 10 to 10,000 rules beside bare PCRE2, and whether the
# index of literals changes any of them; and bench/seen: looking for what was sent before in
# archives of SEEN="10000 100000 1000000" items, beside a plain index in SQLite, a scan of all and
# full text; and bench/find: what letters cost in the index of search, and a search in
# FIND="1000 10000".
# Prints ratios; figures of different runs do not compare. TURNS=3 N=1000 RULES=1000.
set -eu
bin=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(dirname "$bin")/bench.d}
n=${N:-1000}
rules=${RULES:-1000}
turns=${TURNS:-3}
mkdir -p "$work"
work=$(cd "$work" && pwd)

need() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
if ! pkg-config --exists libhs; then
	sudo=$([ "$(id -u)" = 0 ] || echo sudo)
	need libvectorscan-dev || $sudo apt-get install -y --no-install-recommends libvectorscan-dev >"$work/apt.log" 2>&1 ||
		echo "bench: no libhs, the bound is left out (see $work/apt.log)" >&2
fi
[ -d "$work/mails/Maildir" ] || python3 "$here/gen_corpus.py" mails "$work/mails" -n "$n" --no-mbox
[ -f "$work/rules/rules_10000.pcre" ] || python3 "$here/gen_corpus.py" rules "$work/rules"
[ -f "$work/rules/rules_$rules.pcre" ] || python3 "$here/gen_corpus.py" rules "$work/rules" -r "$rules"
[ -d "$work/letters" ] || python3 "$here/letters.py" "$work/letters"
"$(dirname "$bin")/bench/reading" "$work/letters"
"$(dirname "$bin")/bench/rules" "$work/mails/Maildir/new" "$work/rules/rules_10.pcre" "$work/rules/rules_100.pcre" \
	"$work/rules/rules_1000.pcre" "$work/rules/rules_10000.pcre"
mkdir -p "$work/seen"
# shellcheck disable=SC2086 # a list of numbers
"$(dirname "$bin")/bench/seen" "$work/seen" ${SEEN:-10000 100000 1000000}
mkdir -p "$work/find"
# shellcheck disable=SC2086
"$(dirname "$bin")/bench/find" "$work/find" ${FIND:-1000 10000}
python3 "$here/office.py" "$bin" "$work" "$rules"

bound=
if pkg-config --exists libhs; then
	bound=$work/limit_e2e
	# shellcheck disable=SC2046
	[ -x "$bound" ] || cc -O2 -w -o "$bound" "$here/limit_e2e.c" $(pkg-config --cflags --libs libhs gmime-3.0 sqlite3 libcrypto libpcre2-8) -lstdc++ -lm
fi

now() { date +%s.%N; }
took() { awk -v a="$1" -v b="$2" -v n="$n" -v what="$3" 'BEGIN { printf "%-12s %8.2f s  %8.0f letters/s\n", what, b - a, n / (b - a) }'; }
turn=1
while [ "$turn" -le "$turns" ]; do
	echo "turn $turn of $turns, $n letters, $rules rules"
	office=$work/office.$turn
	rm -rf "$office"
	cp -r "$work/office" "$office"
	a=$(now)
	"$bin" -C "$office" ingest "$work/mails/Maildir" >"$work/ingest.out"
	b=$(now)
	took "$a" "$b" ingest
	CHENGBAO_STAGES=1 "$bin" -C "$office" run --once 2>"$work/run.err" || true
	c=$(now)
	took "$b" "$c" "run --once"
	took "$a" "$c" both
	grep '^chengbao: stage' "$work/run.err" || true
	if [ -n "$bound" ]; then
		mkdir -p "$work/bound"
		d=$(now)
		"$bound" "$work/mails/Maildir/new" "$work/rules/rules_$rules.pcre" "$work/bound" 100 file "$n" | tail -3
		e=$(now)
		took "$d" "$e" limit_e2e
		awk -v a="$a" -v c="$c" -v d="$d" -v e="$e" 'BEGIN { printf "ratio        chengbao takes %.1f x the bound (which decides, asks and prints nothing)\n", (c - a) / (e - d) }'
	fi
	rm -rf "$office" "$work/bound"
	turn=$((turn + 1))
done
