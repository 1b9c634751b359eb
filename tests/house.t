#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# house.t - floors, libraries, banned words, tests, licences: the whole tree, and
# one tree per rule that must be caught
set -u
cd "$(dirname "$0")/.." || exit 1
house=$PWD/tests/house.sh
n=0

report() { # OK? NAME [OUTPUT]
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s\n' "$n" "$2"
	else
		printf 'not ok %d - %s\n' "$n" "$2"
		printf '%s\n' "${3:-}" | sed 's/^/# /'
	fi
}

said=$(sh "$house" . 2>&1)
report $? 'the house is in order' "$said"

# catches FILE LINE WHAT: a tree whose one fault is LINE in FILE is told as `FILE:N: WHAT`.
catches() {
	tree=$(mktemp -d)
	mkdir -p "$tree/base/text" "$tree/mail" "$tree/filters" "$tree/spool" "$tree/pipeline" \
		"$tree/command" "$tree/tests/unit"
	for file in base/errors.h base/text/fold.h mail/scan.h filters/rule.h pipeline/desk.h \
		command/command.h; do
		echo '/* SPDX-License-Identifier: GPL-3.0-or-later */' >"$tree/$file"
	done
	[ "${4:-}" = untested ] ||
		printf '/* SPDX-License-Identifier: GPL-3.0-or-later\n * covers %s */\n' "$1" \
			>"$tree/tests/unit/test-all.c"
	printf '/* SPDX-License-Identifier: GPL-3.0-or-later */\n%b\n' "$2" >"$tree/$1"
	said=$(sh "$house" "$tree" 2>&1)
	[ $? = 1 ] && [ "$said" = "$1:$3" ]
	report $? "caught: $1:$3" "$said"
	rm -rf "$tree"
}

catches base/text/a.c '#include "mail/scan.h"' '2: include climbs from base to mail: "mail/scan.h"'
catches mail/a.c '#include "filters/rule.h"' '2: include crosses from mail to filters: "filters/rule.h"'
catches mail/a.c '#include "pipeline/desk.h"' '2: include climbs from mail to pipeline: "pipeline/desk.h"'
catches pipeline/a.c '\n#include "command/command.h"' '3: nothing includes command/: "command/command.h"'
catches base/a.c '#include "base/text/fold.h"' '2: floor 0 includes floor 1: "base/text/fold.h"'
catches mail/a.c '#include "scan.h"' '2: include names no folder: "scan.h"'
catches mail/a.c '#include "mail/gone.h"' '2: included file is not there: "mail/gone.h"'
catches mail/a.c '#include <sqlite3.h>' '2: <sqlite3.h> is not for mail/ (^spool/)'
catches filters/a.c '# include <gmime/gmime.h>' '2: <gmime/gmime.h> is not for filters/ (^mail/)'
catches base/a.c '#include <iconv.h>' '2: <iconv.h> is not for base/ (^base/text/)'
catches spool/a.c '#include <openssl/evp.h>' '2: <openssl/evp.h> is not for spool/ (^(base/hash|mail/unpack_signed|mail/signature(_trust)?)\.)'
catches mail/a.c 'x = strcpy(a, b);' '2: banned:  strcpy(a, b);'
catches mail/a.c '/* no\n * strcpy(a) */ strtok(a);' '3: banned:  strtok(a);'
catches mail/a.c '\tgoto out;' '2: banned: goto'
catches mail/a.c 'int a;' '1: no test is named after it and none names it in its head' untested
catches mail/a.h 'see /ho''me/someone/notes' '2: names a path of the machine it was written on'
catches mail/a.h "$(seq -s '\n' 500)" '501: longer than 500 lines (501)'

# What only looks like a fault.
tree=$(mktemp -d)
mkdir -p "$tree/mail" "$tree/tests/unit"
cat >"$tree/mail/a.c" <<'C'
/* SPDX-License-Identifier: GPL-3.0-or-later
 * strcpy( in a comment, goto too */
const char *a_text = "sprintf(\" goto here"; // atoi(
int my_system(int), g_strtok(int);
C
printf '/* SPDX-License-Identifier: GPL-3.0-or-later\n * covers mail/*.c */\n' >"$tree/tests/unit/test-x.c"
said=$(sh "$house" "$tree" 2>&1)
report $? 'comments, strings and longer names are no faults' "$said"
rm -rf "$tree"
echo "1..$n"
