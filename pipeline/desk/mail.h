/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mail — what the desk wants written: mailings that are due, asks that are open
 *
 * A decision and the mails that follow from it are events of one transaction;
 * composing them comes later (printing) and may be repeated.
 */
#ifndef CHENGBAO_PIPELINE_DESK_MAIL_H
#define CHENGBAO_PIPELINE_DESK_MAIL_H

#include "pipeline/desk/desk.h"

typedef struct {
	const char *template_name; /* publish/templates/NAME */
	const char *purpose;	   /* ask receipt notice issue report alarm */
	const char *to;
	int64_t item, issue, ask; /* 0: none */
	int64_t cause;		  /* the letter that brought it about, which it answers */
	json_t *params;		  /* taken; further members of the snapshot, or NULL */
	int64_t not_before_us;	  /* it is not written earlier; 0: at once */
} MailOrder;

/* Makes a mail due. Errors: STORE. */
bool mail_due(Desk *desk, const MailOrder *order, GError **error);

typedef struct {
	const char *kind; /* review sign list confirm */
	const char *person;
	int64_t item, revision, issue, edition;
	json_t *params; /* taken; kept with the ask */
} MailAsk;

/* Opens an ask and makes its mail due (order's ask is filled in). *ret_ask may be NULL. */
bool mail_ask(Desk *desk, const MailAsk *ask, MailOrder *order, int64_t *ret_ask, GError **error);

/* Closes open asks: of an item, or of an issue. state: answered | void. */
bool mail_close_item(Desk *desk, int64_t item, const char *state, const char *by, int64_t cause,
		     GError **error);
bool mail_close_issue(Desk *desk, int64_t issue, const char *state, const char *by, int64_t cause,
		      GError **error);
bool mail_close(Desk *desk, int64_t ask, const char *state, const char *by, int64_t cause,
		GError **error);

/* An alarm to the operator (the chief where there is none): one line of what and what to do. */
bool mail_alarm(Desk *desk, const char *what, const char *detail, int64_t item, int64_t cause,
		GError **error);

/* The first person of a role now, else the first of `otherwise`; NULL: nobody. */
const Person *mail_first(const Desk *desk, Role role, Role otherwise);

/* Whether such a mail went to this address within the last hour. */
bool mail_within_hour(Desk *desk, const char *template_name, const char *to, bool *ret_yes,
		      GError **error);

#endif
