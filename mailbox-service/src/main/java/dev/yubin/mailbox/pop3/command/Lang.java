package dev.yubin.mailbox.pop3.command;

import java.util.Optional;

/// RFC 6856 §3.
///
/// @param range of languages; empty asks for a list
public record Lang(Optional<String> range) implements Pop3Command {}
