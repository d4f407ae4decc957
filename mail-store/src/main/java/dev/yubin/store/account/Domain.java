package dev.yubin.store.account;

import java.time.Instant;

/// A domain that receives mail here.
///
/// @param name A-labels, lower case
public record Domain(String name, Instant createdAt) {}
