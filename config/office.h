/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office — office.conf, people.csv and the calendar as one checked value
 *
 * office_load reads every file of an office directory and reports every error
 * of every file, each `FILE:LINE:COL: message`. What it gives is complete:
 * defaults are filled in, names are resolved, nothing needs a second look.
 *
 * Not here: rules and schemes (filters/, assess/), passwords' contents.
 */
#ifndef CHENGBAO_CONFIG_OFFICE_H
#define CHENGBAO_CONFIG_OFFICE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "config/calendar.h"
#include "config/roster.h"

/* How to log in to a mail server; all NULL where there is none. */
typedef struct {
	char *user;
	char *password; /* as written: file:PATH, or NULL; read by the worker alone */
	bool oauth;	/* that file holds a bearer token instead, kept fresh by another program */
	char *ca_file;	/* absolute; NULL: the system's */
} Login;

typedef struct {
	char *name;
	char *url; /* maildir:PATH, mbox:PATH, imap[s]://…, pop3[s]://… (imap, pop3: STARTTLS) */
	char **folders; /* NULL-terminated; INBOX where none is named */
	Login login;
	enum { SOURCE_KEEP, SOURCE_FLAG, SOURCE_MOVE, SOURCE_DELETE } after;
	char *move_to;	/* folder for SOURCE_MOVE */
	int64_t poll_s; /* where there is no IDLE or inotify; default 60 */
} Source;

typedef struct {
	char *url; /* maildir:PATH, smtps://…, smtp://… (STARTTLS required) */
	Login login;
	char *from; /* envelope sender; default the office's mailbox */
	char *helo;
	int64_t acknowledge_s; /* how long an acknowledgement waits for others; 0: not at all */
	int per_day;	       /* mails it takes in a day; 0: no limit */
} Relay;

/* Days and times at which something is done, on workdays. */
typedef struct {
	bool at_once;  /* whenever there is something to do */
	unsigned days; /* bit 0 = Monday */
	int *minutes;  /* minutes after midnight, ended by -1 */
} Schedule;

typedef struct {
	char *name;
	char *level;	/* county, city, province, central … */
	char **signers; /* roles or addresses, in order */
	char **to;	/* names of [superior] sections */
	char **kinds;	/* kinds that go here first; NULL where none is named */
	Schedule schedule;
	int first_number; /* of the year this office starts in; default 1 */
	int first_total;
} Journal;

typedef struct {
	char *name;
	char *level;
	char **addresses; /* all may answer and book; the first of `address` receives */
} Superior;

typedef struct {
	bool working; /* days of working time, else seconds of clock time */
	int64_t amount;
} Period;

#define OFFICE_ANCHORS_BYTES (256u << 10) /* of [trust] anchors */
#define OFFICE_CRLS_BYTES (1u << 20)	  /* of the revocation lists beside it, as PEM */

/* [trust] of the method `token`: which answers its word alone carries out, and until when. */
typedef struct {
	int64_t window_s; /* clock time after its mail was written; default 3 days */
	char **verbs;	  /* token-verbs; default: all that can be taken back */
	char **always;	  /* confirm-always: confirmed by a second mail however proven */
	int64_t hold_s;	  /* what a token approved is not printed before; default 30 minutes */
	char **notice;	  /* addresses that hear of each action besides the person himself */
	int daily_cap;	  /* of one person in 24 hours; what comes after is confirmed */
} TokenTrust;

typedef struct Office {
	char *directory; /* absolute */
	char *name, *mailbox, *domain /* of mailbox */, *zone, *language, *duty_phone;
	char *store_url, *spool; /* spool: absolute path */
	char **rule_files;	 /* absolute paths, in name order; empty: shipped rules stand in */
	char **scheme_files;
	char *reference; /* absolute: folder of documents that may be copied from; NULL: none */
	Calendar *calendar;
	Roster *roster;
	GPtrArray *sources; /* Source */
	Relay relay;
	char **replies;	       /* [trust] replies */
	char *authserv_id;     /* NULL: none */
	char **border;	       /* [trust] border hosts */
	char *resolver;	       /* [trust] resolver, ADDRESS[:PORT]; NULL: the system's */
	char **submission;     /* [trust] submission: esmtpsa, coremail:HOST */
	bool submission_shown; /* doctor border has shown it for these very settings */
	char *anchors;	       /* [trust] anchors: the file's PEM; NULL: none */
	char *crls;	       /* the revocation lists beside it, PEM; NULL: none */
	bool reports_flag;     /* reports = flag (default), else hold */
	TokenTrust token;
	bool recorded_signoff; /* [trust] allow-recorded-signoff */
	char **sign_off;       /* steps: editor, chief */
	char **reasons;	       /* 因1, 因2 …; NULL with office_load_minimal */
	Period deadline, urgent;
	char *alert;	      /* absolute: the program run for what is urgent; NULL: none */
	Schedule lists;	      /* when editors get the list of what waits for them */
	GPtrArray *journals;  /* Journal */
	GPtrArray *superiors; /* Superior */
	char *people_path;    /* absolute */
	char *conf_hash, *people_hash;	       /* SHA-256 hex of the files read */
	GPtrArray *named_kinds, *named_topics; /* OfficeNaming; see the functions */
} Office;

/* A kind or topic that office.conf or people.csv names, and where. */
typedef struct {
	char *name;
	char *where; /* "people.csv:6:60" */
} OfficeNaming;

/* Loads DIR. `problems` (char*, borrowed array) receives every error line; `notes`
 * every warning and default that stands in. Gives NULL when there was an error.
 * Errors: none besides the lines in `problems`. */
Office *office_load(const char *directory, GPtrArray *problems, GPtrArray *notes);

/* The same without people.csv, rules or calendar: what `ingest` needs. */
Office *office_load_minimal(const char *directory, GPtrArray *problems);

void office_free(Office *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Office, office_free)

/* What a proof of submission was shown for: a line that changes with each setting it rests
 * on. Yours. Where doctor border writes it: OFFICE_SHOWN in the office directory. */
#define OFFICE_SHOWN "submission.shown"
char *office_submission_terms(const Office *office);

const Journal *office_journal(const Office *office, const char *name);
const Superior *office_superior(const Office *office, const char *name);
/* The superior one of whose addresses this is; NULL: none. */
const Superior *office_superior_by_address(const Office *office, const char *address);

/* The journal an item of this kind goes to when the approval names none. */
const Journal *office_journal_for_kind(const Office *office, const char *kind);

/* A path of a configuration value, made absolute against the office directory. Yours.
 * Source.url, Relay.url, store_url and password hold paths as they were written. */
char *office_path(const Office *office, const char *path);

/* Every kind ([journal] kinds) and topic (people.csv topics, without `*`) that the office
 * names: the caller checks them against the rules and says `WHERE: message`. Lists of
 * OfficeNaming in order of file; free them with g_ptr_array_unref. */
GPtrArray *office_named_kinds(const Office *office);
GPtrArray *office_named_topics(const Office *office);

/* Due time: `from_us` plus a period, in clock or working time. */
int64_t office_due(const Office *office, Period period, int64_t from_us);

/* The first time of the schedule strictly after that moment; INT64_MAX: never. */
int64_t office_next(const Office *office, const Schedule *schedule, int64_t after_us);

/* The same at the schedule's times of every day, holidays too. */
int64_t office_next_daily(const Office *office, const Schedule *schedule, int64_t after_us);

#endif
