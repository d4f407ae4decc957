package dev.yubin.smtp.inspection;

import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.inspection.results.Method;
import java.util.List;
import java.util.Optional;

/// What was found of a mail.
///
/// @param refusal what the client is told when the mail is not to be accepted
/// @param methods the results, for those who read the mail
record Findings(Optional<SmtpReply> refusal, List<Method> methods) {
  Findings {
    methods = List.copyOf(methods);
  }
}
