/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_flow — a page's words as they are laid out: lines, blanks, tabs
 */
#include "base/text/html_flow.h"

#include "base/text/utf8.h"

#include <stdint.h>
#include <string.h>

void
html_flow_line(HtmlFlow *flow)
{
	if (!flow->tab)
		flow->n_lines = MAX(flow->n_lines, 1);
}

void
html_flow_break(HtmlFlow *flow)
{
	if (!flow->tab)
		flow->n_lines = MIN(flow->n_lines + 1, 2);
}

void
html_flow_cell(HtmlFlow *flow)
{
	flow->n_lines = 0;
	flow->tab = true;
}

size_t
html_flow_place(const HtmlFlow *flow)
{
	size_t at = flow->text->len;

	while (at > 0 && (flow->text->str[at - 1] == ' ' || flow->text->str[at - 1] == '\t'))
		at--;
	return at;
}

static bool
html_flow_ends_wide(const GString *text)
{
	const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);

	return last && utf8_wide(g_utf8_get_char(last));
}

/* Makes the wishes true before a visible character. */
static void
html_flow_settle(HtmlFlow *flow, uint32_t next)
{
	GString *text = flow->text;
	size_t n_lines = 0;

	if (flow->n_lines > 0) {
		g_string_truncate(text, html_flow_place(flow));
		while (n_lines < text->len && text->str[text->len - 1 - n_lines] == '\n')
			n_lines++;
		for (; text->len > 0 && flow->n_lines > 0 && n_lines < 2; n_lines++) {
			g_string_append_c(text, '\n');
			flow->n_lines--;
		}
	} else if (flow->tab) {
		g_string_truncate(text, html_flow_place(flow));
		g_string_append_c(text, '\t');
	} else if (flow->blank && text->len > 0 && !strchr(" \n\t", text->str[text->len - 1]) &&
		   !(flow->blank_line && utf8_wide(next) && html_flow_ends_wide(text))) {
		/* A line end of the source between two Chinese characters is no blank. */
		g_string_append_c(text, ' ');
	}
	flow->n_lines = 0;
	flow->tab = flow->blank = flow->blank_line = false;
}

/* A blank that the writer put there: it stays, as a blank. */
static bool
html_flow_is_fixed_blank(uint32_t c)
{
	return c == 0xA0 || c == 0x2007 || c == 0x202F;
}

/* A character that is seen and means itself. */
static bool
html_flow_is_plain(uint32_t c)
{
	if (c < 0x7F)
		return c > ' ';
	return c != UTF8_BAD && c >= 0xA0 && !html_flow_is_fixed_blank(c) && !utf8_invisible(c);
}

/* Does a character begin here that is seen and takes three bytes: U+3000 to U+CFFF? */
static bool
html_flow_is_hanzi(char lead)
{
	return (unsigned char)lead >= 0xE3 && (unsigned char)lead <= 0xEC;
}

void
html_flow_write(HtmlFlow *flow, const char *text, size_t n, bool pre)
{
	size_t run = n; /* where a run of visible characters begins; n: none */

	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t length;

		/* Most of a letter: hanzi that follow one another. */
		if (run < n && html_flow_is_hanzi(text[i])) {
			i += 3;
			continue;
		}
		length = utf8_step(text + i, n - i, &c);
		if (html_flow_is_plain(c)) {
			if (run == n) {
				html_flow_settle(flow, c);
				run = i;
			}
			i += length;
			continue;
		}
		if (run < n)
			g_string_append_len(flow->text, text + run, (gssize)(i - run));
		run = n;
		if (c == '\n' && pre) {
			flow->n_lines = MIN(flow->n_lines + 1, 2);
		} else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
			flow->blank = true;
			flow->blank_line |= c == '\n';
		} else if (html_flow_is_fixed_blank(c)) {
			html_flow_settle(flow, c);
			g_string_append_c(flow->text, ' ');
		} /* else it is dropped */
		i += length;
	}
	if (run < n)
		g_string_append_len(flow->text, text + run, (gssize)(n - run));
}
