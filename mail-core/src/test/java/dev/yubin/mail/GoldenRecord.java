package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A record of `yubin.mail.accepted` as a text: `key: …`, its headers, an empty line, the octets of
/// its value.
record GoldenRecord(String key, Headers headers, byte[] value) {
  private static final Path FOLDER = Path.of("src/test/resources/records");

  static GoldenRecord read(String name) throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve(name + ".record"));
    int end = new String(file, ISO_8859_1).indexOf("\n\n");
    String[] lines = new String(file, 0, end, UTF_8).split("\n", -1);
    Headers headers = new RecordHeaders();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ?", 2);
      headers.add(header[0], header[1].getBytes(UTF_8));
    }
    byte[] value = Arrays.copyOfRange(file, end + 2, file.length);
    return new GoldenRecord(lines[0].substring("key: ".length()), headers, value);
  }

  static byte[] octets(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name + ".record"));
  }

  MailRecord parse() {
    return MailRecord.parse(key, headers, value);
  }

  static byte[] write(MailRecord mail, Headers headers) {
    StringBuilder text = new StringBuilder("key: ").append(mail.id()).append('\n');
    for (Header header : headers) {
      text.append(header.key()).append(": ").append(new String(header.value(), UTF_8)).append('\n');
    }
    byte[] head = text.append('\n').toString().getBytes(UTF_8);
    byte[] octets = Arrays.copyOf(head, head.length + mail.octets().length);
    System.arraycopy(mail.octets(), 0, octets, head.length, mail.octets().length);
    return octets;
  }
}
