/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * header_fields — message ids, address lists and the date of a letter, for the record
 */
#include "pipeline/reading/header_fields.h"

#include "base/clock.h"
#include "base/text/address.h"
#include "base/text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define HEADER_FIELDS_ID_BYTES 998

static void
header_fields_add_ids(json_t *ids, const char *value)
{
	const char *open = value;

	while ((open = strchr(open, '<'))) {
		size_t n = strcspn(++open, "<> \t");
		g_autofree char *id = NULL;

		if (open[n] != '>' || n == 0 || n > HEADER_FIELDS_ID_BYTES)
			continue;
		id = g_strndup(open, n);
		if (!g_str_is_ascii(id))
			continue;
		if (json_array_size(ids) >= HEADER_FIELDS_IDS)
			json_array_remove(ids, 1); /* the first of a thread and the newest stay */
		json_array_append_new(ids, json_string(id));
	}
}

json_t *
header_fields_ids(const Scan *scan, const char *name)
{
	json_t *ids = json_array();
	const ScanHeader *header;

	for (size_t i = 0; (header = scan_header(scan, name, i)) && i < 10; i++) {
		g_autofree char *value = scan_value(header);

		header_fields_add_ids(ids, value);
	}
	return ids;
}

/* The end of one address in a list: a comma or semicolon outside quotes and comments. */
static size_t
header_fields_one(const char *list)
{
	bool quoted = false;
	int comment = 0;
	size_t i;

	for (i = 0; list[i]; i++) {
		if (list[i] == '\\' && list[i + 1])
			i++;
		else if (list[i] == '"' && comment == 0)
			quoted = !quoted;
		else if (list[i] == '(' && !quoted)
			comment++;
		else if (list[i] == ')' && !quoted && comment > 0)
			comment--;
		else if ((list[i] == ',' || list[i] == ';') && !quoted && comment == 0)
			break;
	}
	return i;
}

static void
header_fields_add_address(json_t *addresses, const char *one, size_t n)
{
	g_autofree char *text = g_strndup(one, n);
	char *open = strrchr(text, '<');
	g_autofree char *bare = NULL;
	g_autofree char *normal = NULL;

	if (open)
		bare = g_strndup(open + 1, strcspn(open + 1, ">"));
	else
		bare = g_strdup(text);
	g_strstrip(bare);
	if (!address_valid(bare))
		return;
	normal = address_normal(bare);
	json_array_append_new(addresses, json_string(normal));
}

json_t *
header_fields_addresses(const Scan *scan, const char *name)
{
	json_t *addresses = json_array();
	const ScanHeader *header;

	for (size_t i = 0; (header = scan_header(scan, name, i)) && i < 10; i++) {
		g_autofree char *value = scan_value(header);
		const char *at = value;

		while (*at && json_array_size(addresses) < HEADER_FIELDS_ADDRESSES) {
			size_t n = header_fields_one(at);

			header_fields_add_address(addresses, at, n);
			at += n + (at[n] != '\0');
		}
	}
	return addresses;
}

static int
header_fields_month(const char *word)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; i < 12; i++)
		if (g_ascii_strncasecmp(word, months + 3 * i, 3) == 0)
			return i;
	return -1;
}

static int
header_fields_zone_minutes(const char *zone)
{
	int hours, minutes;
	char sign;

	if (sscanf(zone, " %c%2d%2d", &sign, &hours, &minutes) != 3 ||
	    (sign != '+' && sign != '-') || hours > 14 || minutes > 59)
		return 0; /* GMT, UT, -0000 and what nobody knows */
	return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/* RFC 5322 §3.3, and what old programs wrote (§4.3); 0: impossible. */
static int64_t
header_fields_time(const char *value)
{
	const char *comma = strchr(value, ',');
	const char *at = comma ? comma + 1 : value;
	struct tm when = { 0 };
	char month[4] = "";
	int n = 0, n_time = 0;
	time_t seconds;

	if (sscanf(at, " %2d %3s %4d %2d:%2d%n", &when.tm_mday, month, &when.tm_year, &when.tm_hour,
		   &when.tm_min, &n_time) != 5)
		return 0;
	if (sscanf(at + n_time, ":%2d%n", &when.tm_sec, &n) == 1)
		n_time += n;
	when.tm_mon = header_fields_month(month);
	if (when.tm_mon < 0 || when.tm_year < 1970 || when.tm_year > 9000)
		return 0;
	when.tm_year -= 1900;
	seconds = timegm(&when) - header_fields_zone_minutes(at + n_time) * 60;
	return (int64_t)seconds * CLOCK_SECOND_US;
}

int64_t
header_fields_date(const Scan *scan)
{
	g_autofree char *value = scan_first_value(scan, "Date");

	return value ? header_fields_time(value) : 0;
}

size_t
header_fields_hops(const Scan *scan)
{
	size_t n = 0;

	for (size_t i = 0; i < scan->n_headers; i++)
		n += scan_header_is(&scan->headers[i], "Received");
	return n;
}

int64_t
header_fields_relayed(const Scan *scan)
{
	const ScanHeader *first = NULL;
	g_autofree char *value = NULL;
	const char *semicolon;

	for (size_t i = 0; scan_header(scan, "Received", i); i++)
		first = scan_header(scan, "Received", i);
	value = first ? scan_value(first) : NULL;
	semicolon = value ? strrchr(value, ';') : NULL;
	return semicolon ? header_fields_time(semicolon + 1) : 0;
}
