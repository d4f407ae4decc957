package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MimeScannerPropertiesTest {
  /// What mails are made of; a few boundaries that start alike.
  private static final List<String> TOKENS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "--b",
          "--b--",
          "--bb",
          "--b\r\n",
          "\r\n--b\r\n",
          "\r\n--bb\r\n",
          "\r\n--b--\r\n",
          "\r\n--bb--\r\n",
          "--",
          " ",
          "\t",
          "\0",
          "\u00ff",
          "Content-Type: multipart/mixed; boundary=b\r\n",
          "Content-Type: message/rfc822\r\n",
          "Content-Type: multipart/digest; boundary=bb\r\n",
          "Content-Type: multipart/mixed\r\n",
          "Content-Type: text/html; charset=\"",
          "Content-Type: text/plain; x*0*=",
          "; x*1=",
          "Content-Disposition: attachment; filename=",
          "Content-Language: en, de\r\n",
          "Content-ID: <",
          "Content-Transfer-Encoding: base64\r\n",
          "Subject: ",
          "From: ",
          "To: ",
          "Reply-To: ",
          "Date: ",
          "a@example.org",
          "<",
          ">",
          "@",
          ",",
          ";",
          ":",
          "(",
          ")",
          "\"",
          "\\",
          "[",
          "]",
          ".",
          "=",
          "*",
          "'",
          "%20",
          "/",
          "word");

  @Property
  void recoversAValidTreeExactly(@ForAll("written") GeneratedMail.Written mail) {
    assertThat(MimeScanner.scan(mail.octets())).isEqualTo(mail.structure());
    StructureChecks.check(mail.octets(), mail.structure());
  }

  @Property
  void staysInBoundsOnWhatLooksLikeMail(@ForAll("mailLike") byte[] mail) {
    StructureChecks.check(mail, MimeScanner.scan(mail));
  }

  @Property
  void staysInBoundsOnAnyOctets(@ForAll @Size(max = 2000) byte[] mail) {
    StructureChecks.check(mail, MimeScanner.scan(mail));
  }

  @Property
  void staysInBoundsOnDamagedMail(@ForAll("damaged") byte[] mail) {
    StructureChecks.check(mail, MimeScanner.scan(mail));
  }

  @Property
  void findsTheSameHoweverTheOctetsArrive(
      @ForAll("anyMail") byte[] mail,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> pieces) {
    MimeScanner scanner = new MimeScanner();
    int from = 0;
    for (int i = 0; from < mail.length; i++) {
      int length = Math.min(pieces.get(i % pieces.size()), mail.length - from);
      scanner.write(mail, from, length);
      from += length;
    }
    assertThat(scanner.finish()).isEqualTo(MimeScanner.scan(mail));
  }

  @Property
  void findsEverySectionBehindAPrefix(
      @ForAll("written") GeneratedMail.Written mail, @ForAll @IntRange(max = 300) int prefix) {
    MimeStructure plain = mail.structure();
    MimeStructure shifted = plain.withPrefix(prefix);
    assertThat(shifted.size()).isEqualTo(plain.size() + prefix);
    assertThat(shifted.bodyStructure()).isEqualTo(plain.bodyStructure());
    for (SectionPath section : Golden.sections(plain)) {
      OctetRange before = plain.find(section).orElse(null);
      OctetRange after = shifted.find(section).orElse(null);
      if (before == null || after == null) {
        assertThat(after).isEqualTo(before);
      } else if (before.offset() == 0) {
        assertThat(after).isEqualTo(new OctetRange(0, before.length() + prefix));
      } else {
        assertThat(after).isEqualTo(new OctetRange(before.offset() + prefix, before.length()));
      }
    }
  }

  @Property
  void refusesADamagedStoredForm(
      @ForAll("written") GeneratedMail.Written mail,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll byte octet) {
    byte[] stored = mail.structure().encode();
    stored[at % stored.length] = octet;
    try {
      MimeStructure.decode(stored);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("stored structure");
    }
  }

  @Provide
  Arbitrary<GeneratedMail.Written> written() {
    return Combinators.combine(GeneratedMail.plans(), Arbitraries.of("\r\n", "\n"))
        .as(GeneratedMail::write);
  }

  @Provide
  Arbitrary<byte[]> mailLike() {
    return Arbitraries.of(TOKENS)
        .list()
        .ofMaxSize(120)
        .map(tokens -> String.join("", tokens).getBytes(ISO_8859_1));
  }

  @Provide
  Arbitrary<byte[]> damaged() throws IOException {
    return Combinators.combine(golden(), damage().list().ofMinSize(1).ofMaxSize(6))
        .as(
            (mail, damages) -> {
              byte[] result = mail;
              for (Damage damage : damages) {
                result = damage.to(result);
              }
              return result;
            });
  }

  @Provide
  Arbitrary<byte[]> anyMail() throws IOException {
    return Arbitraries.oneOf(
        written().map(GeneratedMail.Written::octets), mailLike(), golden(), damaged());
  }

  private static Arbitrary<byte[]> golden() throws IOException {
    List<Path> mails = Golden.mails();
    return Arbitraries.of(mails).map(MimeScannerPropertiesTest::read);
  }

  private static byte[] read(Path mail) {
    try {
      return Files.readAllBytes(mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arbitrary<Damage> damage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5000),
            Arbitraries.integers().between(0, 60),
            Arbitraries.of(TOKENS))
        .as(Damage::new);
  }

  /// Octets that are cut out of a mail, and others that are put in their place.
  private record Damage(int at, int cut, String put) {
    byte[] to(byte[] mail) {
      int from = mail.length == 0 ? 0 : at % mail.length;
      int behind = Math.min(from + cut, mail.length);
      ByteArrayOutputStream damaged = new ByteArrayOutputStream();
      damaged.write(mail, 0, from);
      damaged.writeBytes(put.getBytes(ISO_8859_1));
      damaged.write(mail, behind, mail.length - behind);
      return damaged.toByteArray();
    }
  }
}
