package dev.yubin.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden mails: `NAME.eml` beside `NAME.txt`, what IMAP tells of it.
class GoldenStructureTest {

  static List<Path> mails() throws IOException {
    return Golden.mails();
  }

  @ParameterizedTest
  @MethodSource("mails")
  void hasTheStructureThatIsWrittenDown(Path mail) throws IOException {
    byte[] octets = Files.readAllBytes(mail);
    Path expected = Path.of(mail.toString().replace(".eml", ".txt"));
    String described = Golden.describe(octets, MimeScanner.scan(octets));
    if (!Files.exists(expected)) {
      Files.writeString(expected, described);
    }
    assertThat(described).isEqualTo(Files.readString(expected));
  }
}
