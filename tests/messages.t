#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# messages.t - every message of the source has its Chinese, and the program speaks it
#
# po/update.sh brings the file up to date; what it adds must then be translated.
set -u
cd "$(dirname "$0")/.." || exit 1
chengbao=${B:-build}/chengbao
po=po/zh_CN.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
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

if command -v xgettext >/dev/null; then
	msgfmt --check -o "$work/now.mo" "$po" >"$work/said" 2>&1
	report $? 'the file is well-formed, formats agree'

	for doubt in untranslated only-fuzzy only-obsolete; do
		msgattrib "--$doubt" --no-wrap "$po" | grep '^\(#~ \)\?msgid "..*"' >"$work/said"
		[ ! -s "$work/said" ]
		report $? "no message is ${doubt#only-}"
	done

	sh po/update.sh "$work/now.pot" >"$work/said" 2>&1 &&
		LANGUAGE=en msgcmp --use-untranslated "$po" "$work/now.pot" >"$work/said" 2>&1
	report $? 'no message of the source is missing (sh po/update.sh takes it in)'

	# Words in capitals and numbers alone may stay as they are; sentences may not.
	msgattrib --no-wrap --no-location "$po" | awk '
		/^msgid / { id = $0; sub(/^msgid /, "", id) }
		/^msgstr / { s = $0; sub(/^msgstr /, "", s)
			if (s == id && id ~ /[a-z][a-z]+ [a-z][a-z]+ [a-z]/) print s }' >"$work/said"
	[ ! -s "$work/said" ]
	report $? 'no sentence was left in English'
else
	n=$((n + 1))
	echo "ok $n - messages # SKIP gettext is not installed"
	echo 'NOT CHECKED: messages (gettext is not installed)' >&2
fi

says() { # LANGUAGE WANTED ARGUMENT…: output and errors hold WANTED
	language=$1 wanted=$2
	shift 2
	env -u CHENGBAO_OFFICE LANGUAGE="$language" "$chengbao" "$@" >"$work/said" 2>&1
	grep -qF -- "$wanted" "$work/said"
	report $? "chengbao $* in $language: $wanted"
}

says zh_CN '用法：chengbao' --help
says en 'Usage: chengbao' --help
says zh_CN '没有“nothing”这个命令' nothing
says zh_CN '用法：chengbao' ingest --help

# Without $LANGUAGE the office decides.
mkdir "$work/office"
printf '[office]\nlanguage = zh\n' >"$work/office/office.conf"
env -u LANGUAGE "$chengbao" -C "$work/office" check >"$work/said" 2>&1
grep -q '：\|缺\|没有' "$work/said"
report $? 'an office with language = zh is told its errors in Chinese'
printf '[office]\nlanguage = en\n' >"$work/office/office.conf"
env -u LANGUAGE "$chengbao" -C "$work/office" check >"$work/said" 2>&1
grep -q 'missing\|needs' "$work/said"
report $? 'an office with language = en is told them in English'
echo "1..$n"
