package dev.yubin.server;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client's socket, below TLS. Its reads keep to a [Patience], it knows how long a write has
/// been waiting for the client, and octets that were read can be given back.
final class ClientSocket extends Socket {
  /// A write of more is several, each with a time of its own: one that moves is not hung.
  private static final int MAX_WRITE = 64 * 1024;

  private final Patience patience = new Patience();
  private @Nullable PushbackInputStream input;
  private @Nullable OutputStream output;
  private boolean heard;
  private volatile boolean reading;
  private volatile boolean writing;
  private volatile long writingSince;

  Patience patience() {
    return patience;
  }

  /// Whether the client has sent anything at all.
  boolean wasHeard() {
    return heard;
  }

  /// What was read so far came from a proxy, not from the client.
  void forgetHeard() {
    heard = false;
  }

  /// Whether its session waits for the client to send.
  boolean isReading() {
    return reading;
  }

  /// Whether a write has been waiting for so long for the client to take it.
  boolean isWritingFor(Duration time) {
    return writing && System.nanoTime() - writingSince > time.toNanos();
  }

  /// Always the same stream.
  @Override
  public PushbackInputStream getInputStream() throws IOException {
    if (input == null) {
      input = new PushbackInputStream(new Input(super.getInputStream()), ProxyHeader.LOOKAHEAD);
    }
    return input;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new Output(super.getOutputStream());
    }
    return output;
  }

  private final class Input extends FilterInputStream {
    Input(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      byte[] octet = new byte[1];
      return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      setSoTimeout(patience.millis());
      reading = true;
      try {
        int n = super.read(octets, offset, length);
        heard |= n > 0;
        return n;
      } finally {
        reading = false;
      }
    }
  }

  private final class Output extends FilterOutputStream {
    Output(OutputStream sink) {
      super(sink);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += MAX_WRITE) {
        writingSince = System.nanoTime();
        writing = true;
        try {
          out.write(octets, offset + done, Math.min(MAX_WRITE, length - done));
        } finally {
          writing = false;
        }
      }
    }
  }
}
