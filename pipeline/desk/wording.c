/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wording — states and people as a sentence to an editor names them
 */
#include "pipeline/desk/wording.h"

#include "base/i18n.h"

#include <string.h>

const char *
wording_state(const char *state)
{
	static const char *const words[][2] = {
		{ "approved", N_("approved") },	  { "returned", N_("returned") },
		{ "filed", N_("filed") },	  { "merged", N_("merged into another") },
		{ "withdrawn", N_("withdrawn") }, { "issued", N_("printed") },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i][0], state) == 0)
			return _(words[i][1]);
	return state;
}

const char *
wording_who(const Desk *desk, const char *who)
{
	const Person *person = who ? roster_at(desk->office->roster, who, desk->now_us) : NULL;

	if (who && strcmp(who, "operator") == 0)
		return _("the operator");
	return person && *person->name ? person->name : who;
}
