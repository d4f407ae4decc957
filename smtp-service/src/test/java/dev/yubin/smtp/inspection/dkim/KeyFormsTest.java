package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class KeyFormsTest {

  /// RFC 6376 §3.6.1 and its examples differ.
  @Test
  void readsAnRsaKeyAloneAndWithItsAlgorithm()
      throws GeneralSecurityException, IOException, Refused {
    PublicKey key = key("RSA", 2048);
    assertThat(read("rsa", key.getEncoded()).key()).isEqualTo(key);
    assertThat(read("rsa", bare(key)).key()).isEqualTo(key);
  }

  /// RFC 8463 §4.
  @Test
  void readsAnEd25519KeyAlone() throws GeneralSecurityException, IOException, Refused {
    PublicKey key = key("Ed25519", 255);
    assertThat(read("ed25519", bare(key)).key()).isEqualTo(key);
  }

  /// RFC 8301 §3.2.
  @Test
  void refusesAnRsaKeyThatIsTooShort() throws GeneralSecurityException, IOException, Refused {
    PublicKey key = key("RSA", 768);
    assertThatThrownBy(() -> read("rsa", key.getEncoded())).isInstanceOf(Refused.class);
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatThrownBy(() -> read("rsa", new byte[] {0x30, 3, 2, 1})).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> read("rsa", new byte[0])).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> read("ed25519", new byte[31])).isInstanceOf(Refused.class);
  }

  private static KeyRecord read(String type, byte[] octets) throws Refused {
    String key = Base64.getEncoder().encodeToString(octets);
    return KeyRecord.read("v=DKIM1; k=" + type + "; p=" + key);
  }

  private static PublicKey key(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair().getPublic();
  }

  private static byte[] bare(PublicKey key) throws IOException {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
  }
}
