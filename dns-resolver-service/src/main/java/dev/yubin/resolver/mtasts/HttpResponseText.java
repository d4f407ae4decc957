package dev.yubin.resolver.mtasts;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A whole HTTP/1.1 response (RFC 9112), each octet a character.
final class HttpResponseText {
  private HttpResponseText() {}

  /// @throws IOException when it is not a complete response of status 200 and type text/plain
  static String plainBody(String response) throws IOException {
    int end = response.indexOf("\r\n\r\n");
    String[] head = response.substring(0, Math.max(0, end)).split("\r\n");
    if (!head[0].matches("HTTP/1\\.[01] 200(?: .*)?")) {
      throw new IOException("the answer is not 200");
    }
    Map<String, String> fields = fields(head);
    String type = fields.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    // RFC 8461 §3.2
    if (!type.matches("text/plain(?:[ \\t]*;.*)?")) {
      throw new IOException("the policy is not text/plain");
    }
    String body = body(fields, response.substring(end + 4));
    if (body.length() > HttpsGet.MAX_BODY) {
      throw new IOException("the policy is too large");
    }
    return body;
  }

  private static Map<String, String> fields(String[] head) {
    Map<String, String> fields = new TreeMap<>();
    for (String line : head) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static String body(Map<String, String> fields, String rest) throws IOException {
    if ("chunked".equalsIgnoreCase(fields.get("transfer-encoding"))) {
      return joined(rest);
    }
    String length = fields.get("content-length");
    if (length == null) {
      return rest;
    }
    if (!length.equals(Integer.toString(rest.length()))) {
      throw new IOException("the policy is not complete");
    }
    return rest;
  }

  /// RFC 9112 §7.1
  private static String joined(String chunks) throws IOException {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      String size = line < 0 ? "" : chunks.substring(at, line).replaceFirst("[ \\t]*;.*", "");
      if (!size.matches("[0-9A-Fa-f]{1,6}")) {
        throw new IOException("the policy is not complete");
      }
      int octets = Integer.parseInt(size, 16);
      if (octets == 0) {
        return body.toString();
      }
      int begin = line + 2;
      if (begin + octets + 2 > chunks.length()) {
        throw new IOException("the policy is not complete");
      }
      body.append(chunks, begin, begin + octets);
      at = begin + octets + 2;
    }
  }
}
