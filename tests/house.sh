#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# house.sh [DIR] - the rules of the house, checked on the sources below DIR
#
# Prints FILE:LINE: WHAT for everything that is wrong and exits 1: an include that
# climbs or crosses floors, a library outside its rooms, a banned word, a file
# without a test, without an SPDX line, too long, or with a path of the machine it
# was written on. DESIGN.md "Folders are floors" is what it checks.
set -eu
cd "${1:-.}"
export LC_ALL=C

rooms='base config mail extract filters assess publish spool pipeline command'
wrong=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$wrong" "$work"' EXIT

list() {
	for folder in "$@"; do
		[ ! -d "$folder" ] || find "$folder" -type f
	done | sort
}

# shellcheck disable=SC2086 # a list of words
list $rooms >"$work/rooms"
list tests bench share man .ci >"$work/others"
grep '\.[ch]$' "$work/rooms" >"$work/c" || true
grep '\.c$' "$work/rooms" >"$work/modules" || true

# ---- includes, libraries, banned words ----
cat >"$work/source.awk" <<'AWK'
function say(what) { printf "%s:%d: %s\n", FILENAME, FNR, what }
# Takes comments, then what stands in quotes, out of a line.
function bare(line,    out, i, c) {
	out = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (inside) {
			if (substr(line, i, 2) == "*/") { inside = 0; i++ }
		} else if (substr(line, i, 2) == "/*") {
			inside = 1; i++
		} else if (substr(line, i, 2) == "//") {
			break
		} else if (c == "\"" || c == "'") {
			for (i++; i <= length(line) && substr(line, i, 1) != c; i++)
				if (substr(line, i, 1) == "\\") i++
			out = out c c
		} else {
			out = out c
		}
	}
	return out
}
function room_of(path) { sub(/\/.*/, "", path); return path }
function ours(name,    to) {
	to = room_of(name)
	if (name !~ /\//)
		say("include names no folder: \"" name "\"")
	else if (!(to in floor))
		say("include of a folder that is no room: \"" name "\"")
	else if ((getline line < name) < 0)
		say("included file is not there: \"" name "\"")
	else if (to == "command" && room != "command")
		say("nothing includes command/: \"" name "\"")
	else if (floor[to] > floor[room])
		say("include climbs from " room " to " to ": \"" name "\"")
	else if (floor[to] == floor[room] && to != room)
		say("include crosses from " room " to " to ": \"" name "\"")
	else if (FILENAME ~ /^base\/[^\/]*$/ && name ~ /^base\/(text|wire|jail|model)\//)
		say("floor 0 includes floor 1: \"" name "\"")
	close(name)
}
# Where a library may be used: a pattern of paths.
function library(name,    i) {
	for (i = 1; i <= n_libraries; i++)
		if (name ~ header[i] && FILENAME !~ allowed[i])
			say("<" name "> is not for " room "/ (" allowed[i] ")")
}
function may(what, where) { header[++n_libraries] = what; allowed[n_libraries] = where }
BEGIN {
	floor["base"] = 1
	n = split("config mail extract filters assess publish spool", names, " ")
	for (i = 1; i <= n; i++) floor[names[i]] = 2
	floor["pipeline"] = 3
	floor["command"] = 4
	may("^gmime", "^mail/")
	may("^(pcre2|hs)\\.h", "^filters/")
	may("^(sqlite3|libpq-fe)\\.h", "^spool/")
	may("^curl/", "^base/wire/")
	may("^(opencc/|iconv\\.h)", "^base/text/")
	may("^libxml/", "^(base/text|extract|publish)/")
	may("^zip\\.h", "^(extract|publish)/")
	may("^archive(_entry)?\\.h", "^(spool|extract)/")
	may("^gsf/", "^extract/")
	may("^poppler\\.h", "^extract/pdf")
	may("^(seccomp|linux/(seccomp|landlock))\\.h", "^base/jail/")
	may("^openssl/", "^(base/hash|mail/unpack_signed|mail/signature(_trust)?)\\.")
	may("^opendkim/", "^mail/dkim\\.")
	may("^(glib-object\\.h|gio/)", "^$")
	banned = "(strcpy|strcat|sprintf|strtok|gets|atoi|strncpy|system|popen|alloca)"
}
FNR == 1 { inside = 0; room = room_of(FILENAME) }
!inside && /^[ \t]*#[ \t]*include[ \t]*"/ { split($0, part, "\""); ours(part[2]); next }
!inside && /^[ \t]*#[ \t]*include[ \t]*</ { split($0, part, /[<>]/); library(part[2]); next }
{
	code = bare($0)
	if (match(code, "(^|[^A-Za-z0-9_])" banned "[ \t]*\\("))
		say("banned: " substr(code, RSTART))
	if (code ~ /(^|[^A-Za-z0-9_])goto[ \t]/)
		say("banned: goto")
}
AWK
xargs -r awk -f "$work/source.awk" <"$work/c" >>"$wrong"

# ---- every module has a test ----
# Named after it, or naming it in its head: `folder/name`, `name.c`, `folder/na*.c`.
for test in tests/unit/*.c tests/*.t; do
	[ ! -f "$test" ] || sed -n '1,20p' "$test"
done | grep -E '^( ?\*|/\*|#)' >"$work/heads" || true
grep -oE '[a-z]+/[a-z_/]*\*\.c' "$work/heads" | sort -u >"$work/globs" || true
covered() {
	while read -r glob; do
		# shellcheck disable=SC2254 # a pattern
		case $1 in $glob) return 0 ;; esac
	done <"$work/globs"
	return 1
}
while read -r module; do
	name=$(basename "$module" .c)
	[ -f "tests/unit/test-$name.c" ] || [ -f "tests/$name.t" ] ||
		grep -qE "(^|[^A-Za-z0-9_])(${module%.c}|$name\.c)([^A-Za-z0-9_]|$)" "$work/heads" ||
		covered "$module" ||
		echo "$module:1: no test is named after it and none names it in its head"
done <"$work/modules" >>"$wrong"

# ---- length, licence, machine ----
grep -hE '\.(c|h|sh|t|py|sql)$|^\.ci/run$' "$work/rooms" "$work/others" >"$work/sources" || true
[ ! -f Makefile ] || echo Makefile >>"$work/sources"
while read -r file; do
	n=$(wc -l <"$file")
	[ "$n" -le 500 ] || echo "$file:501: longer than 500 lines ($n)"
	case $file in
	*.sql) ;;
	*)
		sed -n '1,3p' "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
			echo "$file:1: no SPDX-License-Identifier line"
		;;
	esac
done <"$work/sources" >>"$wrong"

# Nobody else has these folders: somebody's home.
machine='(^|[^A-Za-z0-9_.~/-])(/ho''me/[a-z][a-z0-9_-]*/|/ro''ot/)'
for file in Makefile ./*.md; do
	[ ! -f "$file" ] || echo "$file"
done >>"$work/others"
cat "$work/rooms" "$work/others" | tr '\n' '\0' |
	xargs -0 -r grep -HnIE "$machine" 2>/dev/null |
	sed -E 's/^([^:]*:[0-9]+:).*/\1 names a path of the machine it was written on/' >>"$wrong" || true

cat "$wrong"
[ ! -s "$wrong" ]
