package dev.yubin.smtp.inspection.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Somebody else's DKIM and ARC: the Python library dkimpy, where it is installed (Debian's
/// python3-dkim, python3-nacl, python3-authres).
///
/// @param directory for keys and records
public record Dkimpy(Path directory) {
  /// The one that sees Debian's packages, whichever is first on the path.
  private static final String PYTHON = "/usr/bin/python3";

  public static boolean isThere() {
    try {
      Process probe = new ProcessBuilder(PYTHON, "-c", "import authres, dkim, nacl").start();
      return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @return the file of a private key in the form that dkimpy wants
  public String key(KeyPair pair, String name) throws IOException {
    byte[] octets = pair.getPrivate().getEncoded();
    String text =
        pair.getPrivate().getAlgorithm().equals("RSA")
            ? "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets))
            : base64(octets, octets.length - 32);
    return Files.writeString(directory.resolve(name), text).toString();
  }

  /// The record of a public key (RFC 6376 §3.6.1, RFC 8463 §4).
  public static String record(KeyPair pair) {
    byte[] octets = pair.getPublic().getEncoded();
    return pair.getPublic().getAlgorithm().equals("RSA")
        ? "v=DKIM1; k=rsa; p=" + base64(octets, 0)
        : "v=DKIM1; k=ed25519; p=" + base64(octets, octets.length - 32);
  }

  private static String base64(byte[] octets, int from) {
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, from, octets.length));
  }

  public String records(Map<String, String> texts) throws IOException {
    String json = JsonMapper.shared().writeValueAsString(texts);
    return Files.writeString(directory.resolve("records.json"), json).toString();
  }

  /// Runs a command of `dkimpy/peer.py`.
  ///
  /// @return what it printed, an octet a character
  public String run(String mail, String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(PYTHON, "src/test/resources/dkimpy/peer.py"));
    line.addAll(List.of(command));
    Path errors = directory.resolve("errors");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(mail.getBytes(ISO_8859_1));
    }
    String printed = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(errors, US_ASCII));
    }
    return printed;
  }

  /// A mail as it goes over the wire.
  public static String text(TestMail mail) {
    StringBuilder text = new StringBuilder();
    mail.header().fields().forEach(field -> text.append(new String(field.octets(), ISO_8859_1)));
    return text.append("\r\n").append(new String(mail.body(), ISO_8859_1)).toString();
  }
}
