package dev.yubin.delivery.conversion;

import dev.yubin.mime.MimePart;
import dev.yubin.mime.MimeScanner;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// What a reader sees of a mail: the types of its parts, and the octets of their bodies.
record Decoded(List<String> types, List<List<Byte>> bodies) {

  static Decoded of(byte[] mail) {
    Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
    decoded.add(MimeScanner.scan(mail).root(), mail);
    return decoded;
  }

  private void add(MimePart part, byte[] mail) {
    types.add(part.content().mediaType().type() + "/" + part.content().mediaType().subtype());
    switch (part) {
      case MimePart.Multipart multipart -> multipart.children().forEach(child -> add(child, mail));
      case MimePart.Message message -> add(message.root(), mail);
      case MimePart.Leaf leaf -> {
        byte[] body =
            Arrays.copyOfRange(
                mail, (int) leaf.place().body().offset(), (int) leaf.place().body().end());
        bodies.add(boxed(decode(leaf.content().encoding().toLowerCase(Locale.ROOT), body)));
      }
    }
  }

  private static byte[] decode(String encoding, byte[] body) {
    return switch (encoding) {
      case "base64" -> Base64.getMimeDecoder().decode(body);
      case "quoted-printable" -> quotedPrintable(body);
      default -> body;
    };
  }

  /// RFC 2045 §6.7, of what is well-formed.
  static byte[] quotedPrintable(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < body.length; i++) {
      if (body[i] != '=') {
        out.write(body[i]);
      } else if (body[i + 1] == '\r') {
        i += 2;
      } else {
        out.write(Integer.parseInt("" + (char) body[i + 1] + (char) body[i + 2], 16));
        i += 2;
      }
    }
    return out.toByteArray();
  }

  private static List<Byte> boxed(byte[] octets) {
    List<Byte> boxed = new ArrayList<>();
    for (byte octet : octets) {
      boxed.add(octet);
    }
    return boxed;
  }
}
