package dev.yubin.store.account;

import dev.yubin.directory.DirectoryEntry.Domain.Kind;
import java.time.Instant;

/// A domain that receives mail here.
///
/// @param name A-labels, lower case
/// @param kind who knows its addresses
public record Domain(String name, Kind kind, Instant createdAt) {}
