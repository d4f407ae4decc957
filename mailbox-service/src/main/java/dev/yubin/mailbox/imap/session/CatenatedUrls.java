package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mailbox.imap.command.ImapUrl;
import dev.yubin.mime.OctetRange;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Finds the parts of an account's own mails that CATENATE names (RFC 4469 §3). \Seen stays as it
/// is.
final class CatenatedUrls {
  private final ImapSession session;
  private final Account account;

  CatenatedUrls(ImapSession session, Account account) {
    this.session = session;
    this.account = account;
  }

  /// Octets of a mail, or some that were put together from it.
  ///
  /// @param range which of them
  record Part(StoredMessage message, SectionContent content, OctetRange range, MailOctets octets) {
    long length() {
      return range.length();
    }

    void copyTo(OutputStream sink) throws IOException {
      switch (content) {
        case SectionContent.Octets found ->
            sink.write(found.octets(), (int) range.offset(), (int) range.length());
        case SectionContent.Range found ->
            octets.copy(message, null, range.offset(), range.length(), sink);
        case SectionContent.Missing missing -> {}
      }
    }
  }

  Optional<Part> find(String url) throws IOException {
    Optional<ImapUrl> parsed = ImapUrl.parse(url);
    Optional<Mailbox> mailbox = parsed.flatMap(this::mailbox);
    if (parsed.isEmpty() || mailbox.isEmpty()) {
      return Optional.empty();
    }
    Section section = parsed.get().section();
    UidSet uid = UidSet.of(parsed.get().uid(), parsed.get().uid());
    List<StoredMessage> found =
        session
            .services()
            .messages()
            .page(mailbox.get().key(), uid, SectionContent.columns(section));
    return found.isEmpty() ? Optional.empty() : part(section, found.getFirst());
  }

  private Optional<Mailbox> mailbox(ImapUrl url) {
    SelectedMailbox selected = session.selected();
    Optional<Mailbox> mailbox =
        url.mailbox() == null
            ? Optional.ofNullable(selected).map(SelectedMailbox::mailbox)
            : session.services().mailboxes().find(account.id(), url.mailbox());
    return mailbox.filter(m -> url.uidValidity().orElse(m.uidValidity()) == m.uidValidity());
  }

  private Optional<Part> part(Section section, StoredMessage message) throws IOException {
    MailOctets octets = session.services().octets();
    SectionContent content = SectionContent.find(section, message, null, octets);
    return switch (content) {
      case SectionContent.Missing missing -> Optional.empty();
      case SectionContent.Octets found -> {
        OctetRange all = new OctetRange(0, found.octets().length);
        yield Optional.of(new Part(message, content, section.cut(all), octets));
      }
      case SectionContent.Range found ->
          Optional.of(new Part(message, content, section.cut(found.range()), octets));
    };
  }

  /// A URL within a response code (RFC 4469 §5, `url-resp-text`).
  static String written(String url) {
    StringBuilder text = new StringBuilder();
    for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = octet > ' ' && octet < 0x7f && octet != ']' && octet != '\\';
      text.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet & 0xff));
    }
    return text.toString();
  }
}
