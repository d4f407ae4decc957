package dev.yubin.smtp.inspection;

import dev.yubin.mail.EmailAddress;
import java.net.InetAddress;
import java.util.Optional;

/// Who brings a mail.
///
/// @param helo what the client calls itself
/// @param reversePath empty is `<>`
public record Sender(InetAddress client, String helo, Optional<EmailAddress> reversePath) {}
