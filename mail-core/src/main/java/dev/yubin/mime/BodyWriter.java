package dev.yubin.mime;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.ArrayList;
import java.util.List;

/// Writes BODY and BODYSTRUCTURE (`body` of RFC 9051 §9).
final class BodyWriter {
  private final ImapText out = new ImapText();
  private final boolean extended;

  /// @param extended whether with extension data
  BodyWriter(boolean extended) {
    this.extended = extended;
  }

  String write(MimePart part) {
    part(part);
    return out.toString();
  }

  private void part(MimePart part) {
    out.raw('(');
    switch (part) {
      case Multipart multipart -> multipart(multipart);
      case Message message -> message(message);
      case Leaf leaf -> leaf(leaf);
    }
    out.raw(')');
  }

  private void multipart(Multipart multipart) {
    multipart.children().forEach(this::part);
    MediaType type = multipart.content().mediaType();
    out.space().string(type.subtype());
    if (extended) {
      out.space();
      parameters(type.parameters());
      dispositionAndFollowing(multipart.content());
    }
  }

  private void message(Message message) {
    single(message);
    out.space().raw(message.envelope()).space();
    part(message.root());
    out.space().number(message.place().bodyLines());
    singleExtension(message.content());
  }

  private void leaf(Leaf leaf) {
    single(leaf);
    if (leaf.content().mediaType().is("text")) {
      out.space().number(leaf.place().bodyLines());
    }
    singleExtension(leaf.content());
  }

  private void single(MimePart part) {
    Content content = part.content();
    MediaType type = content.mediaType();
    out.string(type.type()).space().string(type.subtype()).space();
    parameters(withCharset(type));
    out.space().nstring(content.id()).space().nstring(content.description());
    out.space().string(content.encoding()).space().number(part.place().bodyLength());
  }

  /// A text part without a charset is in us-ascii (RFC 2046 §4.1.2).
  private static List<Parameter> withCharset(MediaType type) {
    if (!type.is("text") || type.parameter("charset") != null) {
      return type.parameters();
    }
    List<Parameter> parameters = new ArrayList<>(type.parameters());
    parameters.addAll(MediaType.TEXT_PLAIN.parameters());
    return parameters;
  }

  private void singleExtension(Content content) {
    if (extended) {
      out.space().nstring(content.md5());
      dispositionAndFollowing(content);
    }
  }

  private void dispositionAndFollowing(Content content) {
    out.space();
    Disposition disposition = content.disposition();
    if (disposition == null) {
      out.nil();
    } else {
      out.raw('(').string(disposition.type()).space();
      parameters(disposition.parameters());
      out.raw(')');
    }
    out.space();
    languages(content.languages());
    out.space().nstring(content.location());
  }

  private void languages(List<String> languages) {
    switch (languages.size()) {
      case 0 -> out.nil();
      case 1 -> out.string(languages.getFirst());
      default -> {
        String separator = "(";
        for (String language : languages) {
          out.raw(separator).string(language);
          separator = " ";
        }
        out.raw(')');
      }
    }
  }

  private void parameters(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      out.nil();
      return;
    }
    String separator = "(";
    for (Parameter parameter : parameters) {
      out.raw(separator).string(parameter.name()).space().string(parameter.value());
      separator = " ";
    }
    out.raw(')');
  }
}
