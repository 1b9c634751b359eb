/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry_read — what words mean in answer to an ask (declared with carry)
 *
 * Not here: the grammar (mail/commands), what is done (carry).
 */
#include "pipeline/desk/carry.h"

#include "base/log.h"
#include "base/text/fold.h"
#include "pipeline/desk/labels.h"

static bool
carry_is(const json_t *ask, const char *kind)
{
	return g_strcmp0(record_string(ask, "kind"), kind) == 0;
}

static bool
carry_labels(const Commands *commands)
{
	for (guint i = 0; i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		if (command->verb == COMMAND_TOPIC || command->verb == COMMAND_KIND)
			return true;
	}
	return false;
}

/* Topics and kinds are asked for only where an answer names one: the workers that know them
 * need not run for it else. */
static Commands *
carry_read_words(Desk *desk, const char *words, CommandContext *context)
{
	static const char *const none[] = { NULL };
	g_autoptr(Commands) commands = commands_read(words, context);
	g_auto(Labels) labels = { 0 };
	g_autoptr(GError) error = NULL;

	if (!carry_labels(commands))
		return g_steal_pointer(&commands);
	if (fold_load(&error) && labels_read(desk, &labels, &error)) {
		context->topics = (const char *const *)labels.topics->pdata;
		context->kinds = (const char *const *)labels.kinds->pdata;
	} else {
		log_line(LOG_ERROR, "%s", error->message);
		context->topics = context->kinds = none;
	}
	return commands_read(words, context);
}

Commands *
carry_read(Desk *desk, const json_t *ask, const char *words, const Person *person)
{
	const GPtrArray *people = roster_all(desk->office->roster);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GPtrArray) journals = g_ptr_array_new();
	CommandContext context = { .scope = SCOPE_ITEM,
				   .sender_name = person ? person->name : NULL };

	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];

		if (*one->name)
			g_ptr_array_add(names, one->name);
		g_ptr_array_add(names, one->unit);
	}
	for (guint i = 0; i < desk->office->journals->len; i++)
		g_ptr_array_add(journals, ((Journal *)desk->office->journals->pdata[i])->name);
	g_ptr_array_add(names, NULL);
	g_ptr_array_add(journals, NULL);
	context.names = (const char *const *)names->pdata;
	context.journals = (const char *const *)journals->pdata;
	if (carry_is(ask, "list"))
		context.scope = SCOPE_LIST;
	else if (carry_is(ask, "sign"))
		context.scope = SCOPE_DRAFT;
	else if (carry_is(ask, "confirm"))
		context.scope = SCOPE_CONFIRM;
	return carry_read_words(desk, words, &context);
}

CommandVerb
carry_verb(const json_t *ask, const Command *command)
{
	g_autoptr(json_t) params = desk_json(ask, "params");

	if (carry_is(ask, "sign") &&
	    (command->verb == COMMAND_APPROVE || command->verb == COMMAND_RETURN ||
	     command->verb == COMMAND_SEAL))
		return record_string(params, "for") ? COMMAND_SEAL_FOR : COMMAND_SEAL;
	/* A superior's word; inside the office 采用 says approve. */
	if (!carry_is(ask, "sign") && command->verb == COMMAND_ADOPT && !command->issue)
		return COMMAND_APPROVE;
	return command->verb;
}
