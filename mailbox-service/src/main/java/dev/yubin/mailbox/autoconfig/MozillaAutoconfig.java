package dev.yubin.mailbox.autoconfig;

import javax.xml.stream.XMLStreamException;

/// The form that Thunderbird made and many programs read, config-v1.1. `%EMAILADDRESS%` is
/// filled in by the program.
final class MozillaAutoconfig {
  private MozillaAutoconfig() {}

  /// @param domain of the address that is set up
  static String of(MailServers servers, String domain) {
    return Xml.document(
        "",
        xml ->
            xml.element(
                "clientConfig",
                config ->
                    config.element(
                        "emailProvider",
                        provider -> provider(provider, servers, domain),
                        "id",
                        domain),
                "version",
                "1.1"));
  }

  private static void provider(Xml xml, MailServers servers, String domain)
      throws XMLStreamException {
    xml.element("domain", domain)
        .element("displayName", domain)
        .element("displayShortName", domain);
    for (MailServer server : servers.list()) {
      String protocol = server.service().protocol();
      xml.element(
          protocol.equals("smtp") ? "outgoingServer" : "incomingServer",
          element ->
              element
                  .element("hostname", server.host())
                  .element("port", Integer.toString(server.port()))
                  .element("socketType", server.service().implicitTls() ? "SSL" : "STARTTLS")
                  .element("username", "%EMAILADDRESS%")
                  .element("authentication", "password-cleartext"),
          "type",
          protocol);
    }
  }
}
