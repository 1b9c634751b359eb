#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mailhost.sh - a private, throw-away mail host for end-to-end tests.
#
#   mailhost.sh start DIR    start it (or find it running); prints KEY=VALUE lines
#   mailhost.sh stop DIR     stop it by its recorded pids; mail and logs in DIR stay
#   mailhost.sh status DIR   exit 0 if all servers run, 1 if not
#
# It runs Dovecot 2.3 (IMAP, POP3, LMTP; STARTTLS or implicit TLS) and Postfix 3 (SMTP:
# mail from outside, own domain only; SUBMISSION: STARTTLS + AUTH; SUBMISSIONS: implicit
# TLS + AUTH).  Postfix asks Dovecot for passwords (SASL) and delivers to it by LMTP, so
# a message sent by SMTP ends up in DIR/mail/USER/Maildir/new and can be fetched by IMAP
# or POP3.  All its files are in DIR, it listens on 127.0.0.1 only, and it neither reads
# nor changes the configuration of the system's own mail servers.
#
# Two OpenDKIM milters make it an honest border: what an authenticated user submits is
# signed (OPENDKIM_SELECTOR, OPENDKIM_DOMAIN), and every letter, submitted or from
# outside, is verified and gets an Authentication-Results field of OPENDKIM_AUTHSERV_ID;
# fields that claim this name already are removed.  The public keys come from a file,
# OPENDKIM_PUBLIC_KEYS, instead of DNS: add lines for other domains there and
# "stop"/"start".  OPENDKIM_KEY lets a test sign as this domain itself.
#
# Useful in tests:
#   - USER+anything@DOMAIN goes to USER; an unknown user gets 550 at RCPT TO.
#   - Mail to any other domain is accepted after AUTH and then bounces: a genuine Postfix
#     DSN (multipart/report) comes back to the envelope sender.
#   - "stop" and "start" again on the same DIR keep ports, mail and certificates, so an
#     outage and a client's reconnect can be tested.
#   - With dovecot-sieve installed, DIR/mail/USER/.dovecot.sieve is run at delivery; a
#     "vacation" action in it sends genuine out-of-office replies.
# Needs root and: apt-get install dovecot-imapd dovecot-pop3d dovecot-lmtpd postfix opendkim openssl
# Settings, all optional, from the environment at "start":
#   MAILHOST_DOMAIN     mail domain                (default example.test)
#   MAILHOST_USERS      user names                 (default alice editor1 editor2 reports upper)
#   MAILHOST_PASSWORD   everybody's password       (default test-password)
#   MAILHOST_PORT_BASE  first of 10 adjacent ports (default: a free range in 20000-29999)
#   MAILHOST_MAX_SIZE   largest message in bytes   (default 52428800)
# shellcheck disable=SC2317,SC2015 # functions are called through variables
set -euo pipefail
umask 022
die() { echo "mailhost: $*" >&2; exit 1; }
case "${1:-}" in start|stop|status) cmd=$1 ;; *) die "usage: $0 start|stop|status DIR" ;; esac
[ -n "${2:-}" ] || die "usage: $0 $cmd DIR"
[ "$cmd" != start ] || mkdir -p "$2"
D=$(cd "$2" 2>/dev/null && pwd -P) || { [ "$cmd" = stop ]; exit; }

# A recorded pid counts only while that process is ours: no stale file kills a stranger.
dovecot_pid() {
    local p; p=$(cat "$D/run/dovecot/master.pid" 2>/dev/null) || return 1
    [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$p/cmdline") == *"-c $D/dovecot.conf "* ]] && echo "$p"
}
postfix_pid() {
    local p; p=$(tr -d ' \n' 2>/dev/null <"$D/queue/pid/master.pid") && [ -n "$p" ] || return 1
    tr '\0' '\n' 2>/dev/null <"/proc/$p/environ" | grep -qxF "MAIL_CONFIG=$D/postfix" && echo "$p"
}
opendkim_pid() {                                           # $1: sign or verify
    local p; p=$(cat "$D/run/opendkim-$1.pid" 2>/dev/null) || return 1
    [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$p/cmdline") == *" $D/opendkim-$1.conf "* ]] && echo "$p"
}
sign_pid() { opendkim_pid sign; }
verify_pid() { opendkim_pid verify; }
servers="postfix_pid dovecot_pid sign_pid verify_pid"
running() { local s; for s in $servers; do $s >/dev/null || return 1; done; }
stop_all() {
    local which pid
    for which in $servers; do
        pid=$($which) || continue
        case $which in                     # OpenDKIM keeps nothing, and needs 5 s to go by itself
        sign_pid|verify_pid) kill -KILL "$pid" 2>/dev/null || true ;;
        *) kill -TERM "$pid" 2>/dev/null || true ;;
        esac
        for _ in {1..600}; do $which >/dev/null || continue 2; sleep 0.1; done
        die "$which $pid does not stop"
    done
}
case $cmd in status) running; exit ;; stop) stop_all; exit ;; esac
if running; then cat "$D/ports.env"; exit 0; fi

[ "$(id -u)" = 0 ] || die "needs root (the servers drop privileges themselves)"
for c in dovecot postfix opendkim; do [ -x /usr/sbin/$c ] || die "$c is not installed"; done
[[ $(/usr/sbin/dovecot --version) == 2.3.* ]] || die "written for Dovecot 2.3"
[ ${#D} -le 70 ] || die "path too long for Unix sockets: $D"
chmod 755 "$D"
/usr/sbin/runuser -u mail -- test -x "$D" || die "user mail cannot reach $D: its parents need o+x"
dom=${MAILHOST_DOMAIN:-example.test} pass=${MAILHOST_PASSWORD:-test-password}
users=${MAILHOST_USERS:-alice editor1 editor2 reports upper}
stop_all                                                   # one of them may be left over
mkdir -p "$D"/{data,dkim,log,mail,postfix,queue,run,state,tls}
chown mail:mail "$D/mail"; chown postfix "$D/data"
if [ ! -s "$D/tls/server.pem" ]; then                      # own CA, one server certificate
    (cd "$D/tls"; umask 077
     openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=mailhost CA" -keyout ca.key -out ca.pem
     openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr
     openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -out server.pem \
         -extfile <(echo "subjectAltName=DNS:localhost,DNS:mail.$dom,IP:127.0.0.1")
     chmod 644 ca.pem) >"$D/log/openssl.log" 2>&1 || die "openssl failed: $D/log/openssl.log"
fi
sel=office
if [ ! -s "$D/dkim/$sel.private" ]; then                   # the domain's key, and DNS as a file
    (umask 077; openssl genrsa -out "$D/dkim/$sel.private" 2048) 2>>"$D/log/openssl.log" || die "openssl failed"
    echo "$sel._domainkey.$dom v=DKIM1; k=rsa; p=$(openssl rsa -in "$D/dkim/$sel.private" -pubout 2>/dev/null |
        grep -v -e -- | tr -d '\n')" >"$D/dkim/public-keys"
    chown opendkim "$D/dkim" "$D/dkim/$sel.private"; chmod 750 "$D/dkim"
fi
echo "key $dom:$sel:$D/dkim/$sel.private" >"$D/dkim/KeyTable"
echo "*@$dom key" >"$D/dkim/SigningTable"
: >"$D/users"; : >"$D/postfix/mailboxes"
chown root:dovecot "$D/users"; chmod 640 "$D/users"
for u in $users; do echo "$u:{PLAIN}$pass" >>"$D/users"; echo "$u@$dom $u" >>"$D/postfix/mailboxes"; done
sieve=$(cd /usr/lib/dovecot/modules 2>/dev/null && ls lib90_sieve_plugin.so 2>/dev/null || true)

block() { printf '%s {\n' "$1"; shift; printf '  %s\n' "$@" '}'; }   # Dovecot: one setting a line
listener() { printf 'inet_listener %s {\n  port = %s\n  ssl = %s\n}\n' "$@"; }
configure() {                                              # $1: first port
    local b=$1 s
    {   printf '%s\n' "base_dir = $D/run/dovecot" "state_dir = $D/state" "log_path = $D/log/dovecot.log" \
            "protocols = imap pop3 lmtp" "listen = 127.0.0.1" "first_valid_uid = 1" "ssl = yes" \
            "ssl_cert = <$D/tls/server.pem" "ssl_key = <$D/tls/server.key" "auth_mechanisms = plain login" \
            "auth_username_format = %Ln" "mail_location = maildir:~/Maildir" "mail_max_userip_connections = 100" \
            "submission_host = 127.0.0.1:$b" "postmaster_address = postmaster@$dom"
        block passdb "driver = passwd-file" "args = $D/users"
        block userdb "driver = static" "args = uid=mail gid=mail home=$D/mail/%n"
        block "namespace inbox" "inbox = yes"
        block "protocol lmtp" "mail_plugins = ${sieve:+sieve}"
        block "service imap-login" "$(listener imap $((b+3)) no)" "$(listener imaps $((b+4)) yes)"
        block "service pop3-login" "$(listener pop3 $((b+5)) no)" "$(listener pop3s $((b+6)) yes)"
        block "service lmtp" "$(listener lmtp $((b+7)) no)"
        block "service auth" "unix_listener $D/run/sasl {" "mode = 0666" "}"
    } >"$D/dovecot.conf"
    printf '%s\n' "compatibility_level = 3.6" "queue_directory = $D/queue" "data_directory = $D/data" \
        "maillog_file = $D/log/postfix.log" "maillog_file_prefixes = $D" \
        "inet_interfaces = 127.0.0.1" "inet_protocols = ipv4" "disable_dns_lookups = yes" \
        "myhostname = mail.$dom" "mydomain = $dom" "myorigin = $dom" "mydestination =" "mynetworks =" \
        "local_transport = error:5.1.1 no local users" "alias_maps =" "local_recipient_maps =" \
        "default_transport = outside" "recipient_delimiter = +" \
        "virtual_mailbox_domains = $dom" "virtual_mailbox_maps = texthash:$D/postfix/mailboxes" \
        "virtual_transport = lmtp:inet:127.0.0.1:$((b+7))" "smtputf8_enable = no" \
        "message_size_limit = ${MAILHOST_MAX_SIZE:-52428800}" "virtual_mailbox_limit = 0" "notify_classes =" \
        "queue_run_delay = 5s" "minimal_backoff_time = 5s" "maximal_backoff_time = 20s" \
        "smtpd_peername_lookup = no" "smtpd_client_connection_count_limit = 100" \
        "smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination" \
        "smtpd_tls_cert_file = $D/tls/server.pem" "smtpd_tls_key_file = $D/tls/server.key" \
        "smtpd_tls_security_level = may" "smtpd_tls_auth_only = yes" \
        "smtpd_milters = inet:127.0.0.1:$((b+9))" "milter_default_action = tempfail" \
        "milter_macro_daemon_name = mx.$dom" \
        "smtpd_sasl_type = dovecot" "smtpd_sasl_path = $D/run/sasl" >"$D/postfix/main.cf"
    for s in sign verify; do
        printf '%s\n' "Background yes" "PidFile $D/run/opendkim-$s.pid" "UserID opendkim" "Syslog no" \
            "TestPublicKeys $D/dkim/public-keys" "Canonicalization relaxed/relaxed" \
            "AuthservID mx.$dom" "TrustAnchorFile /dev/null" "LogWhy yes" >"$D/opendkim-$s.conf"
    done
    printf '%s\n' "Mode s" "RequireSafeKeys no" "Socket inet:$((b+8))@127.0.0.1" "KeyTable $D/dkim/KeyTable" \
        "SigningTable refile:$D/dkim/SigningTable" "InternalHosts 127.0.0.1" >>"$D/opendkim-sign.conf"
    printf '%s\n' "Mode v" "Socket inet:$((b+9))@127.0.0.1" "AlwaysAddARHeader yes" \
        "RemoveARFrom mx.$dom" >>"$D/opendkim-verify.conf"
    s="-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject"
    s="$s -o smtpd_milters=inet:127.0.0.1:$((b+8)),inet:127.0.0.1:$((b+9))"
    {   echo "127.0.0.1:$b inet n - n - - smtpd"
        echo "127.0.0.1:$((b+1)) inet n - n - - smtpd -o smtpd_tls_security_level=encrypt $s"
        echo "127.0.0.1:$((b+2)) inet n - n - - smtpd -o smtpd_tls_wrappermode=yes $s"
        printf '%s\n' "cleanup unix n - n - 0 cleanup" "qmgr unix n - n 300 1 qmgr" "tlsmgr unix - - n 1000? 1 tlsmgr" \
            "rewrite unix - - n - - trivial-rewrite" "bounce unix - - n - 0 bounce" "defer unix - - n - 0 bounce" \
            "trace unix - - n - 0 bounce" "proxymap unix - - n - - proxymap" "showq unix n - n - - showq" \
            "error unix - - n - - error" "retry unix - - n - - error" \
            "outside unix - n n - - pipe user=nobody argv=/usr/bin/sh -c {exit 68}" \
            "lmtp unix - - n - - lmtp" "scache unix - - n - 1 scache" "anvil unix - - n - 1 anvil" \
            "postlog unix-dgram n - n - 1 postlogd"
    } >"$D/postfix/master.cf"
    printf '%s\n' "MAILHOST_HOST=127.0.0.1" "MAILHOST_DOMAIN=$dom" "MAILHOST_USERS='$users'" \
        "MAILHOST_PASSWORD='$pass'" "MAILHOST_CA=$D/tls/ca.pem" "MAILHOST_MAIL=$D/mail" \
        "SMTP_PORT=$b" "SUBMISSION_PORT=$((b+1))" "SUBMISSIONS_PORT=$((b+2))" "IMAP_PORT=$((b+3))" \
        "IMAPS_PORT=$((b+4))" "POP3_PORT=$((b+5))" "POP3S_PORT=$((b+6))" "LMTP_PORT=$((b+7))" \
        "OPENDKIM_SIGN_PORT=$((b+8))" "OPENDKIM_VERIFY_PORT=$((b+9))" "OPENDKIM_SELECTOR=$sel" \
        "OPENDKIM_DOMAIN=$dom" "OPENDKIM_AUTHSERV_ID=mx.$dom" "OPENDKIM_KEY=$D/dkim/$sel.private" \
        "OPENDKIM_PUBLIC_KEYS=$D/dkim/public-keys" >"$D/ports.env"
}
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
up() {                                                     # $1: first port; all 10 answer and all are ours
    local i strangers=0; for _ in {1..600}; do
        sleep 0.1; for i in {0..9}; do listens $(($1+i)) || continue 2; done
        ! running || return 0; [ $((strangers+=1)) -lt 50 ] || return 1   # a pid is told a little later
    done; return 1
}
free() { local i; for i in {0..9}; do ! listens $(($1+i)) || return 1; done; }
base=${MAILHOST_PORT_BASE:-$(sed -n 's/^SMTP_PORT=//p' "$D/ports.env" 2>/dev/null || true)}
for _ in 1 2 3 4 5; do
    b=${base:-$((20000 + RANDOM % 999 * 10))}
    # Servers that were told to stop may hold their ports for a moment more.
    for _ in {1..100}; do ! free "$b" && [ -n "$base" ] || break; sleep 0.1; done
    free "$b" || { [ -z "$base" ] || die "a port from $b on is taken"; continue; }
    configure "$b"
    /usr/sbin/opendkim -x "$D/opendkim-sign.conf" >>"$D/log/start.log" 2>&1 || continue
    /usr/sbin/opendkim -x "$D/opendkim-verify.conf" >>"$D/log/start.log" 2>&1 || { stop_all; continue; }
    /usr/sbin/dovecot -c "$D/dovecot.conf" >>"$D/log/start.log" 2>&1 || { stop_all; continue; }
    /usr/sbin/postfix -c "$D/postfix" start >>"$D/log/start.log" 2>&1 || true
    if up "$b"; then cat "$D/ports.env"; exit 0; fi
    stop_all
done
die "cannot start, see $D/log"
