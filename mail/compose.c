/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compose — a mail's octets from its parts
 *
 * Every value passes one of four doors: an address, a message id, a structured
 * word of ours, or free text through encode_header_text. All content is base64,
 * so no line of it can be a boundary, a dot or too long.
 */
#include "mail/compose.h"

#include "base/errors.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "mail/encode.h"

#include <string.h>

#define COMPOSE_MAX_ID 250  /* octets of one message id */
#define COMPOSE_MAX_NAME 80 /* characters of a display name or file name */
#define COMPOSE_LINE 998    /* RFC 5322 2.1.1 */

static const char *const ours[] = {
	"From",
	"To",
	"Cc",
	"Bcc",
	"Sender",
	"Reply-To",
	"Subject",
	"Date",
	"Message-ID",
	"In-Reply-To",
	"References",
	"Auto-Submitted",
	"X-Auto-Response-Suppress",
	"Return-Path",
	"Received",
	"Resent-From",
	"Resent-To",
	"DKIM-Signature",
	"Authentication-Results",
};

bool
compose_check(const char *bytes, size_t n_bytes, GError **error)
{
	size_t line = 0;

	for (size_t i = 0; i < n_bytes; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == '\r' && i + 1 < n_bytes && bytes[i + 1] == '\n') {
			line = 0;
			i++;
			continue;
		}
		if (c == '\r' || c == '\n' || c == 0 || c > 126 || (c < 32 && c != '\t'))
			return errors_set(error, ERRORS_MAIL, _("octet %zu of the mail is %u"), i,
					  c);
		if (++line > COMPOSE_LINE)
			return errors_set(error, ERRORS_MAIL,
					  _("octet %zu of the mail: line too long"), i);
	}
	return n_bytes >= 2 && bytes[n_bytes - 1] == '\n'
		       ? true
		       : errors_set(error, ERRORS_MAIL, _("the mail ends without a line end"));
}

/* NULL for a name nobody would see. */
static char *
display_name(const char *name)
{
	g_autofree char *trimmed = g_strstrip(g_strdup(name ? name : "")), *cut = NULL;
	g_autofree char *encoded = NULL;
	g_autoptr(GString) quoted = NULL;

	if (!*trimmed)
		return NULL;
	cut = g_utf8_strlen(trimmed, -1) > COMPOSE_MAX_NAME
		      ? g_utf8_substring(trimmed, 0, COMPOSE_MAX_NAME)
		      : g_strdup(trimmed);
	encoded = encode_header_text(cut);
	if (g_str_has_prefix(encoded, "=?"))
		return g_steal_pointer(&encoded);
	quoted = g_string_new("\"");
	for (const char *p = encoded; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *p);
	}
	g_string_append_c(quoted, '"');
	return g_string_free(g_steal_pointer(&quoted), FALSE);
}

static bool
put_address(GString *out, const char *field, const char *name, const char *address, int code,
	    GError **error)
{
	g_autofree char *shown = display_name(name);

	if (!address_valid(address))
		return errors_set(error, (ErrorsCode)code, _("%s: not a mail address"), field);
	if (shown)
		g_string_append_printf(out, "%s: %s\r\n <%s>\r\n", field, shown, address);
	else
		g_string_append_printf(out, "%s: <%s>\r\n", field, address);
	return true;
}

static bool
id_valid(const char *id)
{
	size_t n = id ? strlen(id) : 0;

	if (n < 5 || n > COMPOSE_MAX_ID || id[0] != '<' || id[n - 1] != '>' || !strchr(id, '@'))
		return false;
	for (size_t i = 1; i < n - 1; i++)
		if (!g_ascii_isgraph(id[i]) || id[i] == '<' || id[i] == '>')
			return false;
	return true;
}

static bool
put_id(GString *out, const char *field, const char *id, GError **error)
{
	if (!id_valid(id))
		return errors_set(error, ERRORS_MAIL, _("%s: not a message id"), field);
	g_string_append_printf(out, "%s: %s\r\n", field, id);
	return true;
}

/* References come from letters: one that is not well formed is left out, and of a
 * long thread the first and the latest stay. Source: RFC 5322 3.6.4, RFC 5537 3.4.4. */
static void
put_references(GString *out, const char *const *references)
{
	g_autoptr(GPtrArray) good = g_ptr_array_new();

	for (; references && *references; references++)
		if (id_valid(*references))
			g_ptr_array_add(good, (char *)*references);
	if (good->len > COMPOSE_MAX_REFERENCES)
		g_ptr_array_remove_range(good, 1, good->len - COMPOSE_MAX_REFERENCES);
	for (guint i = 0; i < good->len; i++)
		g_string_append_printf(out, "%s%s\r\n",
				       i ? " " : "References: ", (const char *)good->pdata[i]);
}

/* English names whatever the locale. A zone that cannot be read is UTC: the moment stays. */
static bool
put_date(GString *out, int64_t date_us, const char *zone, GError **error)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	g_autoptr(GTimeZone) place = zone ? g_time_zone_new_identifier(zone) : NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(date_us / G_USEC_PER_SEC);
	g_autoptr(GDateTime) local = utc && place ? g_date_time_to_timezone(utc, place) : NULL;
	GDateTime *t = local ? local : utc;
	int offset;

	if (!t)
		return errors_set(error, ERRORS_MAIL, _("Date: not a date"));
	offset = (int)(g_date_time_get_utc_offset(t) / G_TIME_SPAN_MINUTE);
	g_string_append_printf(
		out, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\r\n",
		days[g_date_time_get_day_of_week(t) - 1], g_date_time_get_day_of_month(t),
		months[g_date_time_get_month(t) - 1], g_date_time_get_year(t),
		g_date_time_get_hour(t), g_date_time_get_minute(t), g_date_time_get_second(t),
		offset < 0 ? '-' : '+', ABS(offset) / 60, ABS(offset) % 60);
	return true;
}

static bool
put_extra(GString *out, const ComposeHeader *header, GError **error)
{
	g_autofree char *encoded = NULL;

	for (const char *p = header->name; p && *p; p++)
		if (!g_ascii_isalnum(*p) && *p != '-')
			return errors_set(error, ERRORS_CONFIG, _("not a header name"));
	if (!header->name || !*header->name || strlen(header->name) > 60)
		return errors_set(error, ERRORS_CONFIG, _("not a header name"));
	for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
		if (g_ascii_strcasecmp(header->name, ours[i]) == 0)
			return errors_set(error, ERRORS_CONFIG, _("header %s is not free"),
					  ours[i]);
	if (g_ascii_strncasecmp(header->name, "Content-", 8) == 0 ||
	    g_ascii_strncasecmp(header->name, "MIME-", 5) == 0)
		return errors_set(error, ERRORS_CONFIG, _("header %s is not free"), header->name);
	encoded = encode_header_text(header->value ? header->value : "");
	g_string_append_printf(out, "%s: %s\r\n", header->name, encoded);
	return true;
}

static bool
put_headers(GString *out, const ComposeInput *input, GError **error)
{
	const char *automatic = input->auto_submitted ? input->auto_submitted : "auto-generated";
	g_autofree char *subject = encode_header_text(input->subject ? input->subject : "");

	if (!put_address(out, "From", input->from_name, input->from_address, ERRORS_CONFIG,
			 error) ||
	    !put_address(out, "To", input->to_name, input->to_address, ERRORS_MAIL, error))
		return false;
	g_string_append_printf(out, "Subject: %s\r\n", subject);
	if (!put_date(out, input->date_us, input->zone, error) ||
	    !put_id(out, "Message-ID", input->message_id, error))
		return false;
	if (input->in_reply_to && id_valid(input->in_reply_to))
		g_string_append_printf(out, "In-Reply-To: %s\r\n", input->in_reply_to);
	put_references(out, input->references);
	if (strcmp(automatic, "auto-generated") != 0 && strcmp(automatic, "auto-replied") != 0)
		return errors_set(error, ERRORS_MAIL, _("Auto-Submitted: unknown word"));
	g_string_append_printf(out, "Auto-Submitted: %s\r\nX-Auto-Response-Suppress: All\r\n",
			       automatic);
	if (input->n_headers > COMPOSE_MAX_HEADERS)
		return errors_set(error, ERRORS_MAIL, _("too many headers"));
	for (size_t i = 0; i < input->n_headers; i++)
		if (!put_extra(out, &input->headers[i], error))
			return false;
	g_string_append(out, "MIME-Version: 1.0\r\n");
	return true;
}

/* A base name that no system takes for a path, a command or a hidden file. */
static char *
file_name(const char *name)
{
	g_autofree char *copy = g_utf8_make_valid(name, -1);
	g_autoptr(GString) safe = g_string_new(NULL);
	long n = 0;

	for (const char *p = copy; *p && n < COMPOSE_MAX_NAME; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		GUnicodeType type = g_unichar_type(c);

		if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || c == 0x2028 ||
		    c == 0x2029 || (c < 128 && strchr("/\\:*?\"<>|;%'", (int)c)))
			c = '_';
		if (n == 0 && (c == '.' || c == ' ' || c == '-' || c == '~'))
			continue;
		g_string_append_unichar(safe, c);
		n++;
	}
	if (n == 0)
		g_string_append(safe, "attachment");
	return g_string_free(g_steal_pointer(&safe), FALSE);
}

static bool
media_type_valid(const char *type)
{
	const char *slash = type ? strchr(type, '/') : NULL;

	if (!slash || slash == type || !slash[1] || strlen(type) > 100 || strchr(slash + 1, '/') ||
	    g_ascii_strncasecmp(type, "multipart/", 10) == 0 ||
	    g_ascii_strncasecmp(type, "message/", 8) == 0)
		return false;
	for (const char *p = type; *p; p++)
		if (!g_ascii_isalnum(*p) && !strchr("/.+-_", *p))
			return false;
	return true;
}

/* One leaf: its headers and its base64 content. */
static bool
put_part(GString *out, const ComposePart *part, const char *content, GError **error)
{
	g_autofree char *name = part->name ? file_name(part->name) : NULL;
	g_autofree char *parameter = NULL, *old = NULL;

	if (!media_type_valid(part->media_type))
		return errors_set(error, ERRORS_MAIL, _("not a media type"));
	g_string_append_printf(out, "Content-Type: %s", part->media_type);
	if (name) {
		/* Old clients read only name= with RFC 2047 words in it. */
		old = encode_header_text(name);
		g_string_append_printf(out, ";\r\n name=\"%s\"", old);
	}
	g_string_append(out, "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: ");
	g_string_append(out, part->is_inline ? "inline" : "attachment");
	if (name) {
		parameter = encode_parameter("filename", name);
		g_string_append_printf(out, ";\r\n %s", parameter);
	}
	g_string_append_printf(out, "\r\n\r\n%s", content);
	return true;
}

/* RFC 2046 4.1.1: the canonical line end of text is CRLF, also inside base64. */
static char *
text_content(const char *text)
{
	g_autoptr(GString) lines = g_string_sized_new(strlen(text) + 64);

	for (const char *p = text; *p; p++) {
		if (*p == '\r' || *p == '\n') {
			g_string_append(lines, "\r\n");
			p += p[0] == '\r' && p[1] == '\n';
		} else {
			g_string_append_c(lines, *p);
		}
	}
	return encode_base64_lines(lines->str, lines->len);
}

static void
put_text(GString *out, const char *subtype, const char *content)
{
	g_string_append_printf(out,
			       "Content-Type: text/%s; charset=UTF-8\r\n"
			       "Content-Transfer-Encoding: base64\r\n\r\n%s",
			       subtype, content);
}

static void
put_alternative(GString *out, const char *boundary, const char *text, const char *html)
{
	if (!html) {
		put_text(out, "plain", text);
		return;
	}
	g_string_append_printf(
		out, "Content-Type: multipart/alternative;\r\n boundary=\"%s-a\"\r\n\r\n--%s-a\r\n",
		boundary, boundary);
	put_text(out, "plain", text);
	g_string_append_printf(out, "--%s-a\r\n", boundary);
	put_text(out, "html", html);
	g_string_append_printf(out, "--%s-a--\r\n", boundary);
}

static bool
put_body(GString *out, const ComposeInput *input, GError **error)
{
	g_autofree char *text = text_content(input->text ? input->text : "");
	g_autofree char *html = input->html ? text_content(input->html) : NULL;
	g_autofree char *all = NULL, *hash = NULL, *boundary = NULL;
	g_auto(GStrv) contents = g_new0(char *, input->n_parts + 1);

	for (size_t i = 0; i < input->n_parts; i++)
		contents[i] = encode_base64_lines(input->parts[i].bytes, input->parts[i].n_bytes);
	all = g_strjoin("|", out->str, text, html ? html : "", NULL);
	for (size_t i = 0; i < input->n_parts; i++) {
		g_autofree char *so_far = hash_hex(all, strlen(all));

		g_free(all);
		all = g_strjoin("|", so_far, contents[i], NULL);
	}
	hash = hash_hex(all, strlen(all));
	/* "=_" cannot stand in base64. Source: RFC 2045 6.7. */
	boundary = g_strdup_printf("=_cb_%.24s", hash);
	if (input->n_parts == 0) {
		put_alternative(out, boundary, text, html);
		return true;
	}
	g_string_append_printf(
		out, "Content-Type: multipart/mixed;\r\n boundary=\"%s-m\"\r\n\r\n--%s-m\r\n",
		boundary, boundary);
	put_alternative(out, boundary, text, html);
	for (size_t i = 0; i < input->n_parts; i++) {
		g_string_append_printf(out, "--%s-m\r\n", boundary);
		if (!put_part(out, &input->parts[i], contents[i], error))
			return false;
	}
	g_string_append_printf(out, "--%s-m--\r\n", boundary);
	return true;
}

static bool
sizes_check(const ComposeInput *input, GError **error)
{
	size_t total =
		strlen(input->text ? input->text : "") + strlen(input->html ? input->html : "");

	if (input->n_parts > COMPOSE_MAX_PARTS)
		return errors_set(error, ERRORS_MAIL, _("too many attachments"));
	for (size_t i = 0; i < input->n_parts && total <= COMPOSE_MAX_BYTES; i++)
		total = input->parts[i].n_bytes > COMPOSE_MAX_BYTES
				? SIZE_MAX
				: total + input->parts[i].n_bytes;
	/* base64 and CRLF make three octets four and a little more. */
	if (total > COMPOSE_MAX_BYTES / 10 * 7)
		return errors_set(error, ERRORS_MAIL, _("the mail is too long"));
	return true;
}

char *
compose_mail(const ComposeInput *input, size_t *ret_n_bytes, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (!sizes_check(input, error) || !put_headers(out, input, error) ||
	    !put_body(out, input, error) || !compose_check(out->str, out->len, error))
		return NULL;
	*ret_n_bytes = out->len;
	return g_string_free(g_steal_pointer(&out), FALSE);
}
