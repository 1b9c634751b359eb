/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shipped — the rules that come with the program
 */
#include "filters/shipped.h"

#include "base/shipped.h"

static size_t
take(const char *const *names, size_t n_names, RuleFile **ret_files)
{
	RuleFile *files = g_new0(RuleFile, n_names);

	for (size_t i = 0; i < n_names; i++) {
		const ShippedFile *file = shipped_find(names[i]);

		g_assert(file != NULL);
		files[i] = (RuleFile){ file->name, file->bytes, file->n_bytes };
	}
	*ret_files = files;
	return n_names;
}

static const char *const all[] = { "filters/rules/angles.rules", "filters/rules/kinds.rules",
				   "filters/rules/marks.rules", "filters/rules/topics.rules",
				   "filters/rules/checks.rules" };

size_t
shipped_angles(RuleFile **ret_files)
{
	return take(&all[0], 1, ret_files);
}

size_t
shipped_kinds(RuleFile **ret_files)
{
	return take(&all[1], 1, ret_files);
}

size_t
shipped_marks(RuleFile **ret_files)
{
	return take(&all[2], 1, ret_files);
}

size_t
shipped_topics(RuleFile **ret_files)
{
	return take(&all[3], 1, ret_files);
}

size_t
shipped_checks(RuleFile **ret_files)
{
	return take(&all[4], 1, ret_files);
}

size_t
shipped_rules(RuleFile **ret_files)
{
	return take(all, G_N_ELEMENTS(all), ret_files);
}
