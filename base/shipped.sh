#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shipped.sh FILE... - assembler source that carries the files inside the program
#
# Prints the bytes of each FILE and the table shipped_files that base/shipped.c reads.
set -eu
echo '	.section .rodata'
n=0
for file in "$@"; do
	printf 'name%d:\t.asciz "%s"\n' "$n" "$file"
	printf 'from%d:\t.incbin "%s"\nto%d:\t.byte 0\n' "$n" "$file" "$n"
	n=$((n + 1))
done
echo '	.section .data.rel.ro.local,"aw"'
echo '	.balign 8'
echo '	.globl shipped_files'
echo 'shipped_files:'
i=0
while [ "$i" -lt "$n" ]; do
	printf '\t.quad name%d, from%d, to%d - from%d\n' "$i" "$i" "$i" "$i"
	i=$((i + 1))
done
echo '	.quad 0, 0, 0'
echo '	.section .note.GNU-stack,"",@progbits'
