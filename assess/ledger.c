/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ledger — what an event is worth, and to whom
 *
 * Promise: the entries of an event sum exactly to the points of its rule; the
 * words in them do not depend on anybody's language, so that a rebuild gives the
 * same rows.
 */
#include "assess/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "base/record.h"

#define LEDGER_MAX_SHARES 1000

typedef struct {
	const json_t *json;
	int64_t weight;
	int64_t hundredths; /* of a point */
	int64_t remainder;
} Share;

static bool
ledger_says(const json_t *event, const char *name)
{
	return record_string(event, name) != NULL;
}

/* False: the type is none that points are given for. */
static bool
ledger_case(const json_t *event, SchemeCase *ret_case, bool *ret_undone)
{
	const char *type = record_string(event, "type");
	const json_t *of_at = record_member(event, "of_at_us");
	bool adopted = ledger_says(event, "superior") ||
		       (ledger_says(event, "level") && !ledger_says(event, "journal"));

	if (!type)
		return false;
	*ret_undone = strcmp(type, "undone") == 0;
	if (strcmp(type, "adopted") != 0 && strcmp(type, "issued") != 0 && !*ret_undone)
		return false;
	*ret_case = (SchemeCase){
		.event = strcmp(type, "adopted") == 0 || (*ret_undone && adopted) ? SCHEME_ADOPTED
										  : SCHEME_ISSUED,
		.journal = record_string(event, "journal"),
		.level = record_string(event, "level"),
		.kind = record_string(event, "kind"),
		.at_us = json_is_integer(of_at) ? json_integer_value(of_at)
						: record_integer(event, "at_us"),
	};
	return true;
}

/* The shares with a weight; *ret_sum is what they weigh together. */
static GArray *
ledger_shares(const json_t *event, int64_t *ret_sum)
{
	const json_t *list = record_member(event, "shares");
	GArray *shares = g_array_new(FALSE, TRUE, sizeof(Share));

	*ret_sum = 0;
	for (size_t i = 0; i < json_array_size(list) && i < LEDGER_MAX_SHARES; i++) {
		const json_t *json = json_array_get(list, i);
		Share share = { .json = json, .weight = record_integer(json, "hundredths") };

		if (share.weight <= 0 || share.weight > 10000)
			continue;
		*ret_sum += share.weight;
		g_array_append_val(shares, share);
	}
	return shares;
}

/* Splits by weight. What is left after rounding down goes, one hundredth each, to the
 * largest remainders. */
static void
ledger_split(GArray *shares, int64_t sum, int64_t hundredths)
{
	int64_t sign = hundredths < 0 ? -1 : 1, left = hundredths * sign;

	for (guint i = 0; i < shares->len; i++) {
		Share *share = &g_array_index(shares, Share, i);

		share->hundredths = hundredths * sign * share->weight / sum;
		share->remainder = hundredths * sign * share->weight % sum;
		left -= share->hundredths;
	}
	for (; left > 0; left--) {
		Share *largest = &g_array_index(shares, Share, 0);

		for (guint i = 1; i < shares->len; i++) {
			Share *share = &g_array_index(shares, Share, i);

			if (share->remainder > largest->remainder)
				largest = share;
		}
		largest->hundredths++;
		largest->remainder = -1;
	}
	for (guint i = 0; i < shares->len; i++)
		g_array_index(shares, Share, i).hundredths *= sign;
}

static char *
ledger_decimal(int64_t hundredths)
{
	int64_t size = hundredths < 0 ? -hundredths : hundredths;

	return g_strdup_printf("%s%" PRId64 ".%02d", hundredths < 0 ? "-" : "", size / 100,
			       (int)(size % 100));
}

/* `市级采用 20.00 × 50.00%`. */
static char *
ledger_why(const SchemeRule *rule, int64_t hundredths, const Share *share, int64_t sum)
{
	g_autofree char *points = ledger_decimal(hundredths);
	g_autofree char *part = ledger_decimal(share->weight * 10000 / sum);

	return share->weight == sum ? g_strdup_printf("%s %s", rule->name, points)
				    : g_strdup_printf("%s %s × %s%%", rule->name, points, part);
}

static void
ledger_copy(json_t *entry, const char *name, const json_t *from)
{
	const json_t *value = record_member(from, name);

	json_object_set_new(entry, name, value ? json_deep_copy(value) : json_null());
}

static json_t *
ledger_entry(const SchemeRule *rule, const json_t *event, const Share *share, const char *why)
{
	json_t *entry = json_object();

	record_set_string(entry, "rule", rule->where);
	ledger_copy(entry, "unit", share->json);
	ledger_copy(entry, "person", share->json);
	record_set_integer(entry, "hundredths", share->hundredths);
	record_set_string(entry, "why", why);
	ledger_copy(entry, "item", event);
	ledger_copy(entry, "letter", event);
	ledger_copy(entry, "at_us", event);
	if (record_member(event, "event"))
		ledger_copy(entry, "event", event);
	else
		record_set_string(entry, "event", record_string(event, "type"));
	return entry;
}

json_t *
ledger_entries(const Scheme *scheme, const json_t *event)
{
	json_t *entries = json_array();
	SchemeCase wanted;
	const SchemeRule *rule;
	bool undone = false;
	int64_t sum = 0, hundredths;
	g_autoptr(GArray) shares = ledger_shares(event, &sum);

	if (!ledger_case(event, &wanted, &undone))
		return entries;
	rule = scheme_match(scheme, &wanted);
	if (!rule || sum == 0)
		return entries;
	hundredths = undone ? -rule->hundredths : rule->hundredths;
	ledger_split(shares, sum, hundredths);
	for (guint i = 0; i < shares->len; i++) {
		const Share *share = &g_array_index(shares, Share, i);
		g_autofree char *why = ledger_why(rule, hundredths, share, sum);

		json_array_append_new(entries, ledger_entry(rule, event, share, why));
	}
	return entries;
}
