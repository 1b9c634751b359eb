/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * subcommands — the functions behind the table of command/main.c
 */
#ifndef CHENGBAO_COMMAND_SUBCOMMANDS_H
#define CHENGBAO_COMMAND_SUBCOMMANDS_H

#include "command/command.h"

int add_command(const CommandLine *line, GError **error);
int audit_command(const CommandLine *line, GError **error);
int backup_command(const CommandLine *line, GError **error);
int check_command(const CommandLine *line, GError **error);
int doctor_command(const CommandLine *line, GError **error);
int extract_command(const CommandLine *line, GError **error);
int ingest_command(const CommandLine *line, GError **error);
int init_command(const CommandLine *line, GError **error);
int issue_command(const CommandLine *line, GError **error);
int letters_command(const CommandLine *line, GError **error);
int list_command(const CommandLine *line, GError **error);
int outbox_command(const CommandLine *line, GError **error);
int read_command(const CommandLine *line, GError **error);
int rebuild_command(const CommandLine *line, GError **error);
int restore_command(const CommandLine *line, GError **error);
int people_command(const CommandLine *line, GError **error);
int plan_command(const CommandLine *line, GError **error);
int search_command(const CommandLine *line, GError **error);
int rights_command(const CommandLine *line, GError **error);
int rules_command(const CommandLine *line, GError **error);
int run_command(const CommandLine *line, GError **error);
int score_command(const CommandLine *line, GError **error);
int show_command(const CommandLine *line, GError **error);
int status_command(const CommandLine *line, GError **error);
int why_command(const CommandLine *line, GError **error);
int worker_command(const CommandLine *line, GError **error);

#endif
