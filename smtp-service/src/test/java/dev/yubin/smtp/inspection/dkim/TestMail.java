package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A mail cut into header and body, either of which may be missing. Line ends become CRLF.
public record TestMail(MailHeader header, byte[] body) {
  public static TestMail of(String text) {
    String mail = text.replace("\r\n", "\n").replace("\n", "\r\n");
    int end = mail.startsWith("\r\n") ? 0 : mail.indexOf("\r\n\r\n") + 2;
    String header = end == 1 ? mail : mail.substring(0, end);
    List<HeaderField> fields =
        Arrays.stream(header.split("\r\n(?![ \t])"))
            .filter(field -> !field.isEmpty())
            .map(field -> HeaderField.of(field + "\r\n"))
            .toList();
    String content = mail.substring(Math.min(mail.length(), header.length() + 2));
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    return new TestMail(new MailHeader(fields), body);
  }

  public TestMail with(List<HeaderField> above) {
    List<HeaderField> fields = Stream.concat(above.stream(), header.fields().stream()).toList();
    return new TestMail(new MailHeader(fields), body);
  }

  List<DkimResult> verify(DkimVerifier verifier) {
    DkimVerification verification = verifier.begin(header);
    verification.write(body, 0, body.length);
    return verification.finish();
  }
}
