#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# style.t - clang-format, cppcheck, shellcheck, mandoc and msgfmt have nothing to say
#
# A tool that is not installed is a loud SKIP, never a silent pass.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rooms='base config mail extract filters assess publish spool pipeline command'
n=0

# report STATUS NAME: ok when STATUS is 0; $work/said is shown otherwise.
report() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/said"
	fi
}

skip() { # TOOL NAME
	n=$((n + 1))
	echo "ok $n - $2 # SKIP $1 is not installed"
	echo "NOT CHECKED: $2 ($1 is not installed)" >&2
}

# bench/*.c are yardsticks from outside the house, kept as they were measured.
# shellcheck disable=SC2086 # a list of words
find $rooms tests -name '*.[ch]' 2>/dev/null | sort >"$work/c"
grep '\.c$' "$work/c" >"$work/modules"
{
	find tests bench share man base .ci -type f 2>/dev/null | while read -r file; do
		case $file in
		*.sh) echo "$file" ;;
		*) head -c 20 "$file" | head -n 1 | grep -aqE '^#! ?/bin/(ba)?sh' && echo "$file" ;;
		esac
	done
} | sort >"$work/scripts"

if command -v clang-format >/dev/null; then
	xargs -P 2 -n 20 clang-format --dry-run -Werror <"$work/c" >"$work/all" 2>&1
	status=$?
	grep 'error:' "$work/all" | awk -F: '!seen[$1]++ { print $0 " (and on)" }' >"$work/said"
	report "$status" 'clang-format'
else
	skip clang-format clang-format
fi

if command -v cppcheck >/dev/null; then
	cppcheck -q -j2 --std=c11 --library=gtk --library=tests/cppcheck.cfg \
		--inline-suppr --error-exitcode=1 --enable=warning,performance,portability \
		--max-configs=1 -I. \
		--suppressions-list=tests/cppcheck.txt --file-list="$work/modules" >"$work/said" 2>&1
	report $? 'cppcheck'
else
	skip cppcheck cppcheck
fi

if command -v shellcheck >/dev/null; then
	xargs -P 2 -n 4 shellcheck -f gcc <"$work/scripts" >"$work/said" 2>&1
	report $? 'shellcheck'
else
	skip shellcheck shellcheck
fi

# Other manuals need not be installed here.
if command -v mandoc >/dev/null; then
	mandoc -T lint man/*.[1-8] 2>&1 |
		grep -vE 'referenced manual not found|outdated mandoc\.db' >"$work/said"
	[ ! -s "$work/said" ]
	report $? 'mandoc'
else
	skip mandoc mandoc
fi

if [ ! -f po/zh_CN.po ]; then
	n=$((n + 1))
	echo "ok $n - Chinese messages # SKIP there is no po/zh_CN.po"
	echo 'NOT CHECKED: Chinese messages (there is no po/zh_CN.po)' >&2
elif command -v msgfmt >/dev/null; then
	LC_ALL=C.UTF-8 msgfmt -c --statistics -o /dev/null po/zh_CN.po >"$work/said" 2>&1 &&
		! grep -qE 'fuzzy|untranslated|warning' "$work/said"
	report $? 'Chinese messages: every one translated, none doubtful'
	sh po/update.sh "$work/now.pot" >/dev/null 2>&1
	LC_ALL=C.UTF-8 msgcmp --use-untranslated po/zh_CN.po "$work/now.pot" >"$work/all" 2>&1
	status=$?
	grep -E 'used but not' -A 3 "$work/all" | sed "s,$work/,,; 40q" >"$work/said"
	[ "$status" = 0 ]
	report $? 'Chinese messages: none is missing'
else
	skip msgfmt 'Chinese messages'
fi
echo "1..$n"
