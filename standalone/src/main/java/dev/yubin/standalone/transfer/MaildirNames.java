package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;

/// Names of mailboxes as directories. Written is a directory a level, in UTF-8, with a percent sign
/// and two hexadecimal digits for what may not stand there; read are also Maildir++
/// (`.Work.2024`) and names in modified UTF-7 (RFC 3501 §5.1.3).
final class MaildirNames {
  static final String INBOX = "INBOX";

  private static final Set<String> RESERVED = Set.of("cur", "new", "tmp");
  private static final Pattern UNFIT = Pattern.compile("^\\.|[%&\\x00-\\x1f\\x7f]");
  private static final Pattern ESCAPED = Pattern.compile("(?:%[0-9A-F]{2})+");

  private MaildirNames() {}

  /// @param name with `/` between levels
  static Path directory(Path root, String name) {
    Path directory = root;
    for (String level : name.split("/")) {
      directory = directory.resolve(escape(level));
    }
    return directory;
  }

  private static String escape(String level) {
    if (RESERVED.contains(level)) {
      return percent(level.substring(0, 1)) + level.substring(1);
    }
    return UNFIT.matcher(level).replaceAll(found -> percent(found.group()));
  }

  private static String percent(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      escaped.append("%%%02X".formatted(octet));
    }
    return escaped.toString();
  }

  /// @param directory below the root, or the root itself
  static String name(Path root, Path directory) {
    List<String> levels = new ArrayList<>();
    for (Path part : root.relativize(directory)) {
      String text = part.toString();
      if (text.startsWith(".")) {
        levels.addAll(List.of(text.substring(1).split("\\.")));
      } else if (!text.isEmpty()) {
        levels.add(text);
      }
    }
    String name = levels.stream().map(MaildirNames::decode).collect(Collectors.joining("/"));
    return name.isEmpty() || name.toUpperCase(Locale.ROOT).equals(INBOX) ? INBOX : name;
  }

  private static String decode(String level) {
    String plain =
        ESCAPED.matcher(level).replaceAll(found -> Matcher.quoteReplacement(octets(found.group())));
    String decoded = BASE64MailboxDecoder.decode(level);
    boolean modifiedUtf7 =
        level.indexOf('&') >= 0 && BASE64MailboxEncoder.encode(decoded).equals(level);
    return (modifiedUtf7 ? decoded : plain).replace('/', '_');
  }

  private static String octets(String escaped) {
    byte[] octets = new byte[escaped.length() / 3];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) Integer.parseInt(escaped, 3 * i + 1, 3 * i + 3, 16);
    }
    return new String(octets, UTF_8);
  }
}
