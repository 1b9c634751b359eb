/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_imap — what the files of the IMAP source share
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_IMAP_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_IMAP_H

#include "base/wire/imap.h"
#include "pipeline/intake/fetch_folder.h"
#include "pipeline/intake/fetch_source.h"

/* A letter on its way through the desk. */
typedef struct {
	FetchFolder *folder;
	uint32_t uidvalidity;
	uint32_t uid;
} FetchImapItem;

typedef struct {
	FetchSource *source;
	GPtrArray *folders;    /* FetchFolder */
	GPtrArray *done;       /* FetchImapItem, durable, not yet acknowledged */
	Imap *imap;	       /* NULL between connections */
	FetchFolder *selected; /* the open folder */
	int64_t retry_ms;
	unsigned n_quick;
	bool trouble;	    /* the last thing told to the desk was bad */
	bool letter_failed; /* the line broke while a letter came */
} FetchImap;

/* One letter of the open folder to the desk; *ret_found is set when there was
 * something to do. Errors: the line was lost, the desk's file cannot be
 * written, or the desk is gone; a letter's own failure is no error. */
bool fetch_imap_letter(FetchImap *self, FetchFolder *folder, uint32_t uid, bool *ret_found,
		       GError **error);

#endif
