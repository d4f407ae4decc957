package dev.yubin.mailbox.autoconfig;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// An XML document that is written. What stands in it may hold any characters.
final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter writer;

  private Xml(XMLStreamWriter writer) {
    this.writer = writer;
  }

  /// Writes a part of a document.
  @FunctionalInterface
  interface Part {
    void write(Xml xml) throws XMLStreamException;
  }

  /// @param doctype empty for none
  static String document(String doctype, Part part) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
      writer.writeStartDocument("UTF-8", "1.0");
      if (!doctype.isEmpty()) {
        writer.writeDTD(doctype);
      }
      part.write(new Xml(writer));
      writer.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }

  /// @param attributes names and values in turn
  Xml element(String name, Part content, String... attributes) throws XMLStreamException {
    writer.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], attributes[i + 1]);
    }
    content.write(this);
    writer.writeEndElement();
    return this;
  }

  Xml element(String name, String text) throws XMLStreamException {
    return element(name, xml -> writer.writeCharacters(text));
  }
}
