#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# demo.t - the demo's story comes true: its lines, its page, its error
set -u
cd "$(dirname "$0")/.." || exit 1
[ -n "${CHENGBAO_TEST_CLOCK:-}" ] || exec python3 tests/lib/clock.py sh "tests/${0##*/}"
case ${B:-build} in
/*) binary=$B/chengbao ;;
*) binary=$PWD/${B:-build}/chengbao ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0

report() { # STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/said"
	fi
}

says() { # NAME EXTENDED-REGEX: one line that is this and nothing else
	[ "$(grep -cxE "$2" "$work/said")" = 1 ]
	report $? "$1"
}

sh share/demo/demo.sh "$binary" "$work/demo" >"$work/said" 2>&1
report $? 'the story comes true'
# Of the processor's time: how long it takes is also a matter of what else the machine does.
times >"$work/times"
took=$(tail -n 1 "$work/times" | tr ms '  ' | awk '{ print int(($1 + $3) * 60 + $2 + $4) }')
[ "$took" -lt 60 ]
report $? "in under a minute ($took s)"
says 'the subject of the issue' '    《政务信息》2026年第1期 \(总第1期\)'
says 'the ranking' ' +1 +25\.00 +2 +1　应急管理局'
[ "$(tail -n 1 "$work/said" | grep -cE '^合计：来信 19 封，丢失 0 封，原样留底 19 封；发出邮件 [0-9]+ 封；没有办、也不该办的 8 件：')" = 1 ]
report $? 'ends with the line of counts'

mails=$(find "$work/demo/office/outgoing/new" -type f | wc -l)
[ "$(grep -o '<iframe ' "$work/demo/mails.html" | wc -l)" = "$mails" ] &&
	grep -q "发出邮件 $mails 封" "$work/said"
report $? "the page shows every one of $mails mails"

sh share/demo/demo.sh "$binary" "$work/demo" >"$work/said" 2>&1
report $? 'and again in the same folder'

mkdir "$work/mine" && echo keep >"$work/mine/file"
sh share/demo/demo.sh "$binary" "$work/mine" >"$work/said" 2>&1
[ $? = 1 ] && [ -f "$work/mine/file" ]
report $? 'a folder that is not its own is left alone'

# A program that does something else ends the story with the reason.
printf '#!/bin/sh\nexec "%s" "$@" | sed "s/waiting/approved/"\n' "$binary" >"$work/other"
chmod 755 "$work/other"
sh share/demo/demo.sh "$work/other" "$work/demo" >"$work/said" 2>&1
[ $? = 1 ] && grep -q '^演示没有走通：01-qq-phone-gb18030.eml 应为' "$work/said"
report $? 'a step that goes wrong is told'
echo "1..$n"
