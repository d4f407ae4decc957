package dev.yubin.delivery.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.auth.ScramKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.ExtendedSSLSession;

/// The server's part of SCRAM-SHA-256 (RFC 5802 §3), in a session of SMTP.
record ScramHost(String password, Lines in, Replies out) {
  private static final byte[] SALT = "sixteen octets!!".getBytes(UTF_8);
  private static final int ITERATIONS = 4096;

  interface Lines {
    String read() throws IOException;
  }

  interface Replies {
    void say(String line) throws IOException;
  }

  void login(ExtendedSSLSession channel) throws IOException {
    String[] command = in.read().split(" ");
    boolean plus = command[1].equals("SCRAM-SHA-256-PLUS");
    String first = decoded(command[2]);
    String header = first.substring(0, first.indexOf(",,") + 2);
    String bare = first.substring(header.length());
    String challenge =
        "r=%sserver,s=%s,i=%d"
            .formatted(bare.substring(bare.indexOf("r=") + 2), encoded(SALT), ITERATIONS);
    out.say("334 " + encoded(challenge.getBytes(UTF_8)));
    String last = decoded(in.read());
    String withoutProof = last.substring(0, last.indexOf(",p="));
    String authMessage = bare + "," + challenge + "," + withoutProof;
    byte[] proof = Base64.getDecoder().decode(last.substring(last.indexOf(",p=") + 3));
    ScramKeys keys = ScramKeys.of(password, SALT, ITERATIONS);
    String bound = "c=" + encoded(expected(plus, channel)) + ",";
    if (!withoutProof.startsWith(bound) || !keys.accepts(authMessage, proof)) {
      out.say("535 5.7.8 No");
      return;
    }
    out.say("334 " + encoded(("v=" + encoded(keys.serverSignature(authMessage))).getBytes(UTF_8)));
    in.read();
    out.say("235 2.7.0 Welcome");
  }

  private static byte[] expected(boolean plus, ExtendedSSLSession channel) throws IOException {
    byte[] start = (plus ? "p=tls-exporter,," : "n,,").getBytes(UTF_8);
    if (!plus) {
      return start;
    }
    byte[] data = channel.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
    byte[] all = Arrays.copyOf(start, start.length + data.length);
    System.arraycopy(data, 0, all, start.length, data.length);
    return all;
  }

  private static String encoded(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
