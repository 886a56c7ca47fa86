"""A criterion to begin with: a whole and working one, for its author to write over."""

from __future__ import annotations

import re

from checker.errors import SensecheckError

_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")

_TEMPLATE = """\
# A criterion of your own. This one works as it stands: write over every line of it.
# What each key means: docs/rules.md. Try it with
#   sensecheck rules test THIS-FILE
#   sensecheck rules try THIS-FILE my-area/
id: {id}
title: Private fostering
asks: Is private fostering recognised as a place of risk?
why: A child who lives with strangers may be hidden from every service.
instead: Say who is told when a child is found to be privately fostered, and within what time.
source:
  title: Where the question comes from
  date: "2024"
  confirmed: false
status: stable
since: 1.0.0
severity: medium
rules:
  # Words that settle the stance. Each example is tried by `sensecheck rules test`.
  - id: told
    kind: pattern
    terms: [privately fostered, private fostering]
    near: [(~tell|~notify) ...4 (council|authority)]
    stance: {{asserted: meets, rejected: contradicts, otherwise: mentions_only}}
    examples:
      fires: A school that learns of private fostering notifies the council the same day.
      silent: Private tuition is arranged by the school.
      negation_trap: Staff need not tell the council that a child is privately fostered.
      quotation_trap: One school asked what "private fostering" means.
  # Sentences to learn from, at least eight in all. The more, and the more unlike each other,
  # the better; take them from documents you know.
  - id: like-these
    kind: meaning
    exemplars:
      meets:
        - When a child lives with people who are no relatives, the council is told within the week.
        - Health visitors ask who looks after the child, and pass on any private arrangement.
        - A private fostering arrangement that comes to light is visited within seven days.
        - Schools check who signs for a pupil and report carers who are not family.
      contradicts:
        - Where a child stays with friends of the family, no notification is needed.
        - Private arrangements between parents are not a matter for this protocol.
        - Who a young person lodges with is their parents' business.
      mentions_only:
        - The number of privately fostered children is reported every year.
        - Private fostering is defined in the Children Act 1989.
        - Training on private fostering is planned for the autumn.
"""


def criterion_template(criterion_id: str) -> str:
    """The YAML of a criterion with that id.

    :raises SensecheckError: the id is not of the form ``pack/name``.
    """
    if not _ID.fullmatch(criterion_id):
        raise SensecheckError("rule-id", id=criterion_id)
    return _TEMPLATE.format(id=criterion_id)
