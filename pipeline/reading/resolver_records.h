/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resolver_records — what desk and resolver say to each other
 *
 * desk → resolver   start   first: which name server
 *                   look    one name
 * resolver → desk   key     what is there
 */
#ifndef CHENGBAO_PIPELINE_READING_RESOLVER_RECORDS_H
#define CHENGBAO_PIPELINE_READING_RESOLVER_RECORDS_H

#include "base/record.h"

/* {"type":"start","server":null,"directory":"…","closed":["…"]}
 * {"type":"look","name":"s._domainkey.a.example"} */
extern const RecordField resolver_records_from_desk[];

/* {"type":"key","name":"…","state":"found|none|again","text":"…","ttl_s":60,"why":null} */
extern const RecordField resolver_records_from_resolver[];

#endif
