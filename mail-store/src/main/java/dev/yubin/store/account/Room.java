package dev.yubin.store.account;

/// What an account has room for; less than 0 when it has more than it may.
///
/// @param octets [Long#MAX_VALUE] where there is no limit
/// @param messages likewise
public record Room(long octets, long messages) {}
