/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_records — what desk and fetcher say to each other
 *
 * desk → fetcher   start   first: the source and where we were
 *                  file    answer to open, with a descriptor for writing
 *                  done    the letter is durable: acknowledge it to the source
 *                  known   answer to ask
 * fetcher → desk   open    may I have a file?
 *                  taken   the file is whole; `mark`: every UID up to it of this
 *                          folder is taken in, so that it may be the position
 *                  drop    forget the file
 *                  ask     is a letter with this key here already?
 *                  state   how the source is, after a sweep or an error
 *
 * One table for each direction; `type` says which members are meant.
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_RECORDS_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_RECORDS_H

#include "base/record.h"

#define FETCH_TICKETS 32 /* files a fetcher may have open or not yet done */
#define FETCH_LETTER_BYTES (UINT64_C(256) << 20)
#define FETCH_PARKED_MAX 100

/* {"type":"start","source":"…","url":"…","folders":[…],"user":null,"password":"file:…",
 *  "ca":null,"after":"keep|flag|move|delete","move_to":null,"poll_s":60,"once":false,
 *  "mailbox":"…","positions":[{"folder":"INBOX","uidvalidity":1,"uid":42}],"directory":"…",
 *  "closed":["…"]}
 * {"type":"file","ticket":1} + fd      {"type":"done","ticket":1,"letter":7,"again":false}
 * {"type":"known","known":true} */
extern const RecordField fetch_records_from_desk[];

/* {"type":"open"}     {"type":"drop","ticket":1}     {"type":"ask","key":"…"}
 * {"type":"taken","ticket":1,"key":"…","folder":null,"uidvalidity":0,"uid":0,"mark":0,
 *  "bytes":1,"received_us":0,"envelope_from":null}
 * {"type":"state","ok":true,"error":null,"idle":true,"parked":["…"]} */
extern const RecordField fetch_records_from_fetcher[];

#endif
