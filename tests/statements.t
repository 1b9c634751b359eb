#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# statements.t - the schema loads and every statement prepares on PostgreSQL and on
# SQLite, both find the same, and refuse a changed log and what a constraint forbids
#
# A private PostgreSQL without network in a folder of its own, ended by its pid. No
# server package is a loud SKIP of that half.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
server=''
n=0

finish() {
	if [ -n "$server" ]; then
		kill -INT "$server" 2>/dev/null
		while kill -0 "$server" 2>/dev/null; do sleep 0.05; done
	fi
	rm -rf "$work"
}
trap finish EXIT

report() { # STATUS NAME [OUTPUT]
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | sed 's/^/# /'
	fi
}

skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
	echo "NOT CHECKED: $1 ($2)" >&2
}

# An event, then a change of it: what must be refused on both engines.
event="INSERT INTO event VALUES (1, 5, 'letter.taken', '{}', NULL, NULL, NULL, NULL, 'p', 'h');"
letter="INSERT INTO letter (id, sha256, place, bytes, source, received_us, state)
	VALUES (1, 's', 'p', 1, 'drop', 5, 'new');"
sealed="INSERT INTO issue (id, journal, year, number, total, state, edition, made_us, sha256)
	VALUES (1, 'j', 2026, 1, 1, 'sealed', 1, 5, 's');"
item="INSERT INTO item (id, revision, state, letter, received_us, sender, evidence, kind, urgent,
	base_shares, facts) VALUES (1, 1, 'waiting', 1, 5, 'a', 'none', 'k', 0, '[]', '{}');"
entry="INSERT INTO entry VALUES (1, 'r', 1, 1, NULL, 'u', NULL, 100, 'w', 5);"
refused=(
	"UPDATE event SET at_us = 6;" "DELETE FROM event;" "$event" "$letter"
	"UPDATE entry SET hundredths = 0;" "DELETE FROM entry;"
	"UPDATE issue SET number = 2;" "DELETE FROM state;"
	"INSERT INTO line VALUES (1, 1, 1, 1);"
	"INSERT INTO arrival VALUES (7, 'drop', 'a', '', 5, NULL);"
	"UPDATE item SET state = 'lost';"
	"INSERT INTO share VALUES (1, 1, 'u', NULL, 10001);"
	"INSERT INTO history VALUES (1, 1, 5, 'w', 'seal', 'waiting', 'issued', NULL, NULL, NULL);"
	"INSERT INTO issue (id, journal, year, number, state, edition, made_us)
		VALUES (2, 'j', 2026, 1, 'draft', 1, 5);"
	"INSERT INTO issue (id, journal, state, edition, made_us) VALUES (2, 'j', 'sealed', 1, 5);"
)
taken=("$event" "$letter" "$sealed" "$item" "$entry"
	"INSERT INTO history VALUES (1, 1, 5, 'w', 'approve', 'waiting', 'approved', NULL, NULL, NULL);")

# The index of search: three documents, one of which leaves, then all. What is found is told each time.
found="SELECT 'found ' || rowid FROM search('\"x6625 x8015\" \"agdp\"') ORDER BY rowid;"
search=("INSERT INTO search (rowid, terms) VALUES (4, 'agdp x6625 x8015');"
	"INSERT INTO search (rowid, terms) VALUES (5, 'x8015 x6625 agdp');"
	"INSERT INTO search (rowid, terms) VALUES (10, 'x6625 x8015 x3002 agdp');" "$found"
	"INSERT INTO search (search, rowid, terms) VALUES ('delete', 4, 'agdp x6625 x8015');" "$found"
	"INSERT INTO search (search) VALUES ('delete-all');" "$found")
finds='found 4 found 10 found 10 '

# one_line SQL: as the name of a test
one_line() { tr -s '\n\t' '  ' <<<"${1:0:90}"; }

# ---- PostgreSQL ----
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
as=()
[ "$(id -u)" -ne 0 ] || as=(runuser -u postgres --)

pg() {
	"${as[@]}" env PGOPTIONS='--client-min-messages=warning' "$bin/psql" -X -q -A -t \
		-h "$work/pg" -U desk -d postgres "$@" 2>&1
}

start_postgres() {
	mkdir "$work/pg" && chmod 755 "$work" && chmod 700 "$work/pg"
	[ "$(id -u)" -ne 0 ] || chown postgres "$work/pg"
	(cd "$work/pg" && "${as[@]}" "$bin/initdb" -D "$work/pg/data" -U desk -A trust -N \
		-E UTF8 --locale=C.UTF-8) >"$work/log" 2>&1 || return 1
	(cd "$work/pg" && exec "${as[@]}" "$bin/postgres" -D "$work/pg/data" -k "$work/pg" \
		-c listen_addresses='' -c fsync=off -c shared_buffers=8MB) >>"$work/log" 2>&1 &
	for _ in $(seq 600); do
		if "$bin/pg_isready" -q -h "$work/pg" -U desk; then
			server=$(head -n 1 "$work/pg/data/postmaster.pid")
			return 0
		fi
		sleep 0.1
	done
	return 1
}

if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
	skip 'PostgreSQL takes schema and statements' 'no PostgreSQL server is installed'
elif ! start_postgres; then
	report 1 'PostgreSQL starts' "$(tail -n 20 "$work/log")"
else
	for file in spool/schema.sql spool/schema-postgres.sql; do
		said=$(pg -v ON_ERROR_STOP=1 -1 -f - <"$file")
		report $? "PostgreSQL loads $file" "$said"
	done
	# PREPARE asks for the type of every parameter: one it cannot tell is an error.
	awk '/^-- name: / { if (open) print ";"; print "PREPARE " $3 " AS"; open = 1; next }
	     open { print } END { print ";" }' spool/statements*.sql >"$work/prepare.sql"
	wanted=$(cat spool/statements*.sql | grep -c '^-- name: ')
	said=$( (cat "$work/prepare.sql"
		echo 'SELECT COUNT(*) FROM pg_prepared_statements;') | pg -f -)
	[ "$said" = "$wanted" ]
	report $? "PostgreSQL prepares all $wanted statements" "$said"
	said=$( (cat "$work/prepare.sql"
		echo "SELECT name, parameter_types FROM pg_prepared_statements WHERE
			parameter_types && (SELECT array_agg(oid::regtype) FROM pg_type WHERE
			typname NOT IN ('text', 'int4', 'int8') AND typtype = 'b');") | pg -f -)
	[ -z "$said" ]
	report $? 'PostgreSQL sees only texts and integers as parameters' "$said"
	said=$(printf '%s\n' "${taken[@]}" | pg -v ON_ERROR_STOP=1 -f -)
	report $? 'PostgreSQL takes rows' "$said"
	said=$(printf '%s\n' "${search[@]}" | pg -v ON_ERROR_STOP=1 -f - | tr '\n' ' ')
	[ "$said" = "$finds" ]
	report $? 'PostgreSQL finds phrases, and what left no more' "$said"
	for sql in "${refused[@]}"; do
		! said=$(pg -v ON_ERROR_STOP=1 -c "$sql")
		report $? "PostgreSQL refuses: $(one_line "$sql")" "$said"
	done
fi

# ---- SQLite ----
lite() { sqlite3 -bail "$work/desk.db" "PRAGMA foreign_keys=ON;" "$@" 2>&1; }

if ! command -v sqlite3 >/dev/null; then
	skip 'SQLite takes schema and statements' 'sqlite3 is not installed'
else
	said=$(sqlite3 -bail "$work/desk.db" 2>&1 <spool/schema.sql &&
		sqlite3 -bail "$work/desk.db" 2>&1 <spool/schema-sqlite.sql)
	report $? 'SQLite loads both schemas' "$said"
	awk '/^-- name: / { if (open) print ";"; print "EXPLAIN"; open = 1; next }
	     open { print } END { print ";" }' spool/statements*.sql >"$work/explain.sql"
	said=$(sqlite3 -bail "$work/desk.db" 2>&1 >/dev/null <"$work/explain.sql")
	[ -z "$said" ]
	report $? 'SQLite prepares all statements' "$said"
	said=$(lite "${taken[@]}")
	report $? 'SQLite takes rows' "$said"
	said=$(lite "${search[@]}" | tr '\n' ' ')
	[ "$said" = "$finds" ]
	report $? 'SQLite finds phrases, and what left no more' "$said"
	for sql in "${refused[@]}"; do
		! said=$(lite "$sql")
		report $? "SQLite refuses: $(one_line "$sql")" "$said"
	done
fi
echo "1..$n"
