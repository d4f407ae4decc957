package dev.yubin.resolver.iteration;

import dev.yubin.resolver.upstream.NameServers;
import dev.yubin.resolver.upstream.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Message;

/// Finds answers by way of the root.
public final class Iteration implements Source {
  private final NameServers servers;
  private final Delegations delegations;
  private final int port;
  private final boolean onThisMachine;
  private volatile boolean reachable = true;

  /// @param rootHints addresses of the root's servers
  /// @param port of all name servers
  public Iteration(List<InetAddress> rootHints, int port, NameServers servers) {
    this.servers = servers;
    this.delegations = new Delegations(new RootServers(rootHints, port, servers));
    this.port = port;
    this.onThisMachine = rootHints.stream().anyMatch(InetAddress::isLoopbackAddress);
  }

  @Override
  public Message ask(Message query) throws IOException {
    try {
      Walk walk = new Walk(servers, delegations, this::mayBeAsked, port);
      Message response = new AliasChain(walk).resolve(query);
      response.getHeader().setID(query.getHeader().getID());
      reachable = true;
      return response;
    } catch (IOException e) {
      reachable = false;
      throw e;
    }
  }

  /// Nobody's delegation may send us to this machine itself, unless the root is there too.
  private boolean mayBeAsked(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress()
        && (onThisMachine || !address.isLoopbackAddress());
  }

  @Override
  public Map<String, Boolean> reachable() {
    return Map.of("root", reachable);
  }

  @Override
  public String toString() {
    return "root";
  }
}
