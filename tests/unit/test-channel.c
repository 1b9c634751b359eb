/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-channel — records and descriptors over a socket, from honest and hostile peers
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/jail/channel.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static const RecordField table[] = {
	{ .name = "text", .type = RECORD_TEXT, .max = 10u << 20 },
	{ .name = NULL },
};

static int
count_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 200; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

/* Sends raw bytes with some descriptors, as a hostile peer can. */
static void
send_raw(int fd, const char *bytes, size_t n, const int *fds, size_t n_fds)
{
	char control[CMSG_SPACE(sizeof(int) * 16)] = { 0 };
	struct iovec part = { (char *)bytes, n };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

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
	g_assert_cmpint(sendmsg(fd, &message, 0), ==, (ssize_t)n);
}

static void
test_round_trip(void)
{
	static const size_t sizes[] = { 0, 100, 65000, 65534, 65536, 5u << 20 };

	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		g_autofree char *text = g_strnfill(sizes[i], 'x');
		g_autoptr(json_t) record = json_pack("{s:s}", "text", text);
		g_autoptr(json_t) got = NULL;
		g_autoptr(GError) error = NULL;
		int ours, theirs, fds[2], before = count_fds();

		g_assert_true(channel_pair(&ours, &theirs, NULL));
		g_assert_true(channel_send(ours, record, STDERR_FILENO, -1, &error));
		g_assert_true(channel_receive(theirs, table, &got, fds, &error));
		g_assert_no_error(error);
		g_assert_cmpstr(record_string(got, "text"), ==, text);
		g_assert_cmpint(fds[0], >=, 0);
		g_assert_cmpint(fds[1], ==, -1);
		g_assert_cmpint(fcntl(fds[0], F_GETFD), ==, FD_CLOEXEC);
		close(fds[0]);
		close(ours);
		g_clear_pointer(&got, json_decref);
		g_assert_true(channel_receive(theirs, table, &got, fds, &error));
		g_assert_null(got);
		close(theirs);
		g_assert_cmpint(count_fds(), ==, before);
	}
}

static int
memory(const char *bytes, bool sealed)
{
	int fd;

	if (sealed)
		return files_sealed("record", bytes, strlen(bytes), NULL);
	fd = memfd_create("record", MFD_ALLOW_SEALING);
	g_assert_true(files_write(fd, bytes, strlen(bytes), NULL));
	return fd;
}

static const struct {
	const char *name, *bytes;
	const char *memory; /* of the last descriptor; NULL: a plain file */
	bool sealed;
	size_t n_fds;
} hostile[] = {
	{ "no record", "zzz", NULL, false, 0 },
	{ "empty record", "p", NULL, false, 0 },
	{ "wrong record", "p{\"evil\":1}", NULL, false, 0 },
	{ "too many descriptors", "p{\"text\":\"\"}", NULL, false, 3 },
	{ "far too many", "p{\"text\":\"\"}", NULL, false, 12 },
	{ "memory without memory", "m", NULL, false, 0 },
	{ "memory that is a file", "m", NULL, false, 1 },
	{ "memory that may change", "m", "{\"text\":\"\"}", false, 1 },
	{ "memory with nonsense", "m", "nonsense", true, 1 },
	{ "memory and three files", "m", "{\"text\":\"\"}", true, 4 },
};

static void
test_hostile(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
		int before = count_fds(), ours, theirs, got_fds[2], fds[12];
		g_autoptr(json_t) got = NULL;
		g_autoptr(GError) error = NULL;
		autofd last = hostile[i].memory ? memory(hostile[i].memory, hostile[i].sealed)
						: open("/dev/null", O_RDONLY);

		for (size_t k = 0; k < 12; k++)
			fds[k] = STDERR_FILENO;
		if (hostile[i].n_fds > 0)
			fds[hostile[i].n_fds - 1] = last;
		g_assert_true(channel_pair(&ours, &theirs, NULL));
		send_raw(ours, hostile[i].bytes, strlen(hostile[i].bytes), fds, hostile[i].n_fds);
		if (channel_receive(theirs, table, &got, got_fds, &error))
			g_test_message("%s: taken", hostile[i].name);
		g_assert_null(got);
		g_assert_true(g_error_matches(error, ERRORS, ERRORS_MAIL));
		close(ours);
		close(theirs);
		files_close(&last);
		if (count_fds() != before)
			g_test_message("%s: descriptors leaked", hostile[i].name);
		g_assert_cmpint(count_fds(), ==, before);
	}
}

static void
test_too_long(void)
{
	g_autofree char *bytes = g_strnfill(CHANNEL_PACKET_BYTES + 100, ' ');
	g_autoptr(json_t) got = NULL;
	g_autoptr(GError) error = NULL;
	int ours, theirs, fds[2];

	bytes[0] = 'p';
	g_assert_true(channel_pair(&ours, &theirs, NULL));
	send_raw(ours, bytes, CHANNEL_PACKET_BYTES + 100, NULL, 0);
	g_assert_false(channel_receive(theirs, table, &got, fds, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_MAIL));
	close(ours);
	close(theirs);
}

static void
test_waiting(void)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "text", "");
	g_autoptr(json_t) got = NULL;
	g_autoptr(GError) error = NULL;
	int ours, theirs, fds[2];

	g_assert_true(channel_pair(&ours, &theirs, NULL));
	fcntl(theirs, F_SETFL, O_NONBLOCK);
	g_assert_false(channel_receive(theirs, table, &got, fds, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_AGAIN));
	g_clear_error(&error);
	close(theirs);
	g_assert_false(channel_send(ours, record, -1, -1, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_AGAIN));
	close(ours);
}

/* Who ends without reading what it was sent has still been heard to the end. */
static void
test_reset(void)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "text", "last words");
	g_autoptr(json_t) got = NULL;
	g_autoptr(json_t) end = NULL;
	int ours, theirs, fds[2];

	g_assert_true(channel_pair(&ours, &theirs, NULL));
	g_assert_true(channel_send(ours, record, -1, -1, NULL));
	g_assert_true(channel_send(theirs, record, -1, -1, NULL));
	close(theirs);
	g_assert_true(channel_receive(ours, table, &got, fds, NULL));
	g_assert_cmpstr(record_string(got, "text"), ==, "last words");
	g_assert_true(channel_receive(ours, table, &end, fds, NULL));
	g_assert_null(end);
	close(ours);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/channel/round-trip", test_round_trip);
	g_test_add_func("/channel/hostile", test_hostile);
	g_test_add_func("/channel/too-long", test_too_long);
	g_test_add_func("/channel/waiting", test_waiting);
	g_test_add_func("/channel/reset", test_reset);
	return g_test_run();
}
