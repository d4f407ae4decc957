package dev.yubin.store.account;

import dev.yubin.mail.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody with mailboxes here.
///
/// @param address in lower case
/// @param quotaBytes octets of mail, null where there is no limit
/// @param quotaMessages messages, null where there is no limit
/// @param enabled whether it may log in; mail is received either way
public record Account(
    long id,
    EmailAddress address,
    @Nullable Long quotaBytes,
    @Nullable Long quotaMessages,
    boolean enabled,
    Instant createdAt) {}
