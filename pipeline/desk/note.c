/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * note — what somebody wrote that a person of the desk should read and see to himself
 */
#include "pipeline/desk/note.h"

#include "pipeline/desk/mail.h"

bool
note_tell(Desk *desk, const char *to, const Note *note, GError **error)
{
	MailOrder order = {
		.template_name = "note", .purpose = "notice", .to = to, .cause = note->cause
	};

	order.params = json_pack("{s:s, s:s?, s:s?, s:o*}", "reason", note->reason, "who",
				 note->who, "quote", note->quote, "done", note->lines);
	if (to)
		return mail_due(desk, &order, error);
	json_decref(order.params);
	return true;
}
