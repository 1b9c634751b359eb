/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scheme — the office's rules for points, as data
 *
 * A scheme file is a list of `[rule NAME]` sections: which event, of which
 * journal, level or kind, between which days, gives how many points. The first
 * rule, in file order, that fits an event counts; a rule that leaves a key out
 * fits everything there.
 *
 * Not here: splitting points among writers (assess/ledger), files (the caller).
 */
#ifndef CHENGBAO_ASSESS_SCHEME_H
#define CHENGBAO_ASSESS_SCHEME_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCHEME_MAX_BYTES (1u << 20)
#define SCHEME_MAX_POINTS 100000

typedef struct Scheme Scheme;

typedef enum { SCHEME_ISSUED, SCHEME_ADOPTED } SchemeEvent;

typedef struct {
	char *where; /* "assess/default.scheme:12", the rule's first line */
	char *name;
	SchemeEvent event;
	char **journals, **levels, **kinds; /* NULL-terminated; empty: any */
	int64_t hundredths;		    /* of a point; may be negative */
	int from_day, until_day;	    /* YYYYMMDD, both inclusive; 0: open */
	char *source;			    /* the regulation it is taken from; NULL: not said */
} SchemeRule;

/* What a rule is asked about; journal, level and kind may be NULL. */
typedef struct {
	SchemeEvent event;
	const char *journal, *level, *kind;
	int64_t at_us;
} SchemeCase;

/* Reads one file (UTF-8 with or without BOM, or GB18030). `name` is the path as an
 * operator writes it, relative to the office. `problems` (char *) receives every error
 * as `FILE:LINE:COL: message`; then it gives NULL. */
Scheme *scheme_load(const char *name, const char *bytes, size_t n_bytes, GPtrArray *problems);

/* Adds the rules of a further file behind those there are. False: see `problems`. */
bool scheme_add(Scheme *scheme, const char *name, const char *bytes, size_t n_bytes,
		GPtrArray *problems);

/* The zone in which from/until days begin and end; Asia/Shanghai unless said. An unknown
 * name counts as UTC. */
void scheme_set_zone(Scheme *scheme, const char *zone);

/* The first rule that fits; NULL: no points for this. Borrowed. */
const SchemeRule *scheme_match(const Scheme *scheme, const SchemeCase *wanted);

/* All rules (SchemeRule) in file order. Borrowed. */
const GPtrArray *scheme_rules(const Scheme *scheme);

/* SHA-256 hex of all bytes read. Borrowed. */
const char *scheme_hash(const Scheme *scheme);

void scheme_free(Scheme *scheme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scheme, scheme_free)

#endif
