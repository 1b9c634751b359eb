/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * automatic — letters that no person wrote
 *
 * By headers first; then by the subjects and texts of Chinese mail systems, which mark
 * nothing in headers (DOMAIN §0.4). Subjects count as prefixes, texts as whole messages:
 * a report about 自动回复 is a report.
 *
 * Not here: what is done with them (pipeline/desk).
 */
#ifndef CHENGBAO_MAIL_AUTOMATIC_H
#define CHENGBAO_MAIL_AUTOMATIC_H

#include "mail/scan.h"
#include "mail/structure.h"

/* The kind of automatic letter: "bounce", "complaint", "receipt", "vacation", "recall" or
 * "list" (static); NULL: a person wrote it. Machines' letters that are none of these
 * (Auto-Submitted: auto-generated, our own among them) are "list". `subject` and `text` are
 * decoded UTF-8, `structure` may be NULL.
 * Source: RFC 3834 §5, RFC 3462, RFC 5965, RFC 8098. */
const char *automatic_kind(const Scan *scan, const char *subject, const char *text,
			   const Structure *structure);

/* The Message-ID (with its brackets) of the letter a bounce or receipt speaks of: from the
 * machine-readable part, else from the returned headers, else from a plain copy in the text.
 * Yours; NULL when it names none. */
char *automatic_bounced_id(const Structure *structure);

#endif
