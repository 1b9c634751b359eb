/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chengbao — the mail desk of an information office
 *
 * Finds the office and the language, hands over to a subcommand, and prints
 * what went wrong.
 *
 * Promise: exit codes are those of the contract: 0 done, 1 said no, 64 usage,
 * 74 storage, 75 try again, 78 configuration.
 * Not here: what a subcommand does (its own file).
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/log.h"
#include "command/subcommands.h"

#define MAIN_VERSION "0.1"
#define MAIN_CONF_LINES 2000 /* of office.conf are looked through for the language */

const CommandEntry command_table[] = {
	{ "init", init_command, N_("DIR"), N_("make a ready-to-run office in a new folder"), NULL },
	{ "check", check_command, "", N_("load everything and report every error"),
	  N_("Each error is a line FILE:LINE:COL: message. Exit 0 when there is none, else 78.") },
	{ "ingest", ingest_command, N_("[FILE|DIR|-]…"), N_("take in letters"),
	  N_("An .eml file, an mbox, a Maildir or standard input (default). Exit 0: the letter is "
	     "safe.\nOn standard input every failure but wrong usage is 75, so that a mail server "
	     "tries again.") },
	{ "run", run_command, N_("[--once]"), N_("the service"),
	  N_("--once works until nothing is ready; exit 1 when something needs a person, 75 when "
	     "a service runs.") },
	{ "letters", letters_command, N_("[N…] [--kind K] [--json|--raw] | again N…|--kind K"),
	  N_("every letter and what became of it"), NULL },
	{ "list", list_command,
	  N_("[--state S] [--topic T] [--unit U] [--since D] [--json] | --mail ADDRESS"),
	  N_("items"), NULL },
	{ "show", show_command, N_("ITEM [--json|--text|--raw]"), N_("one item"), NULL },
	{ "search", search_command, N_("[--in items|issues|letters] WORDS… [--json]"),
	  N_("items, issues and letters that say all of these words"),
	  N_("Each word is looked for as it is, two characters are enough; what is held is not "
	     "found. Exit 1 when nothing was found.") },
	{ "why", why_command, N_("ITEM"), N_("how the program came to what it says of an item"),
	  NULL },
	{ "decide", command_order, N_("ITEM WORDS…"), N_("decide, in the words of a reply"),
	  N_("For instance: chengbao decide 12 通过") },
	{ "add", add_command,
	  N_("--unit U [--author NAME] [--title T] [--told TIME] [--by phone|paper] [--kind K] "
	     "[FILE]"),
	  N_("book a report that came by telephone or on paper"),
	  N_("Its text comes on standard input or is FILE, which may be a document. Prints the "
	     "number of its item; exit 1 when the same report is there already.\n"
	     "For instance: chengbao add --author 田一禾 --title 春耕进展 --told 09:30 "
	     "<note.txt") },
	{ "adopt", command_order,
	  N_("[YEAR/]N-LINE [KIND] [--superior S] [--reference R] [--journal J]"),
	  N_("book what an office above did with a line of an issue"),
	  N_("For instance: chengbao adopt 45-3 采用 --reference 市政信息第12期\n"
	     "The journal is the first one and the office above the first it goes to, unless "
	     "named.") },
	{ "issue", issue_command,
	  N_("[list|draft|show N|order N 3,1,7|remove N K|seal N|trace N:K] [--journal J]"),
	  N_("the numbered bulletins"),
	  N_("N is 45 (this year), 2026/45 or draft. J is the first journal unless named.") },
	{ "score", score_command,
	  N_("[--period P] [--unit U] [--section S] [--person P] [--explain] [--format F]"),
	  N_("points and rankings"),
	  N_("P is 2026-11, 2026W47, 2026Q4, 2026 or last; this month unless named.") },
	{ "plan", plan_command, N_("[MONTH] [--json]"),
	  N_("the month's points, those without an item first"),
	  N_("MONTH is 2026-12; this month unless named. Points are published by mail: "
	     "发布要点 2026-12. Exit 1 when there are none.") },
	{ "outbox", outbox_command,
	  N_("[list|show N|retry N|cancel N|settle N sent|unsent|release]"), N_("outgoing mail"),
	  N_("settle says of an uncertain mail whether it went out; release lets mail go again "
	     "after rebuild or restore.") },
	{ "rules", rules_command,
	  N_("[check [FILE…]|list|try FILE|replay [--rules DIR] [--since D]|eval LABELS]"),
	  N_("check the rules, try them on a letter or on all letters of the past"), NULL },
	{ "read", read_command, N_("FILE… [--json]"),
	  N_("what the reader understands of a letter, without taking it in"), NULL },
	{ "extract", extract_command, N_("FILE [--json]"), N_("the text of a document"), NULL },
	{ "audit", audit_command, N_("[list [--since D] [--json]|verify]"),
	  N_("the log of everything that changed"), NULL },
	{ "people", people_command,
	  N_("[list [--json]|add ADDRESS UNIT [NAME] [--role ROLE]|move ADDRESS UNIT] [--from "
	     "DAY]"),
	  N_("the roster: who may write and decide, from when to when"),
	  N_("A line that would make people.csv wrong is not written.") },
	{ "trust", command_order, N_("token --i-accept"),
	  N_("choose a weaker proof for replies deliberately"),
	  N_("[trust] replies names it too; who reads an ask can then answer it.") },
	{ "rights", rights_command, "", N_("who may do what, with which proof"), NULL },
	{ "status", status_command, N_("[--json]"), N_("what came, what waits, what failed"),
	  N_("Exit 1 when something needs a person.") },
	{ "doctor", doctor_command,
	  N_("[mailbox|border [FILE...]|jail] [--no-letter] [--outside FILE]"),
	  N_("log in everywhere, look at the folders, try a letter, and say what to set"),
	  N_("Exit 1 when something is wrong (a line with ✗).") },
	{ "backup", backup_command, N_("FILE"), N_("copy the store into one file"),
	  N_("Works while the service runs. Letters held for a secrecy mark are left out.") },
	{ "restore", restore_command, N_("FILE"), N_("put a backup into an empty office"), NULL },
	{ "rebuild", rebuild_command, "", N_("make the rows again from the log"), NULL },
	{ "worker", worker_command, "", NULL, NULL },
	{ NULL, NULL, NULL, NULL, NULL },
};

/* Messages lie beside the binary in a build tree, in share/ of its prefix when it is
 * installed, wherever that was moved to; else where the build was told. */
static void
main_bind_messages(void)
{
	static const char *const places[] = { "locale", "../share/locale" };
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(self ? self : ".");

	bindtextdomain("chengbao", LOCALEDIR);
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path = g_build_filename(folder, places[i], NULL);
		g_autofree char *messages =
			g_build_filename(path, "zh_CN/LC_MESSAGES/chengbao.mo", NULL);

		if (g_file_test(messages, G_FILE_TEST_EXISTS)) {
			bindtextdomain("chengbao", path);
			break;
		}
	}
	bind_textdomain_codeset("chengbao", "UTF-8");
	textdomain("chengbao");
}

static void
main_set_locale(void)
{
	const char *name = setlocale(LC_ALL, "");

	if (!name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0)
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

/* The `language` of office.conf, found even when the file has errors, which then
 * are told in it. NULL: it names none. */
static const char *
main_office_language(const char *directory)
{
	g_autofree char *path = g_build_filename(directory, "office.conf", NULL);
	FILE *file = fopen(path, "re");
	char text[512];
	const char *found = NULL;

	if (!file)
		return NULL;
	for (int i = 0; !found && i < MAIN_CONF_LINES && fgets(text, sizeof text, file); i++) {
		char *equals = strchr(text, '=');

		if (!equals || strncmp(g_strchug(text), "language", 8) != 0)
			continue;
		equals = strchr(text, '=');
		found = equals && strstr(equals, "en") ? "en" : "zh_CN";
	}
	fclose(file);
	return found ? found : "zh_CN";
}

/* $LANGUAGE stands when it is set: the user's word. */
static void
main_set_language(const char *directory)
{
	const char *language = directory ? main_office_language(directory) : NULL;

	if (language && setenv("LANGUAGE", language, 0) == 0)
		textdomain("chengbao");
}

static char *
main_office(const char *named)
{
	const char *of_environment = g_getenv("CHENGBAO_OFFICE");

	if (named)
		return g_canonicalize_filename(named, NULL);
	if (of_environment && *of_environment)
		return g_canonicalize_filename(of_environment, NULL);
	if (g_file_test("office.conf", G_FILE_TEST_EXISTS))
		return g_get_current_dir();
	if (g_file_test("/etc/chengbao/office.conf", G_FILE_TEST_EXISTS))
		return g_strdup("/etc/chengbao");
	return NULL;
}

static void
main_help(void)
{
	printf("%s\n\n", _("Usage: chengbao [-C DIR] COMMAND …"));
	for (const CommandEntry *entry = command_table; entry->name; entry++)
		if (entry->summary)
			printf("  %-8s  %s\n", entry->name, _(entry->summary));
	printf("\n%s\n", _("DIR is the office: a folder with office.conf and people.csv. Without "
			   "-C it is\n$CHENGBAO_OFFICE, the current folder, or /etc/chengbao.\n"
			   "“chengbao COMMAND --help” says more; so does chengbao(1)."));
}

/* One line for each line of the message; what the operator's files say has its place
 * already, everything else is told with the subcommand's name. */
static int
main_report(const char *name, const GError *error)
{
	g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
	int code = errors_exit_code(error);

	for (char **line = lines; *line; line++) {
		if (!**line)
			continue;
		if (code == 78)
			log_line(LOG_ERROR, "%s", *line);
		else
			log_line(LOG_ERROR, "%s: %s", name, *line);
	}
	if (code == 64)
		log_line(LOG_ERROR, _("%s: “chengbao %s --help” tells the usage"), name, name);
	return code;
}

static int
main_run(const CommandEntry *entry, const CommandLine *line)
{
	g_autoptr(GError) error = NULL;
	int code;

	if (entry->function == command_order && line->argc == 2 &&
	    strcmp(line->argv[1], "--help") == 0) {
		command_help(entry->name, NULL);
		return 0;
	}
	code = entry->function(line, &error);
	if (code < 0 || error)
		code = main_report(entry->name, error);
	if ((fflush(stdout) != 0 || ferror(stdout)) && code == 0) {
		log_line(LOG_ERROR, _("%s: standard output cannot be written"), entry->name);
		code = 74;
	}
	return code;
}

/* Options before the command. Gives the index of the command, or -1: said all. */
static int
main_options(int argc, char **argv, const char **ret_directory, int *ret_code)
{
	*ret_code = 0;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-C") == 0 && i + 1 < argc) {
			*ret_directory = argv[++i];
		} else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			main_help();
			return -1;
		} else if (strcmp(argv[i], "--version") == 0) {
			printf("chengbao %s\n", MAIN_VERSION);
			return -1;
		} else if (argv[i][0] == '-') {
			log_line(LOG_ERROR, _("unknown option %s; “chengbao --help” tells more"),
				 argv[i]);
			*ret_code = 64;
			return -1;
		} else {
			return i;
		}
	}
	log_line(LOG_ERROR, _("no command named; “chengbao --help” lists them"));
	*ret_code = 64;
	return -1;
}

int
main(int argc, char **argv)
{
	const char *named = NULL;
	g_autofree char *office = NULL;
	CommandLine line = { 0 };
	int at, code;

	main_set_locale();
	main_bind_messages();
	at = main_options(argc, argv, &named, &code);
	if (at < 0)
		return code;
	office = main_office(named);
	main_set_language(office);
	line = (CommandLine){ .office = office, .argc = argc - at, .argv = argv + at };
	for (const CommandEntry *entry = command_table; entry->name; entry++)
		if (strcmp(entry->name, argv[at]) == 0)
			return main_run(entry, &line);
	log_line(LOG_ERROR, _("there is no command “%s”; “chengbao --help” lists them"), argv[at]);
	return 64;
}
