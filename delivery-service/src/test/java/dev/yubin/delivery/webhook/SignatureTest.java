package dev.yubin.delivery.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
  @TempDir Path directory;

  @Test
  void signsTheTimeAndTheBody() {
    Signature signature = new Signature("0123456789abcdef".getBytes(US_ASCII));

    // printf '1700000000.[]' | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(signature.of(Instant.ofEpochSecond(1_700_000_000), "[]".getBytes(US_ASCII)))
        .isEqualTo(
            "t=1700000000,v1=c91545d09b999c13267144ab89f40da36c784c2397a9684263e82122a502a910");
  }

  @Test
  void wantsASecretOfSixteenOctets() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "0123456789abcde\n");

    assertThatThrownBy(() -> Signature.of(file))
        .hasMessageStartingWith("yubin.delivery.webhook.secret-file=")
        .hasMessageEndingWith("must hold 16 octets or more");
  }
}
