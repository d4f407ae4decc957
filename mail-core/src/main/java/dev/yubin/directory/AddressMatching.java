package dev.yubin.directory;

import dev.yubin.mail.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which entry of the directory an address means: the one of the address itself, else the one
/// without its detail (`alice+lists@` is alice's, RFC 5233 §1), else the catch-all of its domain,
/// which is the alias `@domain`.
///
/// @param separator the character before the detail; empty where addresses have none
public record AddressMatching(String separator) {
  /// What an address may hold unquoted, and no name is spelled with.
  private static final Pattern SEPARATOR = Pattern.compile("[-+=_.#~!%&*/^|]?");

  public AddressMatching {
    if (!SEPARATOR.matcher(separator).matches()) {
      throw new IllegalArgumentException(
          "yubin.addresses.separator="
              + separator
              + " must be one of + - = _ . # ~ ! % & * / ^ |, or empty for none");
    }
  }

  /// The keys that may have the address's entry, the first that has one counts.
  public List<String> keys(EmailAddress address) {
    List<String> keys = new ArrayList<>(List.of(address.key()));
    withoutDetail(address).ifPresent(base -> keys.add(base.key()));
    keys.add("@" + address.domain());
    return keys;
  }

  private Optional<EmailAddress> withoutDetail(EmailAddress address) {
    int at = separator.isEmpty() ? -1 : address.localPart().indexOf(separator);
    return at < 1
        ? Optional.empty()
        : Optional.of(new EmailAddress(address.localPart().substring(0, at), address.domain()));
  }

  /// @param entries gives the entry of a key, null where there is none
  /// @return the account or alias that the address means
  public Optional<DirectoryEntry> find(
      EmailAddress address, Function<String, @Nullable DirectoryEntry> entries) {
    for (String key : keys(address)) {
      @Nullable DirectoryEntry entry = entries.apply(key);
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
