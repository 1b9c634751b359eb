/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/mutf7.c.
 */
#include "base/wire/mutf7.h"

#include <glib.h>
#include <locale.h>

static const struct {
	const char *text, *wire;
} pairs[] = {
	{ "INBOX", "INBOX" },
	{ "垃圾邮件", "&V4NXPpCuTvY-" },
	{ "已发送", "&XfJT0ZAB-" },
	{ "a&b", "a&-b" },
	{ "~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
	{ "春耕 2026/第1期", "&ZiWAFQ- 2026/&eyw-1&Zx8-" },
	{ "𠮷里村", "&2ELft5HMZ1E-" },
	{ "", "" },
};

static const char *const bad_wire[] = { "&", "&V4N", "&V4N*-", "&2EI-", "&3rc-", "a\x01", "&AAo-" };

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *wire = mutf7_encode(pairs[i].text);
		g_autofree char *text = mutf7_decode(pairs[i].wire);

		g_assert_cmpstr(wire, ==, pairs[i].wire);
		g_assert_cmpstr(text, ==, pairs[i].text);
	}
}

static void
test_bad(void)
{
	g_autofree char *raw = mutf7_decode("收件箱");

	for (size_t i = 0; i < G_N_ELEMENTS(bad_wire); i++) {
		g_autofree char *text = mutf7_decode(bad_wire[i]);

		if (text)
			g_test_fail_printf("%s was taken as %s", bad_wire[i], text);
	}
	g_assert_null(mutf7_encode("a\r\nb"));
	g_assert_null(mutf7_encode("\xff"));
	g_assert_cmpstr(raw, ==, "收件箱");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/mutf7/pairs", test_pairs);
	g_test_add_func("/mutf7/bad", test_bad);
	return g_test_run();
}
