package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.FetchItem;
import dev.yubin.mailbox.imap.command.FetchItem.Binary;
import dev.yubin.mailbox.imap.command.FetchItem.Fact;
import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mailbox.imap.objectid.EmailId;
import dev.yubin.mailbox.imap.objectid.ThreadId;
import dev.yubin.mailbox.imap.search.MailHeaders;
import dev.yubin.mailbox.imap.search.Preview;
import dev.yubin.mailbox.imap.wire.ImapDate;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.OctetRange;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/// Writes the FETCH response of one message (RFC 9051 §7.5.2).
final class FetchedMessage {
  private static final byte[] NIL = {'N', 'I', 'L'};

  private final StoredMessage message;
  private final byte @Nullable [] firstChunk;
  private final MailOctets octets;

  FetchedMessage(StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets) {
    this.message = message;
    this.firstChunk = firstChunk;
    this.octets = octets;
  }

  /// @param seenNow mod-sequence of messages whose flags this FETCH has changed, 0 for none
  ///     Of those UID and mod-sequence are told as well where they are wanted (RFC 7162 §3.2.4).
  void write(ImapSession session, int sequence, List<FetchItem> asked, long seenNow, Response out)
      throws IOException {
    boolean changed = seenNow != 0 && message.modSeq() == seenNow;
    Set<FetchItem> items = new LinkedHashSet<>();
    if (changed) {
      items.add(Fact.FLAGS);
    }
    if (changed && session.condStore().isOn()) {
      items.addAll(List.of(Fact.UID, Fact.MODSEQ));
    }
    items.addAll(asked);
    if (session.knowsUidsOnly() && items.size() > 1) {
      // The response begins with it.
      items.remove(Fact.UID);
    }
    Untagged.beginFetch(session, sequence, message.uid(), out);
    String separator = "";
    for (FetchItem item : items) {
      out.text(separator);
      switch (item) {
        case Fact fact -> fact(fact, out);
        case Section section -> section(section, out);
        case Binary binary -> binary(binary, out);
      }
      separator = " ";
    }
    out.text(')').line();
  }

  private void fact(Fact fact, Response out) throws IOException {
    StoredMessage.Mail mail = message.mail();
    switch (fact) {
      case FLAGS -> Untagged.flags(out, message.flags());
      case UID -> out.text("UID ").number(message.uid());
      case MODSEQ -> out.text("MODSEQ (").number(message.modSeq()).text(')');
      case INTERNALDATE ->
          out.text("INTERNALDATE ").quoted(ImapDate.format(message.internalDate()));
      case RFC822_SIZE -> out.text("RFC822.SIZE ").number(message.size());
      case ENVELOPE -> out.text("ENVELOPE ").octets(orNil(mail.envelope()));
      case BODY -> out.text("BODY ").octets(orNil(mail.body()));
      case BODYSTRUCTURE -> out.text("BODYSTRUCTURE ").octets(orNil(mail.bodyStructure()));
      case EMAILID -> out.text("EMAILID (").text(EmailId.of(message)).text(')');
      case THREADID -> out.text("THREADID (").text(thread()).text(')');
      case SAVEDATE -> out.text("SAVEDATE ").quoted(ImapDate.format(message.savedAt()));
      case PREVIEW -> out.text("PREVIEW ").string(Preview.of(message, firstChunk, octets));
    }
  }

  private String thread() throws IOException {
    HeaderFields header = new HeaderFields(MailHeaders.of(message, firstChunk, octets));
    return ThreadId.of(header, message.mailId());
  }

  private static byte[] orNil(byte @Nullable [] wire) {
    return wire == null ? NIL : wire;
  }

  private void section(Section section, Response out) throws IOException {
    out.text(section.label());
    section.partial().ifPresent(p -> out.text('<').number(p.offset()).text('>'));
    out.text(' ');
    switch (SectionContent.find(section, message, firstChunk, octets)) {
      case SectionContent.Missing missing -> out.octets(NIL);
      case SectionContent.Octets found -> {
        OctetRange part = section.cut(new OctetRange(0, found.octets().length));
        out.literal(part.length()).write(found.octets(), (int) part.offset(), (int) part.length());
      }
      case SectionContent.Range found -> {
        OctetRange part = section.cut(found.range());
        out.literal(part.length());
        copy(part, out);
      }
    }
  }

  private void binary(Binary binary, Response out) throws IOException {
    BinaryPart part = BinaryPart.of(binary, message, firstChunk, octets);
    out.text(binary.label());
    binary.partial().ifPresent(p -> out.text('<').number(p.offset()).text('>'));
    out.text(' ');
    if (binary.sizeOnly()) {
      out.number(part.isMissing() ? 0 : part.size());
    } else if (part.isMissing()) {
      out.octets(NIL);
    } else {
      part.write(binary.cut(new OctetRange(0, part.size())), out);
    }
  }

  /// A literal that has begun is sent whole, or the connection is over.
  private void copy(OctetRange range, Response out) throws IOException {
    try {
      octets.copy(message, firstChunk, range.offset(), range.length(), out);
    } catch (DataAccessException e) {
      throw new IOException("The mail could not be read to its end", e);
    }
  }
}
