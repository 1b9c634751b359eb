/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * header_fields — message ids, address lists and the date of a letter, for the record
 *
 * None of them is proof of anything: who sent a letter is mail/sender's word.
 */
#ifndef CHENGBAO_PIPELINE_READING_HEADER_FIELDS_H
#define CHENGBAO_PIPELINE_READING_HEADER_FIELDS_H

#include "base/record.h"
#include "mail/scan.h"

#define HEADER_FIELDS_IDS 100
#define HEADER_FIELDS_ADDRESSES 100

/* The ids between < and > of all headers of this name, without brackets; of References the
 * last ones count. An array of strings, yours. Source: RFC 5322 §3.6.4. */
json_t *header_fields_ids(const Scan *scan, const char *name);

/* The bare addresses of all headers of this name; what is none is left out. Yours. */
json_t *header_fields_addresses(const Scan *scan, const char *name);

/* The Date header in microseconds UTC; 0 when it has none or an impossible one.
 * Source: RFC 5322 §3.3, §4.3. */
int64_t header_fields_date(const Scan *scan);

/* When the first server took it, as the lowest Received line says; 0 as above.
 * Source: RFC 5321 §4.4. */
int64_t header_fields_relayed(const Scan *scan);

/* How many Received fields it has: each server adds one. Source: RFC 5321 §4.4, §6.3. */
size_t header_fields_hops(const Scan *scan);

#endif
