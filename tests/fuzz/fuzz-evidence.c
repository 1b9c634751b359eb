/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-evidence — any bytes where a border's verdict is looked for
 */
#include <stdint.h>
#include <string.h>

#include "base/text/utf8.h"
#include "mail/evidence.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	static const char *const border[] = { "mx.example", NULL };
	g_autoptr(Scan) scan = scan_letter((const char *)bytes, n_bytes);
	g_auto(Evidence) evidence = { 0 };
	evidence_read(scan, "mx.example", border, "gov.example", &evidence);
	g_assert(!(evidence.passed && evidence.failed));
	g_assert(!evidence.passed || strcmp(evidence.method, "authentication-results") == 0);
	g_assert(utf8_valid(evidence.why, strlen(evidence.why)));
	return 0;
}
