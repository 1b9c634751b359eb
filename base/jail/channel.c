/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * channel — records between our processes, with open files beside them
 *
 * The first byte of a packet says where the record is: 'p' in the packet, 'm'
 * in a sealed memfd that is the packet's last descriptor.
 */
#include "base/jail/channel.h"

#include "base/errors.h"
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define CHANNEL_ALL_FDS (CHANNEL_MAX_FDS + 1)

bool
channel_pair(int *ret_ours, int *ret_theirs, GError **error)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot make a channel");
	*ret_ours = ends[0];
	*ret_theirs = ends[1];
	return true;
}

static bool
channel_send_packet(int fd, char where, const char *text, size_t n_bytes, const int *fds,
		    size_t n_fds, GError **error)
{
	char control[CMSG_SPACE(sizeof(int) * CHANNEL_ALL_FDS)] = { 0 };
	struct iovec parts[2] = { { &where, 1 }, { (char *)text, n_bytes } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
	ssize_t n;

	if (n_fds > 0) {
		struct cmsghdr *head;

		message.msg_control = control;
		message.msg_controllen = CMSG_SPACE(sizeof(int) * n_fds);
		head = CMSG_FIRSTHDR(&message);
		head->cmsg_level = SOL_SOCKET;
		head->cmsg_type = SCM_RIGHTS;
		head->cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
		memcpy(CMSG_DATA(head), fds, sizeof(int) * n_fds);
	}
	do {
		n = sendmsg(fd, &message, MSG_NOSIGNAL);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot send a record");
	return true;
}

bool
channel_send(int fd, const json_t *record, int fd1, int fd2, GError **error)
{
	g_autofree char *text = record_text(record);
	size_t n_bytes = strlen(text);
	int fds[CHANNEL_ALL_FDS];
	size_t n_fds = 0;
	autofd memory = -1;

	if (fd1 >= 0)
		fds[n_fds++] = fd1;
	if (fd2 >= 0)
		fds[n_fds++] = fd2;
	if (n_bytes < CHANNEL_PACKET_BYTES)
		return channel_send_packet(fd, 'p', text, n_bytes, fds, n_fds, error);
	memory = files_sealed("record", text, n_bytes, error);
	if (memory < 0)
		return false;
	fds[n_fds++] = memory;
	return channel_send_packet(fd, 'm', "", 0, fds, n_fds, error);
}

/* Takes the descriptors of a packet; more than may be there are closed. */
static size_t
channel_take_fds(struct msghdr *message, int fds[CHANNEL_ALL_FDS])
{
	size_t n_fds = 0;

	for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head;
	     head = CMSG_NXTHDR(message, head)) {
		size_t n;

		if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
			continue;
		n = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < n; i++) {
			int taken;

			memcpy(&taken, CMSG_DATA(head) + i * sizeof(int), sizeof taken);
			if (n_fds < CHANNEL_ALL_FDS)
				fds[n_fds++] = taken;
			else
				close(taken);
		}
	}
	return n_fds;
}

/* A record in a memfd: it must be sealed, or it could change while we read. */
static char *
channel_read_memory(int fd, size_t *ret_n_bytes, GError **error)
{
	const int wanted = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
	int seals = fcntl(fd, F_GET_SEALS);

	if (seals < 0 || (seals & wanted) != wanted) {
		errors_set(error, ERRORS_MAIL, "a record's memory file is not sealed");
		return NULL;
	}
	return files_read_fd(fd, RECORD_MAX_BYTES, ret_n_bytes, error);
}

static json_t *
channel_parse(const RecordField *table, char *packet, size_t n_packet, int *fds, size_t *n_fds,
	      GError **error)
{
	g_autofree char *longer = NULL;
	size_t n_longer;

	if (packet[0] == 'p')
		return record_parse(table, packet + 1, n_packet - 1, error);
	if (packet[0] != 'm' || *n_fds == 0) {
		errors_set(error, ERRORS_MAIL, "not a record");
		return NULL;
	}
	longer = channel_read_memory(fds[*n_fds - 1], &n_longer, error);
	files_close(&fds[--*n_fds]);
	return longer ? record_parse(table, longer, n_longer, error) : NULL;
}

/* recvmsg; 0 at the end. A peer that ends without reading all it was sent leaves a reset
 * behind, told once and before what it had still said: that is read on. */
static ssize_t
channel_next(int fd, struct msghdr *message)
{
	struct msghdr fresh = *message;
	bool reset = false;
	ssize_t n;

	for (;;) {
		*message = fresh;
		n = recvmsg(fd, message, MSG_CMSG_CLOEXEC);
		if (n >= 0 || (errno != EINTR && (errno != ECONNRESET || reset)))
			break;
		reset |= errno == ECONNRESET;
	}
	return n < 0 && errno == ECONNRESET ? 0 : n;
}

bool
channel_receive(int fd, const RecordField *table, json_t **ret_record, int ret_fds[2],
		GError **error)
{
	g_autofree char *packet = g_malloc(CHANNEL_PACKET_BYTES + 1);
	char control[CMSG_SPACE(sizeof(int) * 16)];
	struct iovec part = { packet, CHANNEL_PACKET_BYTES + 1 };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control,
				  .msg_controllen = sizeof control };
	int fds[CHANNEL_ALL_FDS] = { -1, -1, -1 };
	size_t n_fds;
	json_t *record;
	ssize_t n;

	n = channel_next(fd, &message);
	if (n < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, "cannot receive a record");
	if (n <= 0) {
		*ret_record = NULL;
		ret_fds[0] = ret_fds[1] = -1;
		return true;
	}
	n_fds = channel_take_fds(&message, fds);
	record = message.msg_flags & MSG_TRUNC
			 ? NULL
			 : channel_parse(table, packet, (size_t)n, fds, &n_fds, error);
	if (!record || n_fds > CHANNEL_MAX_FDS) {
		for (size_t i = 0; i < n_fds; i++)
			files_close(&fds[i]);
		if (record || message.msg_flags & MSG_TRUNC) {
			json_decref(record);
			g_clear_error(error);
			errors_set(error, ERRORS_MAIL, "a record is longer than a packet");
		}
		return false;
	}
	*ret_record = record;
	ret_fds[0] = fds[0];
	ret_fds[1] = fds[1];
	return true;
}
