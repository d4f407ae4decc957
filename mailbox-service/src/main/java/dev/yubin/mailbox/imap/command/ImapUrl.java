package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.command.FetchItem.FieldNames;
import dev.yubin.mailbox.imap.command.FetchItem.Partial;
import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mime.SectionPath;
import dev.yubin.store.mailbox.Mailbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a part of a mail is, as a URL without host (RFC 5092 §6, `imessagepart`), such as
/// `/INBOX;UIDVALIDITY=7/;UID=20/;SECTION=1.2`.
///
/// @param mailbox null for the selected one
public record ImapUrl(
    @Nullable String mailbox, OptionalLong uidValidity, long uid, Section section) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?![a-z][a-z0-9+.-]*://)(?:/?([^;/][^;]*?))?(?:;UIDVALIDITY=([1-9][0-9]{0,9}))?"
              + "/?;UID=([1-9][0-9]{0,9})(?:/;SECTION=([^;]+?))?"
              + "(?:/;PARTIAL=([0-9]{1,18})(?:\\.([0-9]{1,18}))?)?/?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FIELDS =
      Pattern.compile(
          "(.*HEADER)\\.FIELDS(\\.NOT)? \\(([!-~ &&[^()]]+)\\)", Pattern.CASE_INSENSITIVE);

  /// @return empty when it is no such URL, or one of another host
  public static Optional<ImapUrl> parse(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      String mailbox = form.group(1) == null ? null : mailbox(decoded(form.group(1)));
      String validity = form.group(2);
      String section = form.group(4) == null ? "" : decoded(form.group(4));
      OptionalLong uidValidity =
          validity == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(validity));
      return section(section, partial(form.group(5), form.group(6)))
          .map(s -> new ImapUrl(mailbox, uidValidity, Long.parseLong(form.group(3)), s));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String mailbox(String name) {
    return name.equalsIgnoreCase(Mailbox.INBOX)
        ? Mailbox.INBOX
        : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static Optional<Partial> partial(@Nullable String offset, @Nullable String length) {
    return offset == null
        ? Optional.empty()
        : Optional.of(
            new Partial(
                Long.parseLong(offset), length == null ? Long.MAX_VALUE : Long.parseLong(length)));
  }

  private static Optional<Section> section(String text, Optional<Partial> partial) {
    Matcher fields = FIELDS.matcher(text);
    FieldNames names =
        fields.matches()
            ? new FieldNames(List.of(fields.group(3).strip().split(" +")), fields.group(2) != null)
            : null;
    return SectionPath.parse(names == null ? text : fields.group(1))
        .map(path -> new Section("BODY[" + text + "]", path, names, true, partial));
  }

  /// Without percent-encoding.
  ///
  /// @throws IllegalArgumentException where that is broken
  private static String decoded(String text) {
    // To URLDecoder, + is a space.
    String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (decoded.indexOf('\ufffd') >= 0) {
      throw new IllegalArgumentException("Not UTF-8");
    }
    return decoded;
  }
}
