package dev.yubin.store.message;

import java.time.Instant;

/// A mail that has been read whole and is about to become a message.
public record NewMail(MailWriter writer, Flags flags, Instant internalDate) {}
