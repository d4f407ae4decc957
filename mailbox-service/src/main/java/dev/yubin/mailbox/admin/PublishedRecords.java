package dev.yubin.mailbox.admin;

import dev.yubin.mailbox.autoconfig.MailServer;
import dev.yubin.store.dkim.DkimKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What the owner of a domain publishes in DNS, so that its mail comes here and what we send for it
/// is believed.
final class PublishedRecords {
  /// RFC 1035 §3.3: a string in a TXT record has at most 255 octets.
  private static final int MAX_STRING = 255;

  private PublishedRecords() {}

  /// @param name absolute, with a dot at its end
  /// @param value in the form of a zone file (RFC 1035 §5.1)
  record DnsRecord(String name, String type, String value) {}

  /// @param hostname of this server
  /// @param servers for mail programs
  static List<DnsRecord> of(
      String domain, String hostname, List<DkimKey> keys, List<MailServer> servers) {
    List<DnsRecord> records = new ArrayList<>();
    records.add(new DnsRecord(domain + ".", "MX", "10 " + hostname + "."));
    // RFC 7208 §5.4: who receives for the domain also sends for it.
    records.add(txt(domain, "v=spf1 mx -all"));
    keys.forEach(key -> records.add(dkim(domain, key)));
    records.add(txt("_dmarc." + domain, "v=DMARC1; p=quarantine; rua=mailto:postmaster@" + domain));
    // RFC 8460 §3.
    records.add(txt("_smtp._tls." + domain, "v=TLSRPTv1; rua=mailto:postmaster@" + domain));
    servers.forEach(server -> records.add(srv(domain, server)));
    return records;
  }

  /// RFC 6186 §3, RFC 8314 §5.1, so that mail programs set themselves up.
  private static DnsRecord srv(String domain, MailServer server) {
    return new DnsRecord(
        server.service().srvName() + "." + domain + ".",
        "SRV",
        "%d 1 %d %s.".formatted(server.service().priority(), server.port(), server.host()));
  }

  /// RFC 6376 §3.6.1, RFC 8463 §4.
  private static DnsRecord dkim(String domain, DkimKey key) {
    String octets = Base64.getEncoder().encodeToString(key.publicKey());
    return txt(
        key.selector() + "._domainkey." + domain,
        "v=DKIM1; k=%s; p=%s".formatted(key.algorithm(), octets));
  }

  /// @param text ASCII without quotes and backslashes
  private static DnsRecord txt(String name, String text) {
    List<String> strings = new ArrayList<>();
    for (int from = 0; from < text.length(); from += MAX_STRING) {
      strings.add(text.substring(from, Math.min(text.length(), from + MAX_STRING)));
    }
    String value = strings.stream().collect(Collectors.joining("\" \"", "\"", "\""));
    return new DnsRecord(name + ".", "TXT", value);
  }
}
