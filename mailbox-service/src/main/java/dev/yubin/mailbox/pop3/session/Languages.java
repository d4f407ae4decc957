package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Lang;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import java.util.List;

/// LANG (RFC 6856 §3): the texts of replies are English.
final class Languages {
  private static final Pop3Reply ENGLISH = new Pop3Reply.Ok("en Replies are in English");
  private static final Pop3Reply OTHER = new Pop3Reply.Err("Replies are in English (en) alone");

  private Languages() {}

  static Pop3Reply answer(Lang lang) {
    return lang.range()
        .map(range -> range.equals("*") || range.equalsIgnoreCase("en") ? ENGLISH : OTHER)
        .orElseGet(() -> new Pop3Reply.Listing("Languages follow", List.of("en English")));
  }
}
