package dev.yubin.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/// Both directions of a connection under DEFLATE (RFC 1951, RFC 4978). Takes about 300 KiB outside
/// the heap until [#end].
final class Compression {
  private static final int BUFFER_SIZE = 4 * 1024;

  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final InputStream in;
  private final OutputStream out;

  Compression(InputStream source, OutputStream sink) {
    in = new InflatingStream(source, inflater);
    // With a flush, the peer can read all that was written.
    out = new DeflaterOutputStream(sink, deflater, BUFFER_SIZE, true);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /// When neither stream is in use any more.
  void end() {
    inflater.end();
    deflater.end();
  }
}
