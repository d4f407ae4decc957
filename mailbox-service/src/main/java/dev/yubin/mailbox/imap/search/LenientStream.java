package dev.yubin.mailbox.imap.search;

import dev.yubin.store.message.MailGoneException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Base64 that breaks off counts up to where it does.
final class LenientStream extends FilterInputStream {
  LenientStream(InputStream base64) {
    super(base64);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    try {
      return super.read(octets, offset, length);
    } catch (MailGoneException e) {
      throw e;
    } catch (IOException e) {
      return -1;
    }
  }
}
