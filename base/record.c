/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record — one table per record type serves writer, checker and fuzz target
 */
#include "base/record.h"

#include "base/errors.h"

#include <string.h>

#define RECORD_DEPTH 8

static bool record_check_at(const RecordField *table, const json_t *record, int depth,
			    GError **error);

static bool
record_wrong(GError **error, const char *name, const char *what)
{
	return errors_set(error, ERRORS_MAIL, "record member %s: %s", name, what);
}

static bool
record_check_text(const char *name, const json_t *value, size_t max, GError **error)
{
	if (!json_is_string(value))
		return record_wrong(error, name, "not a string");
	if (json_string_length(value) > max)
		return record_wrong(error, name, "too long");
	/* jansson checks UTF-8 and, without JSON_ALLOW_NUL, refuses NUL. */
	return true;
}

static bool
record_check_list(const RecordField *field, const json_t *value, int depth, GError **error)
{
	size_t i;
	json_t *element;

	if (!json_is_array(value))
		return record_wrong(error, field->name, "not a list");
	if (json_array_size(value) > field->max)
		return record_wrong(error, field->name, "too many elements");
	json_array_foreach (value, i, element) {
		if (field->type == RECORD_TEXTS) {
			if (!record_check_text(field->name, element, RECORD_LINE_BYTES, error))
				return false;
		} else if (field->type == RECORD_INTEGERS) {
			if (!json_is_integer(element) || json_integer_value(element) < 0)
				return record_wrong(error, field->name, "not a number");
		} else if (!record_check_at(field->members, element, depth + 1, error)) {
			return false;
		}
	}
	return true;
}

static bool
record_check_integer(const RecordField *field, const json_t *value, GError **error)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value))
		return record_wrong(error, field->name, "not a number");
	if (field->type == RECORD_INTEGER &&
	    (number < 0 || (field->max && (uint64_t)number > field->max)))
		return record_wrong(error, field->name, "out of range");
	return true;
}

static bool
record_check_field(const RecordField *field, const json_t *value, int depth, GError **error)
{
	switch (field->type) {
	case RECORD_TEXT:
		return record_check_text(field->name, value, field->max, error);
	case RECORD_INTEGER:
	case RECORD_SIGNED:
		return record_check_integer(field, value, error);
	case RECORD_BOOL:
		return json_is_boolean(value) || record_wrong(error, field->name, "not a boolean");
	case RECORD_OBJECT:
		return record_check_at(field->members, value, depth + 1, error);
	case RECORD_LIST:
	case RECORD_TEXTS:
	case RECORD_INTEGERS:
		return record_check_list(field, value, depth, error);
	}
	return record_wrong(error, field->name, "unknown type");
}

static const RecordField *
record_find(const RecordField *table, const char *name)
{
	for (; table->name; table++)
		if (strcmp(table->name, name) == 0)
			return table;
	return NULL;
}

static bool
record_check_at(const RecordField *table, const json_t *record, int depth, GError **error)
{
	const char *name;
	json_t *value;

	if (depth > RECORD_DEPTH)
		return errors_set(error, ERRORS_MAIL, "record nested too deeply");
	if (!json_is_object(record))
		return errors_set(error, ERRORS_MAIL, "record is not an object");
	json_object_foreach ((json_t *)record, name, value)
		if (!record_find(table, name))
			return record_wrong(error, name, "unknown");
	for (; table->name; table++) {
		value = json_object_get(record, table->name);
		if (!value || json_is_null(value)) {
			if (!table->optional)
				return record_wrong(error, table->name, "missing");
		} else if (!record_check_field(table, value, depth, error)) {
			return false;
		}
	}
	return true;
}

bool
record_check(const RecordField *table, const json_t *record, GError **error)
{
	return record_check_at(table, record, 0, error);
}

json_t *
record_parse(const RecordField *table, const char *bytes, size_t n_bytes, GError **error)
{
	json_error_t why;
	g_autoptr(json_t) record = NULL;

	if (n_bytes > RECORD_MAX_BYTES) {
		errors_set(error, ERRORS_MAIL, "record too long");
		return NULL;
	}
	record = json_loadb(bytes, n_bytes, JSON_REJECT_DUPLICATES, &why);
	if (!record) {
		errors_set(error, ERRORS_MAIL, "not a record: %s", why.text);
		return NULL;
	}
	if (!record_check(table, record, error))
		return NULL;
	return g_steal_pointer(&record);
}

char *
record_text(const json_t *record)
{
	char *dumped = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	char *text = g_strdup(dumped);

	g_assert(dumped);
	free(dumped);
	return text;
}

const char *
record_string(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

int64_t
record_integer(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

bool
record_bool(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}

const json_t *
record_member(const json_t *object, const char *name)
{
	const json_t *member = json_object_get(object, name);

	return member && !json_is_null(member) ? member : NULL;
}

void
record_set_string(json_t *object, const char *name, const char *text)
{
	json_t *value = text ? json_string(text) : json_null();

	g_assert(value);
	json_object_set_new(object, name, value);
}

void
record_set_integer(json_t *object, const char *name, int64_t value)
{
	json_object_set_new(object, name, json_integer(value));
}
