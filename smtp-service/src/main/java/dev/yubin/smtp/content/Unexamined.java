package dev.yubin.smtp.content;

import java.util.List;

/// For mail that somebody else has looked at.
public record Unexamined() implements Examination {

  @Override
  public void header(MailHeader received, MailHeader kept) {
    // Nobody asks.
  }

  @Override
  public void body(byte[] octets, int offset, int length) {
    // Nobody asks.
  }

  @Override
  public Judgement judge() {
    return Judgement.accepting(List.of());
  }
}
