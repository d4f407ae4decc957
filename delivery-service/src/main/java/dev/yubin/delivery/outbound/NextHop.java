package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RemoteHost;
import java.util.List;

/// Where a destination's mail is to be handed to.
sealed interface NextHop {

  /// @param site names the hosts; equal for all destinations that share them
  /// @param hosts in the order to try, at least one
  record Hosts(String site, List<RemoteHost> hosts) implements NextHop {
    public Hosts {
      hosts = List.copyOf(hosts);
    }
  }

  /// Nowhere: for good, or for now when the diagnosis is not permanent.
  record None(Diagnosis why) implements NextHop {}
}
