/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * read_identity — who sent a letter, by what evidence, to whom, in answer to what
 */
#include "pipeline/reading/read_identity.h"

#include "base/text/address.h"
#include "base/text/utf8.h"
#include "mail/proof.h"
#include "mail/received.h"
#include "mail/sender.h"
#include "mail/signature.h"
#include "mail/words.h"
#include "pipeline/reading/header_fields.h"

#include <string.h>

#define READ_IDENTITY_LINE 500	   /* characters of a name, a reason */
#define READ_IDENTITY_SUBJECT 5000 /* characters */

/* At most so many characters of any text, as a member. */
static void
read_identity_set(json_t *reading, const char *name, const char *text, size_t most)
{
	g_autofree char *line = text ? utf8_one_line(text) : NULL;
	g_autofree char *cut = line ? utf8_truncate(line, most) : NULL;

	record_set_string(reading, name, cut);
}

/* NULL-terminated, strings borrowed from the list; free the array. */
static const char **
read_identity_strings(const json_t *list)
{
	size_t n = json_array_size(list), i;
	const char **strings = g_new0(const char *, n + 1);

	for (i = 0; i < n; i++)
		strings[i] = json_string_value(json_array_get(list, i));
	return strings;
}

/* The keys that came with the job; free the array, its strings are the job's. */
static DkimKey *
read_identity_keys(const json_t *list, size_t *ret_n)
{
	static const char *const states[] = { "found", "none", "again" };
	size_t n = json_array_size(list);
	DkimKey *keys = g_new0(DkimKey, n + 1);

	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(list, i);

		keys[i] = (DkimKey){ .name = record_string(one, "name"),
				     .state = DKIM_KEY_AGAIN,
				     .text = record_string(one, "text") };
		for (size_t k = 0; k < G_N_ELEMENTS(states); k++)
			if (strcmp(record_string(one, "state"), states[k]) == 0)
				keys[i].state = (DkimKeyState)k;
	}
	*ret_n = n;
	return keys;
}

static void
read_identity_evidence(const Scan *scan, const json_t *job, const Sender *sender, json_t *reading)
{
	g_auto(ProofFinding) proof = { 0 };
	g_autofree const char **border = read_identity_strings(record_member(job, "border"));
	g_autofree const char **methods = read_identity_strings(record_member(job, "replies"));
	g_autofree const char **forms = read_identity_strings(record_member(job, "submission"));
	ProofPolicy policy = { .methods = methods,
			       .forms = forms,
			       .domain = record_string(job, "domain"),
			       .authserv_id = record_string(job, "authserv_id"),
			       .border = border,
			       .received_us = record_integer(job, "received_us") };
	g_autofree DkimKey *keys = read_identity_keys(record_member(job, "keys"), &policy.n_keys);
	json_t *names = json_array();

	policy.keys = keys;
	proof_read(scan, &policy, sender->clean ? sender->address : NULL, &proof);
	record_set_string(reading, "evidence", proof.method);
	json_object_set_new(reading, "evidence_failed", json_boolean(proof.failed));
	json_object_set_new(reading, "evidence_again", json_boolean(proof.again));
	read_identity_set(reading, "evidence_why", proof.why ? proof.why : "", READ_IDENTITY_LINE);
	for (char **name = proof.names; *name; name++)
		json_array_append_new(names, json_string(*name));
	json_object_set_new(reading, "evidence_keys", names);
}

void
read_identity_proof(const Scan *scan, const json_t *job, json_t *reading)
{
	g_auto(Sender) sender = { 0 };

	sender_read(scan, &sender);
	read_identity_evidence(scan, job, &sender, reading);
}

/* Shown, never a proof: null where the letter is not signed. */
static void
read_identity_signature(const Scan *scan, const json_t *job, json_t *reading)
{
	g_auto(Signature) signature = { 0 };
	SignatureTrust trust = { record_string(job, "anchors"), record_string(job, "crls"),
				 record_integer(job, "received_us") };
	json_t *object;

	signature_check(scan, &trust, record_string(reading, "from"), &signature);
	json_object_set_new(reading, "signature", json_null());
	if (signature.state == SIGNATURE_NONE)
		return;
	object = json_pack("{s:s, s:s}", "kind", signature.kind, "state",
			   signature_word(signature.state));
	read_identity_set(object, "by", signature.by, READ_IDENTITY_LINE);
	read_identity_set(object, "why", signature.why, READ_IDENTITY_LINE);
	json_object_set_new(reading, "signature", object);
}

static void
read_identity_sender(const Scan *scan, const json_t *job, json_t *reading)
{
	g_auto(Sender) sender = { 0 };

	sender_read(scan, &sender);
	read_identity_set(reading, "from", sender.address, READ_IDENTITY_LINE);
	read_identity_set(reading, "from_name", sender.name, READ_IDENTITY_LINE);
	json_object_set_new(reading, "sender_clean", json_boolean(sender.clean));
	record_set_string(reading, "sender_why", sender.why);
	read_identity_evidence(scan, job, &sender, reading);
}

static void
read_identity_subject(const Scan *scan, json_t *reading)
{
	const ScanHeader *header = scan_header(scan, "Subject", 0);
	g_autofree char *subject = header ? words_decode(header->value, header->n_value) : NULL;

	read_identity_set(reading, "subject", subject ? subject : "", READ_IDENTITY_SUBJECT);
}

static void
read_identity_one_line_header(const Scan *scan, const char *name, const char *member,
			      json_t *reading)
{
	const ScanHeader *header = scan_header(scan, name, 0);
	g_autofree char *value = header ? words_decode(header->value, header->n_value) : NULL;

	read_identity_set(reading, member, value, READ_IDENTITY_LINE);
}

/* What the operator says of a report he took down (add). Anybody can write such fields: they
 * count only where the desk knows the letter for its own. */
static void
read_identity_told(const Scan *scan, json_t *reading)
{
	static const char *const fields[][2] = { { "X-Chengbao-Unit", "unit" },
						 { "X-Chengbao-Author", "author" },
						 { "X-Chengbao-Kind", "kind" },
						 { "X-Chengbao-By", "by" } };
	g_autofree char *order = scan_first_value(scan, "X-Chengbao-Order");
	json_t *told;

	if (g_strcmp0(order, "add") != 0)
		return;
	told = json_object();
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		read_identity_one_line_header(scan, fields[i][0], fields[i][1], told);
	json_object_set_new(reading, "told", told);
}

/* Whoever else has a copy, also of a letter that was sent on as it is (RFC 5322 3.6.6). Yours. */
static json_t *
read_identity_copies(const Scan *scan)
{
	static const char *const fields[] = { "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc" };
	json_t *copies = header_fields_addresses(scan, "Cc");

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		g_autoptr(json_t) more = header_fields_addresses(scan, fields[i]);

		json_array_extend(copies, more);
	}
	return copies;
}

void
read_identity(const Scan *scan, const json_t *job, json_t *reading)
{
	g_autoptr(json_t) ids = header_fields_ids(scan, "Message-ID");

	read_identity_sender(scan, job, reading);
	read_identity_subject(scan, reading);
	record_set_string(reading, "message_id", json_string_value(json_array_get(ids, 0)));
	json_object_set_new(reading, "in_reply_to", header_fields_ids(scan, "In-Reply-To"));
	json_object_set_new(reading, "references", header_fields_ids(scan, "References"));
	json_object_set_new(reading, "to", header_fields_addresses(scan, "To"));
	json_object_set_new(reading, "cc", read_identity_copies(scan));
	record_set_integer(reading, "date_us", header_fields_date(scan));
	record_set_integer(reading, "relayed_us", header_fields_relayed(scan));
	json_object_set_new(reading, "circles",
			    json_boolean(header_fields_hops(scan) > RECEIVED_MOST));
	read_identity_one_line_header(scan, "X-Chengbao-Issue", "issue", reading);
	read_identity_told(scan, reading);
	json_object_set_new(reading, "ambiguous", json_boolean(scan->ambiguous));
	record_set_string(reading, "ambiguous_why", scan->why);
	record_set_string(reading, "limit", scan->limit);
	if (!scan->limit)
		read_identity_signature(scan, job, reading);
}
