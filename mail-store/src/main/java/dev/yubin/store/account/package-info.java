/// Who has mail here: domains, accounts and aliases as administrators keep them, and the
/// credentials of the accounts. A change writes, in its own transaction, the keys whose directory
/// entry is different now; [dev.yubin.store.account.DirectoryChanges] hands these on until they
/// are published. Passwords are kept as argon2id hashes and SCRAM keys alone.
@NullMarked
package dev.yubin.store.account;

import org.jspecify.annotations.NullMarked;
