/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-txt — TXT look-ups against a private DNS server (tests/lib/names.py)
 */
#include "base/wire/txt.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

static struct sockaddr_in server;
static GPid pid;
static int hold; /* its standard input: it ends with us */

typedef struct {
	const char *name, *entry;
	TxtState state;
	const char *text; /* NULL: not looked at */
	size_t n_text;	  /* instead: its length */
} Case;

static const Case cases[] = {
	{ "plain.example", "v=DKIM1; p=abc", TXT_FOUND, "v=DKIM1; p=abc", 0 },
	{ "empty.example", "", TXT_FOUND, "", 0 },
	{ "long.example", "LONG", TXT_FOUND, NULL, 1900 }, /* by TCP, eight strings */
	{ "cut.example", "cut:short", TXT_FOUND, "short", 0 },
	{ "alias.example", "cname:plain.example", TXT_FOUND, "v=DKIM1; p=abc", 0 },
	{ "dangling.example", "cname:nowhere.example", TXT_NONE, NULL, 0 },
	{ "loop.example", "cname:loop.example", TXT_AGAIN, NULL, 0 },
	{ "huge.example", "HUGE", TXT_NONE, NULL, 0 },
	{ "two.example", "a|b", TXT_NONE, NULL, 0 },
	{ "control.example", "a\nb", TXT_NONE, NULL, 0 },
	{ "wide.example", "中", TXT_NONE, NULL, 0 },
	{ "none.example", "nxdomain", TXT_NONE, NULL, 0 },
	{ "servfail.example", "servfail", TXT_AGAIN, NULL, 0 },
	{ "refused.example", "refused", TXT_AGAIN, NULL, 0 },
	{ "malformed.example", "malformed", TXT_AGAIN, NULL, 0 },
};

static bool
start(void)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dir = g_dir_make_tmp("chengbao-txt-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "port", NULL);
	g_autofree char *port = NULL;
	g_autofree char *address = NULL;

	g_ptr_array_add(args, g_strdup("python3"));
	g_ptr_array_add(args, g_strdup("tests/lib/names.py"));
	g_ptr_array_add(args, g_strdup(path));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_ptr_array_add(args, g_strdup_printf("%s=%s", cases[i].name, cases[i].entry));
	g_ptr_array_add(args, NULL);
	if (!g_spawn_async_with_pipes(NULL, (char **)args->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL,
				      NULL, &pid, &hold, NULL, NULL, NULL))
		return false;
	for (int i = 0; i < 500 && !g_file_get_contents(path, &port, NULL, NULL); i++)
		g_usleep(20000);
	g_unlink(path);
	g_rmdir(dir);
	address = g_strconcat("127.0.0.1:", port ? g_strchomp(port) : "", NULL);
	return port && txt_server_read(address, &server);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_auto(TxtAnswer) answer = { 0 };

		txt_look(c->name, &server, &answer);
		g_test_message("%s: %s", c->name, answer.why ? answer.why : answer.text);
		g_assert_cmpint(answer.state, ==, c->state);
		g_assert_cmpint(answer.text == NULL, ==, c->state != TXT_FOUND);
		g_assert_cmpint(answer.why != NULL, ==, c->state != TXT_FOUND);
		if (c->text)
			g_assert_cmpstr(answer.text, ==, c->text);
		if (c->n_text)
			g_assert_cmpuint(answer.text ? strlen(answer.text) : 0, ==, c->n_text);
		if (c->state == TXT_FOUND)
			g_assert_cmpint(answer.ttl_s, ==, 60);
	}
}

/* Nobody there is no answer, never “no such record”. */
static void
test_nobody(void)
{
	struct sockaddr_in nobody;
	g_auto(TxtAnswer) answer = { 0 };

	g_assert_true(txt_server_read("127.0.0.1:1", &nobody));
	txt_look("plain.example", &nobody, &answer);
	g_assert_cmpint(answer.state, ==, TXT_AGAIN);
}

static void
test_servers(void)
{
	static const struct {
		const char *text;
		bool valid;
	} servers[] = {
		{ "127.0.0.1", true },	     { "10.0.0.53:5353", true },
		{ "127.0.0.1:0", false },    { "127.0.0.1:65536", false },
		{ "127.0.0.1:", false },     { "dns.example", false },
		{ "127.0.0.1:53:1", false }, { "", false },
		{ "127.0.0", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(servers); i++) {
		struct sockaddr_in read;

		g_test_message("%s", servers[i].text);
		g_assert_cmpint(txt_server_read(servers[i].text, &read), ==, servers[i].valid);
	}
}

int
main(int argc, char **argv)
{
	int status;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	if (!start()) {
		g_printerr("NOT CHECKED: python3's DNS server does not start\n");
		return 1;
	}
	g_test_add_func("/txt/cases", test_cases);
	g_test_add_func("/txt/nobody", test_nobody);
	g_test_add_func("/txt/servers", test_servers);
	status = g_test_run();
	close(hold);
	return status;
}
