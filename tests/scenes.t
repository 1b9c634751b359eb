#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scenes - days of an office as its people live them, on a private Postfix and Dovecot

The stories are in tests/scenes/; ONLY=newcomer,flood tells some of them.
"""
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "lib"), os.path.join(HERE, "scenes")]
import issues
import night
import reports
import review
import whole
from scenes import tell

STORIES = (reports.newcomer, reports.document, review.one_character, review.foxmail_edit,
           issues.clause, review.flood, review.merged, night.holiday, reports.corrected, issues.weeks_later,
           review.deputy, reports.moved, review.intranet, reports.shared_mailbox,
           review.late_answer, reports.recalled, reports.secret, review.opinion, night.stranger,
           issues.two_offices, night.vacations, whole.whole_day)
ONLY = os.environ.get("ONLY")
tell(*[story for story in STORIES if not ONLY or story.__name__ in ONLY.split(",")])
