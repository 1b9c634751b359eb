/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * print — the printer's work: a snapshot in, a whole mail out
 */
#include "pipeline/outward/print.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "mail/compose.h"
#include "mail/reference.h"
#include "publish/pages.h"

#include <stdio.h>
#include <inttypes.h>
#include <string.h>

#define PRINT_ZONE "Asia/Shanghai" /* China has one */

/* What one mail's input borrows from, freed together. */
typedef struct {
	Page page;
	ComposeHeader headers[COMPOSE_MAX_HEADERS];
	ComposePart parts[COMPOSE_MAX_PARTS];
	GPtrArray *memory;
	const char **references;
} Sheet;

static void
sheet_clear(Sheet *sheet)
{
	pages_clear(&sheet->page);
	g_clear_pointer(&sheet->memory, g_ptr_array_unref);
	g_clear_pointer(&sheet->references, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sheet, sheet_clear)

static void *
sheet_keep(Sheet *sheet, void *memory)
{
	g_ptr_array_add(sheet->memory, memory);
	return memory;
}

/* The moment of the mail: "date_us", else the office's clock words in "now". */
static int64_t
print_date(const json_t *snapshot, const char *zone)
{
	const char *now = record_string(snapshot, "now");
	int64_t date_us = record_integer(snapshot, "date_us");
	g_autoptr(GTimeZone) place = NULL;
	g_autoptr(GDateTime) moment = NULL;
	int year, month, day, hour, minute;

	if (date_us > 0)
		return date_us;
	if (!now || sscanf(now, "%4d-%2d-%2d%*1c%2d:%2d", &year, &month, &day, &hour, &minute) != 5)
		return clock_now_us();
	place = g_time_zone_new_identifier(zone);
	if (!place)
		place = g_time_zone_new_offset(8 * 3600);
	moment = g_date_time_new(place, year, month, day, hour, minute, 0);
	return moment ? g_date_time_to_unix(moment) * CLOCK_SECOND_US : clock_now_us();
}

static void
print_references(const json_t *snapshot, Sheet *sheet, ComposeInput *input)
{
	const json_t *references = json_object_get(snapshot, "references");
	size_t n = json_array_size(references);

	sheet->references = g_new0(const char *, n + 1);
	for (size_t i = 0, used = 0; i < n; i++) {
		const char *id = json_string_value(json_array_get(references, i));

		if (id)
			sheet->references[used++] = id;
	}
	input->references = sheet->references;
	input->in_reply_to = record_string(snapshot, "in_reply_to");
}

static bool
print_headers(const json_t *snapshot, Sheet *sheet, ComposeInput *input, GError **error)
{
	const json_t *headers = json_object_get(snapshot, "headers");

	if (json_array_size(headers) >= COMPOSE_MAX_HEADERS)
		return errors_set(error, ERRORS_MAIL, _("too many headers"));
	for (size_t i = 0; i < json_array_size(headers); i++) {
		const json_t *header = json_array_get(headers, i);

		sheet->headers[input->n_headers++] =
			(ComposeHeader){ record_string(header, "name"),
					 record_string(header, "value") };
	}
	input->headers = sheet->headers;
	return true;
}

static bool
print_attachments(const json_t *snapshot, Sheet *sheet, ComposeInput *input, GError **error)
{
	const json_t *attachments = json_object_get(snapshot, "attachments");

	/* The last place is the issue's machine part. */
	if (json_array_size(attachments) >= COMPOSE_MAX_PARTS)
		return errors_set(error, ERRORS_MAIL, _("too many attachments"));
	for (size_t i = 0; i < json_array_size(attachments); i++) {
		const json_t *attachment = json_array_get(attachments, i);
		const char *type = record_string(attachment, "media_type");
		const char *base64 = record_string(attachment, "base64");
		ComposePart part = { .name = record_string(attachment, "name") };
		gsize n_bytes = 0;

		if (!base64)
			return errors_set(error, ERRORS_MAIL, _("attachment without content"));
		part.bytes = sheet_keep(sheet, g_base64_decode(base64, &n_bytes));
		part.n_bytes = n_bytes;
		part.media_type = type ? type : "application/octet-stream";
		sheet->parts[input->n_parts++] = part;
	}
	input->parts = sheet->parts;
	return true;
}

/* {"chengbao":1,"journal",…,"lines":[…]}: what another chengbao reads as items. */
static char *
machine_text(const json_t *issue)
{
	static const char *const heads[] = { "journal", "year", "number", "total" };
	static const char *const members[] = { "position", "item", "revision",
					       "title",	   "unit", "text" };
	g_autoptr(json_t) machine = json_pack("{s:i}", "chengbao", 1);
	json_t *lines = json_array(), *line;
	size_t i;

	for (size_t m = 0; m < G_N_ELEMENTS(heads); m++)
		if (record_member(issue, heads[m]))
			json_object_set(machine, heads[m], json_object_get(issue, heads[m]));
	json_array_foreach (json_object_get(issue, "lines"), i, line) {
		json_t *made = json_object();

		for (size_t m = 0; m < G_N_ELEMENTS(members); m++)
			if (record_member(line, members[m]))
				json_object_set(made, members[m],
						json_object_get(line, members[m]));
		json_array_append_new(lines, made);
	}
	json_object_set_new(machine, "lines", lines);
	return record_text(machine);
}

static void
print_issue(const json_t *snapshot, Sheet *sheet, ComposeInput *input)
{
	const json_t *issue = json_object_get(snapshot, "issue");
	char *machine = sheet_keep(sheet, machine_text(issue));
	const char *journal = record_string(issue, "journal");
	bool there = false;
	char *name = sheet_keep(sheet, g_strdup_printf("%s%" PRId64 "年第%" PRId64 "期.json",
						       journal ? journal : "",
						       record_integer(issue, "year"),
						       record_integer(issue, "number")));

	sheet->parts[input->n_parts++] = (ComposePart){ .name = name,
							.media_type = PRINT_MACHINE_TYPE,
							.bytes = machine,
							.n_bytes = strlen(machine),
							.is_inline = true };
	for (size_t i = 0; i < input->n_headers; i++)
		there |= g_strcmp0(sheet->headers[i].name, "X-Chengbao-Issue") == 0;
	if (there)
		return;
	sheet->headers[input->n_headers++] = (ComposeHeader){
		"X-Chengbao-Issue",
		sheet_keep(sheet, g_strdup_printf("%s %" PRId64 "/%" PRId64, journal ? journal : "",
						  record_integer(issue, "year"),
						  record_integer(issue, "number")))
	};
}

static void
print_people(const json_t *snapshot, ComposeInput *input)
{
	const json_t *office = json_object_get(snapshot, "office");
	const json_t *to = json_object_get(snapshot, "to");
	const char *name = record_string(snapshot, "from_name");

	input->from_address = record_string(office, "mailbox");
	input->from_name = name ? name : record_string(office, "name");
	input->to_address = record_string(to, "address");
	input->to_name = record_string(to, "name");
	input->message_id = record_string(snapshot, "message_id");
	input->auto_submitted = record_string(snapshot, "auto");
	input->zone = record_string(office, "timezone");
	if (!input->zone)
		input->zone = PRINT_ZONE;
	input->date_us = print_date(snapshot, input->zone);
}

/* What others wrote may hold a token of some other mail, or look as if: an answer that
 * quotes ours carries ours alone. */
static void
print_mask(const json_t *snapshot, Page *page)
{
	const char *own = record_string(snapshot, "token");
	char *text = reference_mask(page->text, own);
	char *html = page->html ? reference_mask(page->html, own) : NULL;

	g_free(page->text);
	g_free(page->html);
	page->text = text;
	page->html = html;
}

char *
print_mail(const json_t *snapshot, size_t *ret_n_bytes, GError **error)
{
	const char *template = record_string(snapshot, "template");
	g_auto(Sheet) sheet = { .memory = g_ptr_array_new_with_free_func(g_free) };
	ComposeInput input = { 0 };

	if (!template) {
		errors_set(error, ERRORS_CONFIG, _("a snapshot without template"));
		return NULL;
	}
	if (!pages_render(template, snapshot, &sheet.page, error))
		return NULL;
	print_mask(snapshot, &sheet.page);
	print_people(snapshot, &input);
	print_references(snapshot, &sheet, &input);
	if (!print_headers(snapshot, &sheet, &input, error) ||
	    !print_attachments(snapshot, &sheet, &input, error))
		return NULL;
	if (strcmp(template, "issue") == 0)
		print_issue(snapshot, &sheet, &input);
	input.subject = sheet.page.subject;
	input.text = sheet.page.text;
	input.html = sheet.page.html;
	return compose_mail(&input, ret_n_bytes, error);
}
