/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-commands — any text as an answer to any kind of question
 *
 * The first byte chooses the question. One item and a draft are all or nothing;
 * the record's form must always be made.
 */
#include "mail/commands.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "编辑乙", "应急管理局", NULL };
	g_autofree char *raw = NULL, *text = NULL;
	CommandContext context = { SCOPE_UNKNOWN, names, "编辑甲", NULL, NULL, NULL };
	g_autoptr(Commands) commands = NULL;
	json_t *json;

	if (size < 1 || size > 4096)
		return 0;
	context.scope = (CommandScope)(data[0] % (SCOPE_CONFIRM + 1));
	raw = g_strndup((const char *)data + 1, size - 1);
	text = g_utf8_make_valid(raw, -1);
	commands = commands_read(text, &context);
	if (context.scope == SCOPE_ITEM || context.scope == SCOPE_DRAFT)
		g_assert(commands->list->len == 0 || commands->not_understood == NULL);
	if (commands->list->len == 0 && !commands->empty)
		g_assert(commands->not_understood != NULL);
	json = commands_json(commands);
	g_assert(json_is_array(json));
	json_decref(json);
	return 0;
}
