package dev.yubin.smtp.content;

import dev.yubin.smtp.command.SmtpReply;
import java.util.List;
import java.util.Optional;

/// What comes of an [Examination].
///
/// @param refusal what the client is told when the mail is not to be accepted
/// @param fields go on top of the header when it is
public record Judgement(Optional<SmtpReply> refusal, List<HeaderField> fields) {
  public Judgement {
    fields = List.copyOf(fields);
  }

  public static Judgement refusing(SmtpReply reply) {
    return new Judgement(Optional.of(reply), List.of());
  }

  public static Judgement accepting(List<HeaderField> fields) {
    return new Judgement(Optional.empty(), fields);
  }
}
