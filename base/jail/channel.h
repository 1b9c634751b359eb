/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * channel — records between our processes, with open files beside them
 *
 * A SOCK_SEQPACKET socket carries one record a packet: at most 64 KiB and at
 * most CHANNEL_MAX_FDS descriptors of the sender's. A longer record travels in
 * a sealed memfd, which the receiver sees as if it had come in the packet.
 *
 * Promise: what channel_receive gives passed record_check.
 * Not here: who may send what (pipeline/).
 */
#ifndef CHENGBAO_BASE_JAIL_CHANNEL_H
#define CHENGBAO_BASE_JAIL_CHANNEL_H

#include "base/record.h"

#define CHANNEL_PACKET_BYTES (64u << 10)
#define CHANNEL_MAX_FDS 2

/* Two ends, both close-on-exec. Errors: AGAIN. */
bool channel_pair(int *ret_ours, int *ret_theirs, GError **error);

/* Sends a record and up to two descriptors (borrowed; both may be -1).
 * Errors: AGAIN when the peer is gone or its queue is full on a non-blocking socket. */
bool channel_send(int fd, const json_t *record, int fd1, int fd2, GError **error);

/* Waits for one record (unless the socket is non-blocking).
 *
 * Gives:  *ret_record, yours; NULL at the end of the conversation.
 *         ret_fds[2], yours, -1 where none came.
 * Errors: AGAIN nothing there yet on a non-blocking socket; MAIL the record
 *         does not pass `table`.
 */
bool channel_receive(int fd, const RecordField *table, json_t **ret_record, int ret_fds[2],
		     GError **error);

#endif
