#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# update.sh - takes the messages of the source into po/zh_CN.po
#
# What is new stands untranslated at the end of its file's messages, what is gone goes;
# nothing is guessed. With a file named, the messages alone are written there (a .pot).
set -eu
cd "$(dirname "$0")/.."
rooms='base config mail extract filters assess publish spool pipeline command'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

extract() { # OPTION…: the files' names on standard input
	xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --add-location=file \
		--package-name=chengbao --no-wrap -f - -o "$work/now.pot" "$@"
}

# shellcheck disable=SC2086 # a list of words
find $rooms -name '*.[ch]' | LC_ALL=C sort >"$work/files"
extract <"$work/files"

if [ $# -gt 0 ]; then
	cp "$work/now.pot" "$1"
	exit 0
fi
msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file \
	-o "$work/new.po" po/zh_CN.po "$work/now.pot"
msgattrib --no-obsolete --no-wrap --add-location=file -o po/zh_CN.po "$work/new.po"
msgfmt --check --statistics -o /dev/null po/zh_CN.po
