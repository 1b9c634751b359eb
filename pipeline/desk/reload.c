/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reload — the office's files anew, or the old ones and a word about it
 */
#include "pipeline/desk/reload.h"

#include "base/log.h"

#include <string.h>

void
reload_office(Desk *desk)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) office = office_load(desk->directory, problems, notes);
	g_autoptr(Scheme) scheme = office ? desk_load_scheme(office, problems) : NULL;
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < problems->len; i++)
		log_line(LOG_ERROR, "%s", (char *)problems->pdata[i]);
	if (!office || !scheme || problems->len > 0) {
		log_line(LOG_ERROR, "reload: the old configuration stays in force");
		return;
	}
	if (desk->pool && !pool_reload(desk->pool, &error)) {
		log_line(LOG_ERROR, "%s", error->message);
		log_line(LOG_ERROR, "reload: the old configuration stays in force");
		return;
	}
	/* Sources, relay and store keep what they were started with until a restart;
	 * everything that decides is taken from the new files. */
	if (strcmp(office->store_url, desk->office->store_url) != 0 ||
	    strcmp(office->relay.url, desk->office->relay.url) != 0)
		log_line(LOG_INFO, "reload: [store] and [relay] change with the next start");
	desk->retired = g_list_prepend(desk->retired, desk->office);
	desk->office = g_steal_pointer(&office);
	scheme_free(desk->scheme);
	desk->scheme = g_steal_pointer(&scheme);
	log_line(LOG_INFO, "reload: the new configuration is in force");
}
