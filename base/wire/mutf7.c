/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mutf7 — mailbox names as IMAP writes them
 */
#include "base/wire/mutf7.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const char mutf7_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Bits that wait for their base64 digit. */
typedef struct {
	GString *out;
	uint32_t bits;
	int n_bits;
	bool shifted;
} Mutf7;

static void
mutf7_unit(Mutf7 *state, uint32_t unit)
{
	if (!state->shifted)
		g_string_append_c(state->out, '&');
	state->shifted = true;
	state->bits = state->bits << 16 | unit;
	state->n_bits += 16;
	while (state->n_bits >= 6) {
		state->n_bits -= 6;
		g_string_append_c(state->out, mutf7_digits[state->bits >> state->n_bits & 63]);
	}
	state->bits &= (1u << state->n_bits) - 1;
}

static void
mutf7_unshift(Mutf7 *state)
{
	if (!state->shifted)
		return;
	if (state->n_bits > 0)
		g_string_append_c(state->out,
				  mutf7_digits[state->bits << (6 - state->n_bits) & 63]);
	g_string_append_c(state->out, '-');
	*state = (Mutf7){ .out = state->out };
}

char *
mutf7_encode(const char *name)
{
	Mutf7 state = { .out = NULL };

	if (strlen(name) > MUTF7_NAME_BYTES || !g_utf8_validate(name, -1, NULL))
		return NULL;
	for (const char *p = name; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return NULL;
	state.out = g_string_new(NULL);
	for (const char *p = name; *p; p = g_utf8_next_char(p)) {
		uint32_t c = g_utf8_get_char(p);

		if (c < 0x7f) {
			mutf7_unshift(&state);
			g_string_append_c(state.out, (char)c);
			if (c == '&')
				g_string_append_c(state.out, '-');
		} else if (c < 0x10000) {
			mutf7_unit(&state, c);
		} else {
			mutf7_unit(&state, 0xd800 + ((c - 0x10000) >> 10));
			mutf7_unit(&state, 0xdc00 + ((c - 0x10000) & 0x3ff));
		}
	}
	mutf7_unshift(&state);
	return g_string_free(state.out, FALSE);
}

/* One `&…-` after its `&`; NULL when it is not well-formed. */
static const char *
mutf7_section(const char *p, GString *out)
{
	uint32_t bits = 0;
	uint32_t high = 0;
	int n_bits = 0;

	for (; *p != '-'; p++) {
		const char *digit = *p ? strchr(mutf7_digits, *p) : NULL;
		uint32_t unit;

		if (!digit)
			return NULL;
		bits = (bits << 6 | (uint32_t)(digit - mutf7_digits)) & 0x3fffff;
		n_bits += 6;
		if (n_bits < 16)
			continue;
		n_bits -= 16;
		unit = bits >> n_bits & 0xffff;
		if (high && (unit & 0xfc00) != 0xdc00)
			return NULL;
		if ((unit & 0xfc00) == 0xd800) {
			high = unit;
			continue;
		}
		if (!high && (unit & 0xfc00) == 0xdc00)
			return NULL;
		if (high)
			unit = 0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff);
		high = 0;
		if (unit < 0x20)
			return NULL;
		g_string_append_unichar(out, unit);
	}
	return high ? NULL : p + 1;
}

char *
mutf7_decode(const char *name)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *p = name;

	if (strlen(name) > MUTF7_NAME_BYTES || !g_utf8_validate(name, -1, NULL))
		return NULL;
	while (*p) {
		if ((unsigned char)*p < 0x20)
			return NULL;
		if (*p != '&') {
			g_string_append_c(out, *p++);
		} else if (p[1] == '-') {
			g_string_append_c(out, '&');
			p += 2;
		} else {
			p = mutf7_section(p + 1, out);
			if (!p)
				return NULL;
		}
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}
