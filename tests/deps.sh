#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# deps.sh - installs what the build and the tests need on a fresh Debian 12
#
# Asks dpkg first: with everything there it changes nothing, needs no network and
# no rights. Otherwise it is root or uses sudo. No service is started and no
# question is asked: the tests run private servers of their own.
set -eu

build='build-essential pkg-config gettext perl libglib2.0-dev libjansson-dev libssl-dev
libsqlite3-dev libgmime-3.0-dev libpcre2-dev libopencc-dev libxml2-dev libzip-dev
libarchive-dev libseccomp-dev libcurl4-openssl-dev libgsf-1-dev libpoppler-glib-dev libopendkim-dev poppler-data'
tests='dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-sieve postfix opendkim opendkim-tools swaks
mutt python3 openssl procps sqlite3 postgresql clang libclang-rt-14-dev clang-format cppcheck
shellcheck mandoc strace poppler-data tzdata'

# shellcheck disable=SC2086 # lists of words
there=$(dpkg-query -W -f='${db:Status-Status} ${Package} ' $build $tests 2>/dev/null) || true
missing=''
for package in $build $tests; do
	case " $there" in
	*" installed $package "*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

as_root=''
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "deps: root or sudo is needed to install:$missing" >&2
		exit 1
	}
	as_root='sudo'
fi

# What was not there must not start serving; what runs already is left alone.
guard=/usr/sbin/policy-rc.d
guarded=no
trap '[ "$guarded" = no ] || $as_root rm -f "$guard"' EXIT
if [ ! -e "$guard" ]; then
	printf '#!/bin/sh\nexit 101\n' | $as_root tee "$guard" >/dev/null
	$as_root chmod 755 "$guard"
	guarded=yes
fi
printf 'postfix postfix/main_mailer_type select No configuration\n' |
	$as_root debconf-set-selections 2>/dev/null || true

install_missing() {
	# shellcheck disable=SC2086 # a list of words
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
		-o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 $missing
}

echo "deps: installing:$missing"
# The lists of a fresh machine are empty, those of an old one name files that are gone.
install_missing >/dev/null 2>&1 || {
	$as_root apt-get update -q
	install_missing
}
