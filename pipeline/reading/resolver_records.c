/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resolver_records — what desk and resolver say to each other
 */
#include "pipeline/reading/resolver_records.h"

#include "base/wire/txt.h"
#include "mail/dkim_name.h"
#include "pipeline/confine.h"

#define RESOLVER_PATH_BYTES 4096

const RecordField resolver_records_from_desk[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "server", RECORD_TEXT, true, 64, NULL },
	{ "directory", RECORD_TEXT, true, RESOLVER_PATH_BYTES, NULL },
	{ "closed", RECORD_TEXTS, true, CONFINE_CLOSED_MAX, NULL },
	{ "name", RECORD_TEXT, true, DKIM_NAME_BYTES, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};

const RecordField resolver_records_from_resolver[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "name", RECORD_TEXT, false, DKIM_NAME_BYTES, NULL },
	{ "state", RECORD_TEXT, false, 16, NULL },
	{ "text", RECORD_TEXT, true, TXT_BYTES, NULL },
	{ "ttl_s", RECORD_INTEGER, true, INT32_MAX, NULL },
	{ "why", RECORD_TEXT, true, 500, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};
