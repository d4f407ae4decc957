package dev.yubin.store.account;

import dev.yubin.auth.ScramKeys;

/// What is kept of a password.
///
/// @param passwordHash argon2id in PHC string form
record Credentials(String passwordHash, ScramKeys scramKeys) {}
