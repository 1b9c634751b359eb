/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-letter — any bytes through scan, sender, signature, structure and automatic
 */
#include <stdint.h>
#include <string.h>

#include "base/text/utf8.h"
#include "mail/automatic.h"
#include "mail/sender.h"
#include "mail/signature.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	structure_load(NULL);
	g_autoptr(Scan) scan = scan_letter((const char *)bytes, n_bytes);
	g_auto(Sender) sender = { 0 };
	g_assert(sender_read(scan, &sender) == (sender.why == NULL));
	for (size_t i = 0; i < scan->n_headers; i++) {
		g_autofree char *value = scan_value(&scan->headers[i]);
		g_assert(!strpbrk(value, "\r\n"));
	}
	g_auto(Signature) signature = { 0 };
	if (!scan->limit)
		signature_check(scan, &(SignatureTrust){ NULL, NULL, 0 }, "a@b.example",
				&signature);
	g_assert((signature.kind == NULL) == (signature.state == SIGNATURE_NONE));
	g_assert(signature.state != SIGNATURE_VALID); /* nobody vouches */
	g_autoptr(Structure) structure = scan->limit ? NULL : structure_read(scan, NULL);
	if (!structure)
		return 0;
	g_autoptr(StructureText) text = structure_text(structure);
	g_assert(!text->plain || utf8_valid(text->plain, strlen(text->plain)));
	g_assert(!text->html || utf8_valid(text->html, strlen(text->html)));
	automatic_kind(scan, sender.name, text->plain, structure);
	g_autofree char *id = automatic_bounced_id(structure);
	g_assert(!id || id[0] == '<');
	return 0;
}
