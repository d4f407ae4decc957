package dev.yubin.mailbox.autoconfig;

import dev.yubin.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/// A configuration profile of Apple's, with one mail account. The same address has the same
/// identifiers each time, so that a new profile takes the place of an old one.
final class AppleProfile {
  private static final String DOCTYPE =
      "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
          + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">";

  private AppleProfile() {}

  /// @return empty where there is no port for reading mail or none for sending it
  static Optional<String> of(MailServers servers, EmailAddress address) {
    List<MailServer> all = servers.list();
    Optional<MailServer> incoming = first(all, "imap").or(() -> first(all, "pop3"));
    Optional<MailServer> outgoing = first(all, "smtp");
    return incoming.flatMap(
        in -> outgoing.map(out -> profile(servers.hostname(), address.toString(), in, out)));
  }

  private static Optional<MailServer> first(List<MailServer> servers, String protocol) {
    return servers.stream().filter(s -> s.service().protocol().equals(protocol)).findFirst();
  }

  private static String profile(
      String hostname, String address, MailServer incoming, MailServer outgoing) {
    return Xml.document(
        DOCTYPE,
        xml ->
            xml.element(
                "plist",
                plist ->
                    plist.element(
                        "dict",
                        dict -> {
                          payload(dict, "Configuration", "profile", hostname, address);
                          dict.element("key", "PayloadContent")
                              .element(
                                  "array",
                                  array ->
                                      array.element(
                                          "dict",
                                          mail -> {
                                            payload(
                                                mail,
                                                "com.apple.mail.managed",
                                                "mail",
                                                hostname,
                                                address);
                                            account(mail, address, incoming, outgoing);
                                          }));
                        }),
                "version",
                "1.0"));
  }

  private static void payload(Xml dict, String type, String part, String hostname, String address)
      throws XMLStreamException {
    String identifier = hostname + "." + part + "." + address;
    string(dict, "PayloadType", type);
    string(dict, "PayloadIdentifier", identifier);
    string(
        dict,
        "PayloadUUID",
        UUID.nameUUIDFromBytes(identifier.getBytes(StandardCharsets.UTF_8)).toString());
    string(dict, "PayloadDisplayName", "Mail of " + address);
    dict.element("key", "PayloadVersion").element("integer", "1");
  }

  private static void account(Xml dict, String address, MailServer incoming, MailServer outgoing)
      throws XMLStreamException {
    boolean imap = incoming.service().protocol().equals("imap");
    string(dict, "EmailAccountType", imap ? "EmailTypeIMAP" : "EmailTypePOP");
    string(dict, "EmailAddress", address);
    string(dict, "EmailAccountDescription", address);
    server(dict, "IncomingMailServer", address, incoming);
    server(dict, "OutgoingMailServer", address, outgoing);
    dict.element("key", "OutgoingPasswordSameAsIncomingPassword").element("true", "");
  }

  private static void server(Xml dict, String prefix, String address, MailServer server)
      throws XMLStreamException {
    string(dict, prefix + "HostName", server.host());
    dict.element("key", prefix + "PortNumber").element("integer", "" + server.port());
    dict.element("key", prefix + "UseSSL").element("true", "");
    string(dict, prefix + "Authentication", "EmailAuthPassword");
    string(dict, prefix + "Username", address);
  }

  private static void string(Xml dict, String key, String value) throws XMLStreamException {
    dict.element("key", key).element("string", value);
  }
}
