#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# man.t - the manual pages are well-formed and say what the program says
#
# Every command of chengbao --help has an entry in chengbao(1), and in it every option
# and every word of its usage line; every entry is a command that there is.
set -u
cd "$(dirname "$0")/.." || exit 1
chengbao=${B:-build}/chengbao
page=man/chengbao.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0

report() { # STATUS NAME: ok when STATUS is 0; $work/said is shown otherwise
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/said"
	fi
}

english() {
	env -u CHENGBAO_OFFICE LC_ALL=C.UTF-8 LANGUAGE=en "$chengbao" "$@"
}

# entry COMMAND: the lines of the page from its first .It Cm to the next command's.
entry() {
	awk -v name="$1" '
		/^\.It (Xo )?Cm / { on = ($2 == "Xo" ? $4 : $3) == name }
		/^\.S[hs] / { on = 0 }
		on' "$page"
}

if command -v mandoc >/dev/null; then
	for file in man/*.[1-8]; do
		# Other manuals need not be installed here.
		mandoc -T lint "$file" 2>&1 |
			grep -vE 'referenced manual not found|outdated mandoc\.db' >"$work/said"
		[ ! -s "$work/said" ]
		report $? "mandoc has nothing to say: $file"
		mandoc -T utf8 -W fatal "$file" >"$work/page" 2>"$work/said" && [ -s "$work/page" ]
		report $? "mandoc prints $file"
	done
else
	n=$((n + 1))
	echo "ok $n - mandoc # SKIP mandoc is not installed"
	echo 'NOT CHECKED: manual pages (mandoc is not installed)' >&2
fi

# Of our own pages each names the others that there are.
grep -hE '^\.Xr chengbao' man/*.[1-8] | awk '{ print $2 "." $3 }' | sort -u |
	while read -r name; do [ -f "man/$name" ] || echo "there is no man/$name"; done >"$work/said"
[ ! -s "$work/said" ]
report $? 'references between our pages'

english --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >"$work/commands"
: >"$work/said"
[ "$(wc -l <"$work/commands")" -ge 10 ]
report $? 'chengbao --help lists the commands'

while read -r name; do
	entry "$name" >"$work/entry"
	english "$name" --help >"$work/help"
	: >"$work/said"
	[ -s "$work/entry" ] || echo "$page has no .It Cm $name" >>"$work/said"
	grep -oE -- '--[a-z][a-z-]*' "$work/help" | sort -u | grep -vx -- --help |
		while read -r option; do
			grep -qE -- "Fl -${option#--}( |\$)" "$work/entry" ||
				echo "$page, $name: no word about $option"
		done >>"$work/said"
	# The small words of the usage line: list, draft, again.
	sed -n '1s/^[^]]*\] *//p' "$work/help" | grep -oE '(^|[^A-Za-z-])[a-z]{3,}' |
		grep -oE '[a-z]+' | sort -u | while read -r word; do
		grep -qw -- "$word" "$work/entry" || echo "$page, $name: no word about \"$word\""
	done >>"$work/said"
	[ ! -s "$work/said" ]
	report $? "chengbao(1) tells of $name"
done <"$work/commands"

sed -nE 's/^\.It (Xo )?Cm ([a-z]+).*/\2/p' "$page" | sort -u >"$work/told"
sort "$work/commands" | comm -13 - "$work/told" | sed 's/$/: no such command/' >"$work/said"
[ ! -s "$work/said" ]
report $? 'chengbao(1) tells of no command that is not there'
echo "1..$n"
