#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.t - every fuzz target for some seconds from its seeds, under ASan and UBSan
#
# The same random numbers each time, so that a failure is a change's and not the
# day's; FUZZ_SECONDS=600 tests/fuzz.t searches on with new ones. Without clang's
# fuzzer it is a loud SKIP; in the sanitizers' own run (make asan) it is not repeated.
set -u
cd "$(dirname "$0")/.." || exit 1
out=${FUZZ_BUILD:-build-fuzz}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip_all() {
	echo "1..0 # SKIP $1"
	echo "NOT CHECKED: no fuzzing: $1" >&2
	exit 0
}

case ${B:-build} in *asan) skip_all 'make check has run the fuzz targets' ;; esac
command -v clang >/dev/null || skip_all 'clang is not installed'
cat >"$work/probe.c" <<'C'
#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { (void)data; return (int)(size & 0); }
C
clang -fsanitize=fuzzer,address,undefined -o "$work/probe" "$work/probe.c" 2>/dev/null ||
	skip_all "clang's fuzzer runtime is not installed (libclang-rt-14-dev)"

targets=(tests/fuzz/fuzz-*.c)
echo "1..$((${#targets[@]} + 1))"
if bash tests/fuzz/build.sh "$out" >"$work/log" 2>&1; then
	echo 'ok 1 - the targets are built'
else
	echo 'not ok 1 - the targets are built'
	tail -n 20 "$work/log" | sed 's/^/# /'
	exit 1
fi
sh tests/fuzz/seeds.sh "$work/seeds"

# Each writes its verdict into a file; the order of the plan stays.
run() {
	local name=$1 status=0 limits=(-seed=1 -runs=20000 -max_total_time=5)
	[ -z "${FUZZ_SECONDS:-}" ] || limits=(-max_total_time="$FUZZ_SECONDS")
	mkdir -p "$work/found/$name" "$work/seeds/$name"
	LC_ALL=C.UTF-8 "$out/$name" "${limits[@]}" -timeout=60 -rss_limit_mb=1024 -max_len=8192 \
		-print_final_stats=1 -artifact_prefix="$work/found/$name-" \
		"$work/found/$name" "$work/seeds/$name" >"$work/$name.log" 2>&1 || status=$?
	echo "$status" >"$work/$name.status"
}
# The seeds themselves first: -runs counts them, however many they are.
for source in "${targets[@]}"; do
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
	run "$(basename "$source" .c)" &
done
wait

n=1
for source in "${targets[@]}"; do
	name=$(basename "$source" .c)
	n=$((n + 1))
	runs=$(awk '/number_of_executed_units/ { print $2 }' "$work/$name.log")
	if [ "$(cat "$work/$name.status")" = 0 ]; then
		echo "ok $n - $name: ${runs:-?} inputs"
	else
		echo "not ok $n - $name: ${runs:-?} inputs"
		# Said where prove shows it: what ends a search is rare and cannot be waited for again.
		{
			grep -vE '^(#[0-9]|INFO:)' "$work/$name.log" | tail -n 60
			for input in "$work/found/$name"-*; do
				[ -f "$input" ] || continue
				echo "${input##*/}, in base64:"
				base64 "$input"
			done
		} | sed 's/^/# /' >&2
	fi
done
