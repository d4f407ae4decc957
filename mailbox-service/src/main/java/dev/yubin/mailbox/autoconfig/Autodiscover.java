package dev.yubin.mailbox.autoconfig;

import dev.yubin.mailbox.autoconfig.MailServer.Service;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/// The form that Outlook reads ("POX", [MS-OXDSCLI]), with settings of IMAP, POP3 and SMTP.
final class Autodiscover {
  private static final String ENVELOPE =
      "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
  static final String SCHEMA =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

  private Autodiscover() {}

  /// @param address empty where the program did not say
  static String settings(MailServers servers, String address) {
    return response(
        SCHEMA,
        response ->
            response.element(
                "Account",
                account -> {
                  account.element("AccountType", "email").element("Action", "settings");
                  for (MailServer server : servers.list()) {
                    account.element("Protocol", protocol -> protocol(protocol, server, address));
                  }
                }));
  }

  private static void protocol(Xml xml, MailServer server, String address)
      throws XMLStreamException {
    Service service = server.service();
    xml.element("Type", service.protocol().toUpperCase(Locale.ROOT))
        .element("Server", server.host())
        .element("Port", Integer.toString(server.port()))
        .element("DomainRequired", "off");
    if (!address.isEmpty()) {
      xml.element("LoginName", address);
    }
    xml.element("SPA", "off")
        .element("SSL", service.implicitTls() ? "on" : "off")
        .element("Encryption", service.implicitTls() ? "SSL" : "TLS")
        .element("AuthRequired", "on");
    if (service.protocol().equals("smtp")) {
      xml.element("UsePOPAuth", "off").element("SMTPLast", "off");
    }
  }

  /// @param code 600 for a request that is none, 601 for settings that are not to be had
  static String error(int code, String message) {
    return response(
        ENVELOPE,
        response ->
            response.element(
                "Error",
                error ->
                    error
                        .element("ErrorCode", Integer.toString(code))
                        .element("Message", message)
                        .element("DebugData", "")));
  }

  private static String response(String schema, Xml.Part content) {
    return Xml.document(
        "",
        xml ->
            xml.element(
                "Autodiscover",
                envelope -> envelope.element("Response", content, "xmlns", schema),
                "xmlns",
                ENVELOPE));
  }
}
