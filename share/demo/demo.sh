#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# demo.sh BINARY [FOLDER] - one day of a sample office, told in Chinese in a few seconds
#
# Makes FOLDER (build/demo unless named) anew: an office, its mail, and mails.html,
# every outgoing mail as on a phone. Exit 1 with the reason where the program does
# not do what the story says.
set -eu

case $# in
1 | 2) ;;
*)
	echo 'usage: sh share/demo/demo.sh BINARY [FOLDER]' >&2
	exit 64
	;;
esac
[ -x "$1" ] || {
	echo "demo: $1 is not built: run make first" >&2
	exit 1
}
command -v python3 >/dev/null 2>&1 || {
	echo 'demo: python3 is not installed: run make deps' >&2
	exit 1
}
unset CHENGBAO_OFFICE LANGUAGE
LC_ALL=C.UTF-8 exec python3 -B "$(dirname "$0")/demo.py" "$1" "${2:-build/demo}"
