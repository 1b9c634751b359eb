/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proof — the one answer to “is this letter from its sender?”, of all methods together
 *
 * A border that is named by authserv-id is heard also where it is no method of the office:
 * its word that a sender is forged holds the letter in any case.
 *
 * Promise: `failed` only by the border's word.
 */
#include "mail/proof.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text/address.h"
#include "mail/evidence.h"
#include "mail/submission.h"

static bool
policy_has(const ProofPolicy *policy, const char *method)
{
	return policy->methods && g_strv_contains(policy->methods, method);
}

/* What did not help either, behind what did not help before. */
static void
finding_add_why(ProofFinding *finding, const char *why)
{
	g_autofree char *before = g_steal_pointer(&finding->why);

	finding->why = before ? g_strdup_printf("%s; %s", before, why) : g_strdup(why);
}

static void
finding_passed(ProofFinding *finding, const char *method, const char *why)
{
	finding->method = method;
	g_free(finding->why);
	finding->why = g_strdup(why);
}

/* True: the border has settled it. */
static bool
proof_of_border(const Scan *scan, const ProofPolicy *policy, const char *from_domain,
		ProofFinding *finding)
{
	bool asked = policy_has(policy, "authentication-results");
	g_auto(Evidence) evidence = { 0 };

	evidence_read(scan, policy->authserv_id, policy->border, from_domain, &evidence);
	finding->failed = evidence.failed;
	if (asked || evidence.failed || !policy->methods || !policy->methods[0])
		finding->why = g_strdup(evidence.why);
	/* Without any method of the office a pass is told all the same; it allows nothing. */
	if (evidence.passed && (asked || !policy->methods || !policy->methods[0]))
		finding->method = evidence.method;
	return evidence.failed || strcmp(finding->method, "none") != 0;
}

static bool
proof_of_signature(const Scan *scan, const ProofPolicy *policy, const char *from_domain,
		   ProofFinding *finding)
{
	g_auto(DkimVerdict) verdict = { 0 };

	dkim_examine(scan, from_domain, policy->received_us, policy->keys, policy->n_keys,
		     &verdict);
	if (verdict.passed) {
		finding_passed(finding, "dkim", verdict.why);
		return true;
	}
	finding->again = verdict.again;
	g_strfreev(finding->names);
	finding->names = g_steal_pointer(&verdict.names);
	finding_add_why(finding, verdict.why);
	return false;
}

static bool
proof_of_submission(const Scan *scan, const ProofPolicy *policy, const char *from,
		    ProofFinding *finding)
{
	const SubmissionPolicy submission = { .forms = policy->forms,
					      .border = policy->border,
					      .authserv_id = policy->authserv_id,
					      .domain = policy->domain };
	const char *why = NULL;

	if (!policy->forms || !policy->forms[0]) {
		finding_add_why(finding, _("“chengbao doctor border” has not shown yet that mail "
					   "from outside cannot look like this"));
		return false;
	}
	if (submission_passed(scan, &submission, from, &why)) {
		finding_passed(finding, "submission", why);
		return true;
	}
	finding_add_why(finding, why);
	return false;
}

void
proof_read(const Scan *scan, const ProofPolicy *policy, const char *from, ProofFinding *ret_finding)
{
	const char *from_domain = from ? address_domain(from) : NULL;

	*ret_finding = (ProofFinding){ .method = "none", .names = g_new0(char *, 1) };
	if (proof_of_border(scan, policy, from_domain, ret_finding))
		return;
	/* What our own server says costs no question to the DNS. */
	if (policy_has(policy, "submission") &&
	    proof_of_submission(scan, policy, from, ret_finding))
		return;
	if (policy_has(policy, "dkim"))
		proof_of_signature(scan, policy, from_domain, ret_finding);
}

void
proof_clear(ProofFinding *finding)
{
	g_strfreev(finding->names);
	g_free(finding->why);
	*finding = (ProofFinding){ 0 };
}
