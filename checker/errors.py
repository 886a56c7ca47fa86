"""The catalogue of messages: every sentence that tells a user something went wrong.

One sentence each: what is wrong, with which file, what to do.
"""

from __future__ import annotations

import re

MESSAGES: dict[str, str] = {
    "folder-missing": "There is no folder {path}: check the name.",
    "folder-is-file": "{path} is a file, not a folder: use `sensecheck check` for single files.",
    "folder-empty": "{path} holds no document that can be read ({formats}): put them in it.",
    "folder-given": "{path} is a folder: use `sensecheck matrix` for it.",
    "none-read": "None of the {count} files in {path} could be read; the first: {reason}",
    "case-unclear": (
        "What the case is about cannot be told from “{case}”: name the issues (sexual "
        "exploitation, domestic abuse, harmful sexual behaviour, gangs, missing), or one of "
        "{presets}."
    ),
    "file-missing": "There is no file {path}: check the name.",
    "file-unreadable": "{path} cannot be opened ({cause}): check that you may read it.",
    "file-empty": "{path} is empty: save it again from the program that made it.",
    "format-unknown": "{path} is not a kind of file that can be read ({formats}): save it as one.",
    "format-mismatch": (
        "{path} is not what its name says (it looks like {found}): "
        "save it again from the program that made it."
    ),
    "encrypted": "{path} is protected by a password: save a copy without one, or give --password.",
    "password-wrong": "{path} does not open with the password given: check it.",
    "damaged": "{path} is damaged or cut short: get a fresh copy.",
    "scanned": (
        "{path} is a scan: its pages are pictures without text, so there is nothing to read; "
        "get the original or a copy with a text layer, or install tesseract and sensecheck[ocr]."
    ),
    "garbled": (
        "{path} has a text layer that does not spell words: "
        "get the original, or save it as PDF again."
    ),
    "office-missing": (
        "{path} is of an older or another kind (.doc, .odt, .rtf), which needs LibreOffice "
        "on this machine: install it, or save the file as .docx."
    ),
    "office-failed": (
        "{path} could not be opened by LibreOffice (it is damaged, or protected by a password): "
        "save a copy as .docx."
    ),
    "archive-given": (
        "{path} is a zip archive: unpack it, or give it to `sensecheck check` or `matrix`."
    ),
    "archive-nested": "{path} is a zip archive inside another, which is not opened: unpack it.",
    "archive-protected": "{path} is in a zip archive with a password: unpack it first.",
    "archive-empty": "{path} holds no document: check that it is the right file.",
    "no-text": "{path} has no text in it: check that it is the right file.",
    "too-large": "{path} is larger than the limit of {limit}: raise the setting {setting}.",
    "too-slow": "{path} took longer than {limit} to read and was given up: check the file.",
    "reader-crashed": (
        "{path} could not be read (its content stopped the reader): get a fresh copy."
    ),
    "unsafe": "{path} is built in a way that can harm a reader ({cause}), so it was not opened.",
    "rule-malformed": "{path}, line {line}: {cause}\n    {quote}",
    "rule-id": (
        "{id} is no id for a criterion: write pack/name in small letters, digits and hyphens, "
        "such as our-board/private-fostering."
    ),
    "rule-unknown-criterion": "There is no criterion {id}: choose from {known}.",
    "area-yaml": "{path} cannot be used: {cause}.",
    "labels-malformed": "{path}, line {line}: {cause}.",
    "reference-unknown": "{name} is none of the documents that were compared: choose from {known}.",
    "truth-missing": "{path} has no truth.json beside its documents, so it cannot be evaluated.",
    "truth-malformed": "{path} cannot be used: {cause}.",
    "model-missing": "The model in {path} is not complete ({cause}): make it with `make train`.",
    "model-mismatch": (
        "The heads in {path} belong to another encoder "
        "(they expect {expected}, found {found}): make them again with `make train`."
    ),
    "model-heads": (
        "The model in {path} cannot be used ({cause}): make it again with "
        "`make train MODEL=... OUT={path}`, or leave --model out to use the shipped one."
    ),
    "setting-malformed": (
        "The setting {name} is {value!r}, which is not a number: mend or unset it."
    ),
    "note-one-document": (
        "There is one document only, so there is nothing to compare it with: "
        "put its sibling documents beside it."
    ),
    "note-same-issue": (
        "{count} documents are about {issue} ({names}): each is taken as a document of its own, "
        "so take out the ones that no longer apply."
    ),
    "note-other-area": (
        "{names} seems to be of {area} and the others of {main}: put each area's documents into a "
        "folder of their own, or say in area.yaml that they are of one area."
    ),
    "note-older-version": (
        "{old} is an earlier version of {new}, which alone was judged and compared: "
        "`sensecheck compare` says what has changed between the two."
    ),
    "note-other-rules": (
        "Checked by another version of the rules or the model than the newest check, so that "
        "these answers compare less well: {names}. Check them again."
    ),
    "note-issue-unknown": (
        "What {name} is about could not be told{guess}: name its issue in area.yaml ({issues})."
    ),
    "note-overdue": (
        "{name} was due for review in {due} and is overdue: find out whether a newer one exists."
    ),
    "note-other-law": (
        "{name} seems to be written under the law of {law}, where other statutes and bodies "
        "apply: a person has to judge what it says of English ones."
    ),
    "note-status": "{name} says that it is {status}: check that it is the one in force.",
    "note-cache": (
        "The cache in {path} could not be used ({cause}), so the next run takes as long: "
        "make room there, or name another folder in SENSECHECK_CACHE."
    ),
    "root-empty": (
        "{path} holds no folder: put each area's documents into a folder of its own in it, "
        "or run `sensecheck matrix {path}` for a single area."
    ),
    "root-unusable": "None of the areas in {path} could be used. The first: {reason}",
    "area-empty": "{path} holds no document: put the area's documents into it.",
    "area-large": (
        "{path} holds {count:,} files, and an area may have {limit}: is it a folder of areas? "
        "Give each area a folder of its own."
    ),
    "areas-not-kept": (
        "What was worked out could not be kept in {path} ({cause}): make room there, or name "
        "another folder in SENSECHECK_CACHE, and run the same command again to go on."
    ),
    "rules-changed": (
        "The rule packs were changed during the run, so the areas would not be judged alike: "
        "run the same command again."
    ),
    "worker-lost": (
        "A process that was working out an area ended (most likely for want of memory): "
        "run the same command again, which goes on where it was, with fewer --processes."
    ),
    "worker-other": (
        "A worker runs another Sensecheck than this one, or another model (it has version "
        "{version}): install the same on every machine, and run the same command again."
    ),
    "cluster-missing": (
        "A scheduler needs libraries that are not installed ({cause}): "
        "install them with `pip install 'sensecheck[cluster]'`."
    ),
    "cluster-lost": (
        "The scheduler at {address} cannot be reached ({cause}): check it, and run the same "
        "command again, which goes on where it was."
    ),
    "anonymous-few": (
        "Without names a figure needs at least {least} areas (here: {count}): nothing was written."
    ),
    "note-loose": ("Files directly in {path} belong to no area and were left out: {count}."),
    "cache-stuck": "The cache in {path} cannot be cleared ({cause}): delete the folder by hand.",
    "note-folders": (
        "Only the files directly in the folder are read, so what is in {names} was left out: "
        "give it a run of its own, or move its documents up."
    ),
    "baseline-unreadable": (
        "{path} cannot be used as a baseline ({cause}): "
        "make one with `sensecheck matrix FOLDER --format json -o {path}`."
    ),
    "note-baseline": (
        "Only what is new is listed; known already to the baseline of {created}: {count}."
    ),
    "review-file": "{path} cannot be used: {cause}.",
    "finding-unknown": (
        "There is no open finding {id}: `sensecheck review list` shows those there are."
    ),
    "note-dismissed": "Set aside by people and not counted ({name}): {count}.",
    "note-dismissal-stale": (
        "A dismissal by {author} of {subject} matches nothing any more ({words}): "
        "look whether the new words need it."
    ),
    "note-area-yaml-extra": "area.yaml names {name}, which is not among the documents.",
    "note-area-yaml-key": "area.yaml has the key {key}, which is not used.",
    "unexpected": (
        "Something went wrong inside Sensecheck ({cause}): "
        "run the command again with --debug before its name, and report what it prints."
    ),
    "output-needed": "This format is no text for a terminal: name a file with -o.",
    "output-unwritable": (
        "{path} cannot be written ({cause}): "
        "close it if another program has it open, or choose another place."
    ),
    "draft-protected": (
        "{path} is protected against editing, so that no comment can be added: "
        "ask its owner for a copy without protection."
    ),
    "draft-signed": (
        "{path} is signed, and a comment would break the signature: "
        "ask its owner for a copy without one."
    ),
    "draft-encrypted": (
        "{path} is protected by a password, which a copy with notes would lose: "
        "ask its owner for a copy without one."
    ),
    "draft-format": "{path} is no Word file (.docx) or PDF, the two kinds that take comments.",
    "draft-changed": "{path} was changed while it was being read: run the command again.",
    "draft-unread": "{reason}",
    "note-output-among-documents": (
        "{path} stands among the documents and will be read as one of them the next time: "
        "move it to another folder."
    ),
    "dismissal-blank": "A dismissal needs a reason and a name: say both in words.",
    "output-suffix": "{path} has to be named {formats}: that says how it is to be written.",
    "output-is-source": (
        "{path} is among the documents that were read, which are never changed: "
        "name another file, best in another folder."
    ),
    "pdf-office-missing": (
        "A PDF is made with LibreOffice, which is not on this machine: "
        "install it, or name the output .docx and save it as PDF from Word."
    ),
    "pdf-office-failed": (
        "LibreOffice could not make a PDF ({cause}): "
        "name the output .docx and save it as PDF from Word."
    ),
    "serve-missing": (
        "The service needs libraries that are not installed ({cause}): "
        "install them with `pip install 'sensecheck[serve]'`."
    ),
    "serve-taken": (
        "Sensecheck is running already with the folder {path}: "
        "use the page that it opened, or give another folder with --data."
    ),
    "serve-port": (
        "Port {port} cannot be used ({cause}): leave out --port, or choose another number."
    ),
    "serve-data": "The folder {path} cannot be used ({cause}): choose another with --data.",
    "database-address": (
        "The address of the database cannot be used: give one like "
        "postgresql://user:password@host/name, or none for SQLite."
    ),
    "backup-unreadable": "{path} cannot be used as a backup: {cause}.",
    "backup-broken": "{path} is damaged, so nothing was restored: take another backup.",
    "backup-newer": (
        "{path} was made by Sensecheck {version}, which is later than this one: update it first."
    ),
    "backup-file-missing": (
        "The file {name} of a document is missing, so no backup was made: "
        "restore it from an earlier one, or delete the document."
    ),
    "restore-not-empty": (
        "There is something in the store already, which a restore would mix with: "
        "give another folder with --data, or an empty database."
    ),
    "database-unreachable": (
        "The database cannot be used ({cause}): check its address, and that it runs."
    ),
    "postgres-missing": (
        "PostgreSQL needs a library that is not installed: "
        "install it with `pip install 'sensecheck[postgres]'`."
    ),
    "serve-address": (
        "The address {address} cannot be used: give the one that browsers use, "
        "like https://sensecheck.example, without a path."
    ),
    "serve-address-needed": (
        "A shared service needs the address that browsers use: give it with --address."
    ),
    "service-broken": (
        "Something went wrong inside Sensecheck: what you last saved is kept, "
        "and the window where it runs says what happened."
    ),
    "page-unknown": "There is nothing at this address: it may have been deleted.",
    "method-unknown": "This address does not take that kind of request: follow a link to it.",
    "request-malformed": "The request cannot be used: {cause}.",
    "request-foreign": "The request came from another page, so nothing was changed.",
    "request-host": "This address is not the service's own: use the one that it printed.",
    "token-wrong": (
        "This page opens only with the address that Sensecheck printed when it started: "
        "go back to the window where it runs and open the address shown there."
    ),
    "sign-in-needed": "Show the token of an account: `Authorization: Bearer TOKEN`.",
    "sign-in-wrong": "The login or the password is not right.",
    "sign-in-throttled": "There were too many tries: try again in {minutes} minutes.",
    "passwords-setting": "SENSECHECK_PASSWORDS is {value}: write on or off.",
    "passwords-needed": (
        "Without passwords nobody could sign in: name a sign-in service with "
        "SENSECHECK_OIDC_ISSUER, or set SENSECHECK_PASSWORDS=on."
    ),
    "passwords-off": "There are no passwords here: sign in with {name}.",
    "oidc-incomplete": (
        "A sign-in service has an issuer and knows us by a client id: set {missing} as well."
    ),
    "oidc-issuer": (
        "The sign-in service at {issuer} cannot be trusted: give its issuer, "
        "beginning with https://."
    ),
    "oidc-missing": (
        "Signing in by another service needs a library that is not installed: "
        "install it with `pip install 'sensecheck[oidc]'`."
    ),
    "oidc-unreachable": (
        "The sign-in service does not answer as it should: try again in a few minutes, "
        "then tell an administrator."
    ),
    "oidc-begun": (
        "This sign-in was begun in another browser or too long ago, or is over already: "
        "start again."
    ),
    "oidc-declined": (
        "The sign-in service did not sign you in ({cause}): start again, or ask an administrator."
    ),
    "oidc-answer": (
        "The sign-in service’s answer cannot be trusted, since {cause}: "
        "start again, or ask an administrator."
    ),
    "oidc-unverified": (
        "The sign-in service does not say that your e-mail address was verified, so no account "
        "can be found by it: ask whoever looks after that service."
    ),
    "oidc-account": "There is no account for {email} here: ask an administrator for one.",
    "right-lacking": "Your role does not allow that: ask the owner of the area.",
    "invitation-wrong": (
        "This invitation is not good, or not any more: ask an administrator for a new one."
    ),
    "login-malformed": (
        "The login must be an e-mail address, or small letters, digits and the marks . _ -, "
        "100 characters or fewer."
    ),
    "login-taken": "There is an account with the login {login} already.",
    "login-unknown": "Enter the login of someone who has an account.",
    "person-name": "Enter a name, {limit} characters or fewer.",
    "person-taken": "Someone is called {name} already: add what tells the two apart.",
    "password-weak": (
        "The password must have {fewest} to {most} characters, and not be the login or the name."
    ),
    "password-twice": "The two passwords are not the same.",
    "password-wrong-now": "This is not your present password.",
    "account-unknown": "There is no such account, or it has no role in this area.",
    "account-login": "There is no account with the login {login}: `sensecheck users list`.",
    "administrator-last": "This is the only administrator: make another one first.",
    "owner-last": "Somebody has to own the area: make somebody else its owner first.",
    "role-unknown": "Choose a role.",
    "token-label": "Enter what the token is for, {limit} characters or fewer.",
    "token-unknown": "There is no such token: it may have been revoked.",
    "second-unknown": "There is no such second review.",
    "second-own": "You have decided on findings yourself, so your review would not be blind.",
    "second-under-way": "A second review of yours is under way already: finish it first.",
    "second-none": "This second review has ended: what was said in it stays as it is.",
    "answer-choice": "Choose what the answer is.",
    "answer-quote": "Choose the words that are against the criterion.",
    "assign-choice": "Choose somebody who reviews in this area.",
    "sign-off-role": "Enter in what role you sign, {limit} characters or fewer.",
    "sign-off-unknown": "There is no such sign-off.",
    "picture-none": "This page of the document cannot be shown as a picture.",
    "name-needed": "Enter a name for the area.",
    "name-long": "The name must be {limit} characters or fewer.",
    "benchmark-none": "No area whose figures you may see has been checked yet.",
    "area-unknown": "There is no such area: it may have been deleted.",
    "paper-unknown": "There is no such document: it may have been deleted.",
    "check-unknown": "There is no such check.",
    "check-none": "This area has not been checked yet: check its documents first.",
    "check-none-before": "There is only one check, so there is nothing to compare it with.",
    "check-running": "A check of this area is under way already: wait for it, or stop it.",
    "check-reading": "Some documents are still being read: try again in a moment.",
    "check-nothing": "There is no document to check: upload one that can be read.",
    "check-broken": (
        "The check stopped Sensecheck {count} times and was given up: "
        "remove the document that was being worked on ({name}) and check again."
    ),
    "check-failed": "Something went wrong inside Sensecheck ({cause}), so the check was given up.",
    "job-broken": "This stopped Sensecheck {count} times and was given up.",
    "job-broken-at": (
        "This stopped Sensecheck {count} times and was given up: "
        "remove the document that was being worked on ({name}) and try again."
    ),
    "job-failed": "Something went wrong inside Sensecheck ({cause}), so this was given up.",
    "criterion-empty": "Write the criterion, or paste it.",
    "criterion-long": "The criterion must be {limit} characters or fewer.",
    "criterion-line": "Line {line}: {cause}.",
    "criterion-shipped": (
        "Sensecheck asks {id} already: give your criterion another id, such as own/one-of-ours."
    ),
    "criterion-taken": (
        "This area has a criterion {id} already: give this one another title or id, "
        "or change the one that is there."
    ),
    "criterion-unknown": "There is no such criterion: it may have been removed.",
    "criterion-kept": "This criterion is in use: stop using it first.",
    "criterion-untried": "Try this criterion first, as it stands now.",
    "criterion-examples": "Examples of this criterion go wrong: put them right first.",
    "criterion-field": "Enter {what}.",
    "criterion-severity": "Choose how much it matters.",
    "criterion-few": (
        "Enter at least {least} passages in all, in two or more of the three boxes: "
        "there are {count} now."
    ),
    "criteria-many": "An area can have {limit} criteria of its own: remove one first.",
    "criterion-left-out": (
        "Your criterion {id} was left out: it no longer fits the form of this release. "
        "Open it under “Criteria” and put it right."
    ),
    "export-needed": (
        "This report takes a while to make, so it has to be asked for first: "
        "choose it on the page of reports, or send a POST to this address."
    ),
    "export-unfinished": "This report is not made yet: wait for it, or ask for it again.",
    "export-unknown": "There is no such report any more: ask for it again.",
    "upload-none": "Choose at least one document.",
    "upload-large": "The upload is larger than {limit} MB: upload fewer documents at a time.",
    "upload-many": "At most {limit} documents can be uploaded at a time: upload fewer.",
    "area-taken": "There is an area called {name} already: give this one another name.",
    "area-full": "An area can hold {limit} documents: delete some first.",
    "upload-suffix": "{path} is not a kind of file that can be read ({formats}): choose another.",
    "upload-refused": "{reasons}",
    "upload-one": "Choose one document: {path} holds several.",
    "upload-same": "This is the same file as {path}, which is there already.",
    "detail-choice": "Choose one of the answers for the {name}.",
    "detail-date": "The date must be like 30 September 2014, September 2014 or 2014.",
    "detail-long": "The title must be {limit} characters or fewer.",
    "point-unknown": "There is no such finding: it may be settled, or its words have changed.",
    "decision-unknown": "There is no such decision: it may have been taken back.",
    "decision-kind": "Choose what you decide.",
    "decision-words": "Enter {what}.",
    "decision-author": "Enter your name.",
    "decision-long": "The text must be {limit} characters or fewer.",
    "delete-confirm": "Type the name of the area, {name}, to delete it.",
    "output-exists": (
        "{path} is there already and was left as it is: "
        "choose another name, or give --force to replace it."
    ),
}


def writable(text: str) -> str:
    """Text that any file or terminal takes.

    Python keeps the bytes of a file name that are no text as lone surrogates,
    which cannot be written.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


class SensecheckError(Exception):
    """Something a user can put right; ``str()`` of it is the sentence she reads.

    :param code: a key of :data:`MESSAGES`.
    :param fields: what the message's placeholders stand for.
    """

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = fields
        super().__init__(writable(MESSAGES[code].format(**fields)))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the fields, so that a child process can raise it in its parent."""
        return (_rebuild, (type(self), self.code, self.fields))


class UnreadableDocument(SensecheckError):
    """A document that could not be read; the rest of the set still can."""


def _rebuild(kind: type[SensecheckError], code: str, fields: dict[str, object]) -> SensecheckError:
    return kind(code, **fields)
