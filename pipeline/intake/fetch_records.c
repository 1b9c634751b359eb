/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_records — what desk and fetcher say to each other
 */
#include "pipeline/intake/fetch_records.h"

#include "pipeline/confine.h"

#define FETCH_PATH_BYTES 4096
#define FETCH_TEXT_BYTES 4096
#define FETCH_LIST_MAX 1000

static const RecordField fetch_records_position[] = {
	{ "folder", RECORD_TEXT, false, FETCH_TEXT_BYTES, NULL },
	{ "uidvalidity", RECORD_INTEGER, false, UINT32_MAX, NULL },
	{ "uid", RECORD_INTEGER, false, UINT32_MAX, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};

const RecordField fetch_records_from_desk[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "source", RECORD_TEXT, true, 256, NULL },
	{ "url", RECORD_TEXT, true, FETCH_PATH_BYTES, NULL },
	{ "folders", RECORD_TEXTS, true, FETCH_LIST_MAX, NULL },
	{ "user", RECORD_TEXT, true, 512, NULL },
	{ "password", RECORD_TEXT, true, FETCH_PATH_BYTES, NULL },
	{ "oauth", RECORD_BOOL, true, 0, NULL },
	{ "ca", RECORD_TEXT, true, FETCH_PATH_BYTES, NULL },
	{ "after", RECORD_TEXT, true, 16, NULL },
	{ "move_to", RECORD_TEXT, true, FETCH_TEXT_BYTES, NULL },
	{ "poll_s", RECORD_INTEGER, true, 86400, NULL },
	{ "once", RECORD_BOOL, true, 0, NULL },
	{ "mailbox", RECORD_TEXT, true, 512, NULL },
	{ "positions", RECORD_LIST, true, FETCH_LIST_MAX, fetch_records_position },
	{ "directory", RECORD_TEXT, true, FETCH_PATH_BYTES, NULL },
	{ "closed", RECORD_TEXTS, true, CONFINE_CLOSED_MAX, NULL },
	{ "ticket", RECORD_INTEGER, true, 0, NULL },
	{ "letter", RECORD_INTEGER, true, 0, NULL },
	{ "again", RECORD_BOOL, true, 0, NULL },
	{ "sha256", RECORD_TEXT, true, 64, NULL },
	{ "place", RECORD_TEXT, true, 256, NULL },
	{ "known", RECORD_BOOL, true, 0, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};

const RecordField fetch_records_from_fetcher[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "ticket", RECORD_INTEGER, true, 0, NULL },
	{ "key", RECORD_TEXT, true, FETCH_TEXT_BYTES, NULL },
	{ "folder", RECORD_TEXT, true, FETCH_TEXT_BYTES, NULL },
	{ "uidvalidity", RECORD_INTEGER, true, UINT32_MAX, NULL },
	{ "uid", RECORD_INTEGER, true, UINT32_MAX, NULL },
	{ "mark", RECORD_INTEGER, true, UINT32_MAX, NULL },
	{ "bytes", RECORD_INTEGER, true, 0, NULL },
	{ "received_us", RECORD_INTEGER, true, 0, NULL },
	{ "envelope_from", RECORD_TEXT, true, 512, NULL },
	{ "ok", RECORD_BOOL, true, 0, NULL },
	{ "error", RECORD_TEXT, true, FETCH_TEXT_BYTES, NULL },
	{ "idle", RECORD_BOOL, true, 0, NULL },
	{ "parked", RECORD_TEXTS, true, FETCH_PARKED_MAX, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};
