/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record — one table per record type serves writer, checker and fuzz target
 *
 * Everything that crosses a process boundary or rests in the log is a JSON
 * object with a table of its members. record_parse is the only way in: bytes
 * from another process are hostile until they have passed the table.
 *
 * Promise: what passed record_check has only members of the table, of the
 * right type, within the limits, and only valid UTF-8 without NUL.
 * Not here: how records travel (base/jail/channel).
 */
#ifndef CHENGBAO_BASE_RECORD_H
#define CHENGBAO_BASE_RECORD_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	RECORD_TEXT,	/* string; max = bytes */
	RECORD_INTEGER, /* integer >= 0 unless max is 0, then any; max = largest value */
	RECORD_SIGNED,	/* any integer */
	RECORD_BOOL,
	RECORD_OBJECT,	 /* members = table */
	RECORD_LIST,	 /* members = table of each element, an object; max = elements */
	RECORD_TEXTS,	 /* list of strings; max = elements, each at most RECORD_LINE_BYTES */
	RECORD_INTEGERS, /* list of integers >= 0; max = elements */
} RecordType;

#define RECORD_LINE_BYTES 4096
#define RECORD_MAX_BYTES (64u << 20) /* a whole record, however it travels */

/* A table ends with a field whose name is NULL. An `optional` member may be
 * absent or null. */
typedef struct RecordField {
	const char *name;
	RecordType type;
	bool optional;
	size_t max;
	const struct RecordField *members;
} RecordField;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Bytes to a checked object. Yours. Errors: MAIL, naming the member. */
json_t *record_parse(const RecordField *table, const char *bytes, size_t n_bytes, GError **error);
bool record_check(const RecordField *table, const json_t *record, GError **error);

/* Canonical form: members sorted, no blanks, UTF-8 unescaped. Yours. */
char *record_text(const json_t *record);

/* Members of checked objects; NULL, 0 or false where absent. Borrowed. */
const char *record_string(const json_t *object, const char *name);
int64_t record_integer(const json_t *object, const char *name);
bool record_bool(const json_t *object, const char *name);
const json_t *record_member(const json_t *object, const char *name);

/* Sets a string member, or null when text is NULL. */
void record_set_string(json_t *object, const char *name, const char *text);
void record_set_integer(json_t *object, const char *name, int64_t value);

#endif
