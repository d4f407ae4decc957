package dev.yubin.resolver.upstream;

import java.io.IOException;
import java.util.Map;
import org.xbill.DNS.Message;

/// Where a response comes from when the cache knows nothing.
public interface Source {

  /// Finds a response that is an answer: NOERROR or NXDOMAIN. Blocks.
  ///
  /// @throws IOException when there is none; its message says what failed last
  Message ask(Message query) throws IOException;

  /// The servers with whether each answered when it was asked last.
  Map<String, Boolean> reachable();
}
