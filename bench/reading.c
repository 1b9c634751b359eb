/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading WORK - letters and documents of bench/letters.py through the reader
 *
 * Three tables, in one run:
 *   small      each letter of WORK/plain, html and both, in turn by
 *                bare    gmime alone: parse, subject, sender, every text part to UTF-8
 *                text    scan, structure, subject, sender, decoding, HTML to text, new text: what
 *                        is compared
 *                letter  read_letter whole: identity, references, commands, fields, shipped rules
 *   documents  extract_document, one file after another
 *   large      the jobs `read` and `part` of a letter, each in a process of its own: time for
 *              each MB, and how much memory it took beyond that of the idle reader
 * Figures are processor time, medians of TURNS. The ratio is what to quote; figures of other runs
 * do not compare.
 */
#include "base/text/fold.h"
#include "extract/extract.h"
#include "filters/ruleset.h"
#include "filters/shipped.h"
#include "mail/gmime.h"
#include "mail/newtext.h"
#include "mail/scan.h"
#include "mail/sender.h"
#include "mail/signature.h"
#include "mail/structure.h"
#include "mail/words.h"
#include "pipeline/reading/jobs.h"
#include "pipeline/reading/read_letter.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TURNS 9
#define LETTERS 1000

typedef struct {
	char *name, *bytes;
	size_t n_bytes;
} Letter;

static RuleSet *rules;
static size_t sum; /* of what was read, so that nothing is left out */

/* Of this process: others on the machine do not count. */
static gint64
cpu_us(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, compare_doubles);
	return values[n / 2];
}

static int
compare_letters(const void *a, const void *b)
{
	return strcmp(((const Letter *)a)->name, ((const Letter *)b)->name);
}

static GArray *
letters_load(const char *work, const char *folder)
{
	g_autofree char *path = g_build_filename(work, folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	GArray *letters = g_array_new(FALSE, FALSE, sizeof(Letter));
	const char *name;

	while (dir && letters->len < LETTERS && (name = g_dir_read_name(dir))) {
		g_autofree char *file = g_build_filename(path, name, NULL);
		Letter letter = { .name = g_strdup(name) };

		if (g_file_get_contents(file, &letter.bytes, &letter.n_bytes, NULL))
			g_array_append_val(letters, letter);
	}
	g_array_sort(letters, compare_letters);
	return letters;
}

/* ---- small letters ---- */

static void
bare_part(GMimeObject *parent, GMimeObject *part, void *data)
{
	g_autofree char *text = NULL;

	(void)parent, (void)data;
	if (!GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	sum += text ? strlen(text) : 0;
}

static void
read_bare(const Letter *letter)
{
	g_autoptr(GMimeStream) stream =
		g_mime_stream_mem_new_with_buffer(letter->bytes, letter->n_bytes);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	g_autoptr(GMimeMessage) message = g_mime_parser_construct_message(parser, NULL);
	const char *subject = message ? g_mime_message_get_subject(message) : NULL;
	g_autofree char *from = message ? internet_address_list_to_string(
						  g_mime_message_get_from(message), NULL, FALSE)
					: NULL;

	sum += (subject ? strlen(subject) : 0) + (from ? strlen(from) : 0);
	if (message)
		g_mime_message_foreach(message, bare_part, NULL);
}

static void
read_text(const Letter *letter)
{
	g_autoptr(Scan) scan = scan_letter(letter->bytes, letter->n_bytes);
	g_autoptr(Structure) structure = structure_read(scan, NULL);
	g_autoptr(StructureText) text = structure ? structure_text(structure) : NULL;
	const ScanHeader *header = scan_header(scan, "Subject", 0);
	g_autofree char *subject = header ? words_decode(header->value, header->n_value) : NULL;
	g_autoptr(HtmlText) html = NULL;
	g_auto(NewText) split = { 0 };
	g_auto(Sender) sender = { 0 };

	if (!text)
		return;
	sender_read(scan, &sender);
	if (text->html)
		html = html_to_text(text->html, strlen(text->html));
	newtext_split(text->plain, html, NULL, &split);
	sum += (subject ? strlen(subject) : 0) + (sender.name ? strlen(sender.name) : 0);
	sum += strlen(split.text) + strlen(split.quoted);
}

static void
read_whole(const Letter *letter)
{
	g_autoptr(json_t) job = json_pack("{s:s}", "job", "read");
	g_autoptr(json_t) reading = read_letter(rules, job, letter->bytes, letter->n_bytes);

	sum += json_object_size(reading);
}

static void
bench_small(const char *work, const char *folder)
{
	static void (*const reads[])(const Letter *) = { read_bare, read_text, read_whole };
	g_autoptr(GArray) letters = letters_load(work, folder);
	double us[G_N_ELEMENTS(reads)][TURNS], ratios[TURNS];
	size_t n_bytes = 0;

	for (guint i = 0; i < letters->len; i++)
		n_bytes += g_array_index(letters, Letter, i).n_bytes;
	for (int turn = -1; turn < TURNS; turn++) /* the first one warms up */
		for (size_t k = 0; k < G_N_ELEMENTS(reads); k++) {
			gint64 from = cpu_us();

			for (guint i = 0; i < letters->len; i++)
				reads[k](&g_array_index(letters, Letter, i));
			us[k][MAX(turn, 0)] = (double)(cpu_us() - from) / MAX(letters->len, 1);
		}
	for (size_t turn = 0; turn < TURNS; turn++)
		ratios[turn] = us[1][turn] / us[0][turn];
	printf("small      %-5s %u letters of %zu bytes: bare gmime %.0f us, text %.0f us, letter "
	       "%.0f "
	       "us; "
	       "text takes %.2f x bare gmime\n",
	       folder, letters->len, n_bytes / MAX(letters->len, 1), median(us[0], TURNS),
	       median(us[1], TURNS), median(us[2], TURNS), median(ratios, TURNS));
}

/* ---- documents ---- */

static void
bench_documents(const char *work)
{
	g_autoptr(GArray) files = letters_load(work, "documents");

	for (guint i = 0; i < files->len; i++) {
		const Letter *file = &g_array_index(files, Letter, i);
		g_autofree char *path = g_build_filename(work, "documents", file->name, NULL);
		double us[TURNS];
		size_t n_chars = 0;
		const char *word = "";

		for (int turn = 0; turn < TURNS; turn++) {
			Extracted extracted = { 0 };
			int fd = open(path, O_RDONLY | O_CLOEXEC);
			gint64 from = cpu_us();

			extract_document(fd, file->name, NULL, &extracted);
			us[turn] = (double)(cpu_us() - from);
			n_chars = extracted.n_chars;
			word = extract_word(extracted.outcome);
			extracted_clear(&extracted);
			close(fd);
		}
		printf("documents  %-12s %7zu bytes %6zu characters %-6s %7.2f ms\n", file->name,
		       file->n_bytes, n_chars, word, median(us, TURNS) / 1000);
	}
}

/* ---- large letters ---- */

/* A line of /proc/self/status, in KiB. */
static long
status_kib(const char *name)
{
	g_autofree char *status = NULL;
	const char *line;

	if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL) ||
	    !(line = strstr(status, name)))
		return 0;
	return strtol(line + strlen(name) + 1, NULL, 10);
}

/* In a process of its own: what it used does not count for the next. */
static void
large_child(const char *path, const char *name, const char *job_name, double mb)
{
	g_autoptr(json_t) job = json_pack("{s:s, s:s}", "job", job_name, "part", "2");
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) result = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC), out = -1;
	int reset = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
	long idle = status_kib("VmRSS:"), peak;
	gint64 from, us;

	if (reset < 0 || write(reset, "5", 1) != 1) /* the peak so far is forgotten */
		printf("large      the peak could not be reset\n");
	from = cpu_us();
	result = jobs_run(JAIL_READER, rules, job, fd, &out, &error);
	us = cpu_us() - from;
	peak = status_kib("VmHWM:");
	printf("large      %-10s %-4s %8.1f ms, %6.2f ms/MB, %5.1f MB over the idle reader%s%s\n",
	       name, job_name, (double)us / 1000, (double)us / 1000 / mb,
	       (double)(peak - idle) / 1024, error ? ": " : "", error ? error->message : "");
	fflush(stdout);
}

static void
bench_large(const char *work)
{
	static const char *const names[] = { "01.eml", "05.eml", "10.eml", "50.eml", "10text.eml" };
	static const char *const job_names[] = { "read", "part" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		for (size_t k = 0; k < G_N_ELEMENTS(job_names); k++) {
			g_autofree char *path = g_build_filename(work, "large", names[i], NULL);
			pid_t child;

			if (k == 1 && strstr(names[i], "text"))
				continue;
			fflush(stdout);
			child = fork();
			if (child == 0) {
				large_child(path, names[i], job_names[k], strtod(names[i], NULL));
				_exit(0);
			}
			waitpid(child, NULL, 0);
		}
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autofree RuleFile *files = NULL;
	size_t n_files;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 2 || !structure_load(&error) || !fold_load(&error))
		return 2;
	signature_load();
	extract_load();
	n_files = shipped_rules(&files);
	rules = ruleset_load(files, n_files, problems);
	if (!rules)
		return 2;
	bench_small(argv[1], "plain");
	bench_small(argv[1], "html");
	bench_small(argv[1], "both");
	bench_documents(argv[1]);
	bench_large(argv[1]);
	return sum == 0;
}
