/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender_records — what desk and sender say to each other
 *
 * desk → sender   start    first: the relay
 *                 send     one dispatch, with a descriptor of its frozen bytes
 * sender → desk   dot      from now on nobody could say whether it was sent
 *                 result   what became of it, for each recipient
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_SENDER_RECORDS_H
#define CHENGBAO_PIPELINE_OUTWARD_SENDER_RECORDS_H

#include "base/record.h"

/* {"type":"start","url":"…","user":null,"password":"file:…","ca":null,"helo":null,"directory":"…"}
 * {"type":"send","dispatch":1,"name":"1.7","from":"…","recipients":["…"]} + fd */
extern const RecordField sender_records_from_desk[];

/* {"type":"dot","dispatch":1}
 * {"type":"result","dispatch":1,"outcome":"sent|deferred|failed|uncertain","reply":"…",
 *  "recipients":[{"address":"…","state":"sent|…","reply":"…"}]} */
extern const RecordField sender_records_from_sender[];

#endif
