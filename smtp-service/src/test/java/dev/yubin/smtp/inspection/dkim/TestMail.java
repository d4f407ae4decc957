package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A mail cut into header and body. Line ends become CRLF.
public record TestMail(MailHeader header, byte[] body) {
  public static TestMail of(String text) {
    String mail = text.replace("\r\n", "\n").replace("\n", "\r\n");
    int end = mail.indexOf("\r\n\r\n");
    List<HeaderField> fields =
        Arrays.stream(mail.substring(0, end).split("\r\n(?![ \t])"))
            .map(field -> HeaderField.of(field + "\r\n"))
            .toList();
    byte[] body = mail.substring(end + 4).getBytes(StandardCharsets.UTF_8);
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
