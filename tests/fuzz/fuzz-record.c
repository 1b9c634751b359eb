/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-record — libFuzzer target: what a hostile worker sends to the desk
 *
 * The first octet chooses the job whose table must hold, the rest is the record.
 */
#include <stdint.h>
#include <string.h>

#include "pipeline/reading/complete.h"
#include "pipeline/reading/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const jobs[] = { "read", "part",	"extract", "match",
					    "gate", "commands", "print" };
	const char *job;
	g_autoptr(json_t) reply = NULL;
	g_autoptr(GError) error = NULL;

	if (size < 1)
		return 0;
	job = jobs[data[0] % G_N_ELEMENTS(jobs)];
	reply = record_parse(records_reply(job), (const char *)data + 1, size - 1, &error);
	g_assert((reply == NULL) == (error != NULL));
	if (!reply || !records_sound(job, reply, &error))
		return 0;
	if (strcmp(job, "read") == 0 && record_member(reply, "result")) {
		g_autoptr(json_t) public = reading_public(record_member(reply, "result"));

		g_assert(json_object_size(public) == 23);
	}
	return 0;
}
