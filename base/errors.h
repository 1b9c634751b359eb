/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors — one domain whose codes name the remedy
 *
 * Functions return false or NULL exactly when *error is set. The code says
 * what the caller must do, the message what happened, to what, and what a
 * person can do about it.
 *
 * Not here: logging (pipeline/ logs an error once, where it decides on it).
 */
#ifndef CHENGBAO_BASE_ERRORS_H
#define CHENGBAO_BASE_ERRORS_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
	ERRORS_AGAIN,	/* the world is not ready: try again later (75) */
	ERRORS_MAIL,	/* this letter cannot be handled: set it aside, go on */
	ERRORS_CONFIG,	/* the operator's file; the message begins file:line:col: (78) */
	ERRORS_STORE,	/* the store cannot keep its promise: stop (74) */
	ERRORS_REFUSED, /* what was asked is not allowed or not there (1) */
	ERRORS_USAGE,	/* the command line is wrong (64) */
} ErrorsCode;

#define ERRORS errors_quark()
GQuark errors_quark(void);

/* Sets *error and returns false, so that a caller can `return errors_set(…)`. */
bool errors_set(GError **error, ErrorsCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* As errors_set, with ": " and the text of `saved_errno` appended, and what to do about a
 * full disk or a lack of open files. */
bool errors_errno(GError **error, ErrorsCode code, int saved_errno, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/* The exit code of CONTRACT for an error: 1, 64, 74, 75 or 78. */
int errors_exit_code(const GError *error);

#endif
