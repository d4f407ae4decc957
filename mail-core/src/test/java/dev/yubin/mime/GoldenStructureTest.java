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
    assertThat(Golden.describe(octets, MimeScanner.scan(octets)))
        .isEqualTo(Files.readString(Golden.beside(mail, "txt")));
  }

  /// What any version has stored, every later one reads: the files `NAME.stored` never change.
  @ParameterizedTest
  @MethodSource("storedMails")
  void readsTheStoredFormOfEveryVersion(Path stored) throws IOException {
    MimeStructure structure = MimeStructure.decode(Files.readAllBytes(stored));
    assertThat(Golden.describe(Files.readAllBytes(Golden.beside(stored, "eml")), structure))
        .isEqualTo(Files.readString(Golden.beside(stored, "txt")));
  }

  static List<Path> storedMails() throws IOException {
    return Golden.files(".stored");
  }
}
