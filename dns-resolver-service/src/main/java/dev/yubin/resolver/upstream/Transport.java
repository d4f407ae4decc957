package dev.yubin.resolver.upstream;

import java.io.IOException;
import org.xbill.DNS.Message;

/// A way to one server.
interface Transport {

  /// Asks and blocks until the response to this very question is there.
  ///
  /// @return the response as the server meant it, with id and question as in the query
  /// @throws UpstreamTimeoutException when the time is up
  /// @throws IOException when there will be none
  Message exchange(Message query, Deadline deadline) throws IOException;
}
