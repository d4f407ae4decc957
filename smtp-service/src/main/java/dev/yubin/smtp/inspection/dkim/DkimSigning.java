package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.util.List;

/// The signing of one mail, while its body streams by. For one thread.
public final class DkimSigning {
  private final DkimSigner signer;
  private final MailHeader header;
  private final BodyDigests digests = new BodyDigests();

  DkimSigning(DkimSigner signer, MailHeader header) {
    this.signer = signer;
    this.header = header;
    digests.want(Canonicalization.RELAXED, Long.MAX_VALUE);
  }

  public void write(byte[] octets, int offset, int count) {
    digests.write(octets, offset, count);
  }

  /// After the last octet of the body.
  ///
  /// @return a field for each key, to be put on top of the header
  public List<HeaderField> finish() {
    digests.finish();
    return signer.keys().stream().map(this::field).toList();
  }

  private HeaderField field(DkimSigner.Key key) {
    Draft draft =
        new Draft("DKIM-Signature")
            .tag("v", "1")
            .tag("a", Algorithm.of(key.privateKey()).toString())
            .tag("c", "relaxed/relaxed")
            .tag("d", signer.domain())
            .tag("s", key.selector())
            .tag("t", Long.toString(signer.clock().instant().getEpochSecond()));
    List<String> names = NamesToSign.of(header);
    return draft.sign(header, names, digests.relaxed(), key.privateKey());
  }
}
