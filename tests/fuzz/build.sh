#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# build.sh DIR - every fuzz target, built with clang and libFuzzer in DIR
#
# The program's own Makefile compiles the rooms, so a second run builds only what
# has changed. The command room has the rest as its floor and no parser: it is left
# out. Prints nothing when all is well.
set -eu
out=$1
jobs=$(nproc)
sane='-fsanitize=address,undefined -fno-sanitize-recover=undefined'
flags="-O1 -gline-tables-only -fno-omit-frame-pointer $sane"
packages='glib-2.0 jansson libcrypto sqlite3 gmime-3.0 libpcre2-8 opencc libxml-2.0 libzip
	libarchive libseccomp libcurl libgsf-1 poppler-glib opendkim'
rooms='base config mail extract filters assess publish spool pipeline'

# What the make above us was told (another B, SANITIZE) is not for this one.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL
make -s -j"$jobs" B="$out" CC=clang WARN=-w CFLAGS="$flags -fsanitize=fuzzer-no-link" \
	SANITIZE='' ROOMS="$rooms" "$out/libchengbao.a"

link() { # one target, unless it is newer than all it is made of
	target=$out/$(basename "$1" .c)
	if [ "$target" -nt "$1" ] && [ "$target" -nt "$out/libchengbao.a" ]; then
		return
	fi
	# shellcheck disable=SC2046,SC2086 # lists of words
	clang -std=gnu17 -D_GNU_SOURCE -I. $(pkg-config --cflags $packages) $flags \
		-fsanitize=fuzzer -o "$target" "$1" "$out/libchengbao.a" \
		$(pkg-config --libs $packages) -lresolv
}

n=0
pids=''
for source in tests/fuzz/fuzz-*.c; do
	link "$source" &
	pids="$pids $!"
	n=$((n + 1))
	if [ $((n % jobs)) -eq 0 ]; then
		for pid in $pids; do wait "$pid"; done
		pids=''
	fi
done
for pid in $pids; do wait "$pid"; done
