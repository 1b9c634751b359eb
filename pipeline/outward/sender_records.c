/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender_records — what desk and sender say to each other
 */
#include "pipeline/outward/sender_records.h"

#include "base/wire/smtp.h"
#include "pipeline/confine.h"

#define SENDER_PATH_BYTES 4096

const RecordField sender_records_from_desk[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "url", RECORD_TEXT, true, SENDER_PATH_BYTES, NULL },
	{ "user", RECORD_TEXT, true, 512, NULL },
	{ "password", RECORD_TEXT, true, SENDER_PATH_BYTES, NULL },
	{ "oauth", RECORD_BOOL, true, 0, NULL },
	{ "ca", RECORD_TEXT, true, SENDER_PATH_BYTES, NULL },
	{ "helo", RECORD_TEXT, true, 255, NULL },
	{ "directory", RECORD_TEXT, true, SENDER_PATH_BYTES, NULL },
	{ "closed", RECORD_TEXTS, true, CONFINE_CLOSED_MAX, NULL },
	{ "dispatch", RECORD_INTEGER, true, 0, NULL },
	{ "name", RECORD_TEXT, true, 128, NULL },
	{ "from", RECORD_TEXT, true, 512, NULL },
	{ "recipients", RECORD_TEXTS, true, SMTP_RECIPIENTS_MAX, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};

static const RecordField sender_records_recipient[] = {
	{ "address", RECORD_TEXT, false, 512, NULL },
	{ "state", RECORD_TEXT, false, 16, NULL },
	{ "reply", RECORD_TEXT, true, SMTP_REPLY_BYTES * 2, NULL },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};

const RecordField sender_records_from_sender[] = {
	{ "type", RECORD_TEXT, false, 16, NULL },
	{ "dispatch", RECORD_INTEGER, false, 0, NULL },
	{ "outcome", RECORD_TEXT, true, 16, NULL },
	{ "reply", RECORD_TEXT, true, SMTP_REPLY_BYTES * 2, NULL },
	{ "recipients", RECORD_LIST, true, SMTP_RECIPIENTS_MAX, sender_records_recipient },
	{ NULL, RECORD_TEXT, false, 0, NULL },
};
