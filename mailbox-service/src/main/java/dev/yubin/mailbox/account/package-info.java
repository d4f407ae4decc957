/// Who may log in, and who receives mail here. Names and passwords of IMAP and POP3 sessions enter
/// through [dev.yubin.mailbox.account.AccountAuthenticator], their SCRAM proofs through
/// [dev.yubin.mailbox.account.AccountScramKeeper], those of smtp-service's clients through the
/// HTTP contract of [dev.yubin.auth.CredentialProofs]; changes of the directory leave through
/// [dev.yubin.mailbox.account.DirectoryFeed] for `yubin.directory`. State is in PostgreSQL, but
/// for a short memory of passwords that were right.
@NullMarked
package dev.yubin.mailbox.account;

import org.jspecify.annotations.NullMarked;
