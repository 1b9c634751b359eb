/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender — who a letter says it is from, by a strict grammar on raw bytes
 *
 * The value is cut at its last `<`: before it only a phrase may stand (quoted strings and
 * words without any character that could begin a second address), behind it exactly one
 * address and `>`. What does not fit gives a guess for display, never a sender.
 *
 * Promise: `clean` only for exactly one plain mailbox in exactly one From line.
 * Not here: whether the address is proven or known.
 */
#include "mail/sender.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text/address.h"
#include "base/text/utf8.h"
#include "mail/words.h"

/* Does a character of two bytes stand here? In a value of GB18030 or Big5 the second byte
 * may look like `\` or `@`; it never looks like a quote, a comma or an angle bracket. */
static bool
is_double(const char *text, size_t i, size_t n, bool double_bytes)
{
	return double_bytes && (unsigned char)text[i] > 0x80 && i + 1 < n &&
	       (unsigned char)text[i + 1] >= 0x40;
}

/* Is this a display name: quoted strings and words, nothing that could end an address? */
static bool
is_phrase(const char *text, size_t n)
{
	bool quoted = false, double_bytes = !utf8_valid(text, n);
	for (size_t i = 0; i < n; i++) {
		if (is_double(text, i, n, double_bytes)) {
			i++;
		} else if (quoted && text[i] == '\\') {
			if (++i >= n)
				return false;
		} else if (text[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && strchr("<>@,;:\\[]", text[i])) {
			return false;
		}
	}
	return !quoted;
}

/* The display name without its quotes, as text; NULL when it is empty. */
static char *
phrase_text(const char *text, size_t n)
{
	g_autoptr(GString) bare = g_string_new(NULL);
	bool quoted = false, double_bytes = !utf8_valid(text, n);
	for (size_t i = 0; i < n; i++) {
		if (is_double(text, i, n, double_bytes)) {
			g_string_append_len(bare, text + i, 2);
			i++;
		} else if (quoted && text[i] == '\\' && i + 1 < n) {
			g_string_append_c(bare, text[++i]);
		} else if (text[i] == '"') {
			quoted = !quoted;
		} else {
			g_string_append_c(bare, text[i]);
		}
	}
	g_autofree char *name = words_decode(bare->str, bare->len);
	return name[0] ? g_steal_pointer(&name) : NULL;
}

/* Reads one mailbox strictly. */
static bool
mailbox_read(const char *value, char **ret_address, char **ret_name)
{
	size_t n = strlen(value);
	const char *open = strrchr(value, '<');
	if (!open) {
		if (!address_valid(value))
			return false;
		*ret_address = address_normal(value);
		*ret_name = NULL;
		return true;
	}
	if (value[n - 1] != '>' || !is_phrase(value, (size_t)(open - value)))
		return false;
	g_autofree char *address = g_strndup(open + 1, (size_t)(value + n - 1 - open - 1));
	if (!address_valid(address))
		return false;
	*ret_address = address_normal(address);
	*ret_name = phrase_text(value, (size_t)(open - value));
	return true;
}

/* Anything in a broken value that looks like an address, for display alone. */
static char *
guess_address(const char *value)
{
	g_auto(GStrv) pieces = g_strsplit_set(value, " \t<>,;:()\"", 200);
	for (size_t i = g_strv_length(pieces); i > 0; i--)
		if (address_valid(pieces[i - 1]))
			return address_normal(pieces[i - 1]);
	return NULL;
}

/* `address (name)`, as before RFC 2822, or `<address> (name)`: shown so, but not believed. */
static bool
commented_read(const char *value, char **ret_address, char **ret_name)
{
	size_t n = strlen(value);
	const char *open = strchr(value, '(');
	if (!open || open == value || value[n - 1] != ')')
		return false;
	g_autofree char *address = g_strchomp(g_strndup(value, (size_t)(open - value)));
	g_autofree char *comment = g_strndup(open + 1, (size_t)(value + n - 1 - open - 1));
	size_t n_address = strlen(address);
	if (address[0] == '<' && address[n_address - 1] == '>') {
		address[n_address - 1] = '\0';
		memmove(address, address + 1, n_address - 1);
	}
	if (!address_valid(address) || strpbrk(comment, "()<>@\\\""))
		return false;
	*ret_address = address_normal(address);
	*ret_name = phrase_text(comment, strlen(comment));
	return true;
}

static void
guess(const char *value, Sender *ret_sender)
{
	g_autofree char *address = NULL;
	g_autofree char *name = NULL;
	if (!mailbox_read(value, &address, &name) && !commented_read(value, &address, &name)) {
		address = guess_address(value);
		name = words_decode(value, strlen(value));
	}
	ret_sender->address = g_steal_pointer(&address);
	ret_sender->name = g_steal_pointer(&name);
}

/* Why a present Sender header contradicts the From address; NULL when it does not. */
static const char *
sender_contradiction(const Scan *scan, const char *address)
{
	g_autofree char *value = scan_first_value(scan, "Sender");
	if (!value)
		return NULL;
	if (scan_header(scan, "Sender", 1))
		return _("it has more than one Sender line");
	g_autofree char *other = NULL;
	g_autofree char *name = NULL;
	if (!mailbox_read(value, &other, &name) || !address_equal(other, address))
		return _("Sender names another address than From");
	return NULL;
}

bool
sender_read(const Scan *scan, Sender *ret_sender)
{
	*ret_sender = (Sender){ 0 };
	const ScanHeader *from = scan_header(scan, "From", 0);
	if (!from) {
		ret_sender->why = _("it has no From line");
		return false;
	}
	g_autofree char *value = scan_value(from);
	guess(value, ret_sender);
	if (scan->header_broken) {
		ret_sender->why = _("its header is broken");
		return false;
	}
	if (scan_header(scan, "From", 1)) {
		ret_sender->why = _("it has more than one From line");
		return false;
	}
	g_autofree char *address = NULL;
	g_autofree char *name = NULL;
	if (!mailbox_read(value, &address, &name)) {
		ret_sender->why = _("its From line is not one plain address");
		return false;
	}
	ret_sender->why = sender_contradiction(scan, address);
	ret_sender->clean = ret_sender->why == NULL;
	return ret_sender->clean;
}

void
sender_clear(Sender *sender)
{
	g_free(sender->address);
	g_free(sender->name);
	*sender = (Sender){ 0 };
}
