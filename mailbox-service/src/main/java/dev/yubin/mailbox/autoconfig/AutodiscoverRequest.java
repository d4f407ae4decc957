package dev.yubin.mailbox.autoconfig;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What Outlook asks.
///
/// @param address as it stands there
/// @param schema that the answer is to have; empty where it is not said
record AutodiscoverRequest(String address, String schema) {
  /// Octets; a request has some hundreds.
  static final int MAX_SIZE = 16 * 1024;

  private static final XMLInputFactory FACTORY = factory();

  /// No document type, so no entities: neither files, nor other hosts, nor billions of laughs.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /// @return empty where the document is none of that kind
  static Optional<AutodiscoverRequest> parse(byte[] document) {
    String address = "";
    String schema = "";
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          return Optional.empty();
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "EMailAddress" -> address = reader.getElementText().strip();
            case "AcceptableResponseSchema" -> schema = reader.getElementText().strip();
            default -> {}
          }
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The parser of the JDK throws both at documents that are not well-formed.
      return Optional.empty();
    }
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(new AutodiscoverRequest(address, schema));
  }
}
