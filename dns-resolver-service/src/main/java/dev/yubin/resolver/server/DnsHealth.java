package dev.yubin.resolver.server;

import dev.yubin.resolver.upstream.Source;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Up when a question that is put to the server over UDP is answered. Upstreams that are down are
/// told, but do not make it unready: a client is served better by "not now" than by no resolver,
/// and no other instance would reach them either.
@Component("dns")
final class DnsHealth implements HealthIndicator {
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final Name LOCALHOST = Name.fromConstantString("localhost.");

  private final DnsServer server;
  private final Source upstreams;

  DnsHealth(DnsServer server, Source upstreams) {
    this.server = server;
    this.upstreams = upstreams;
  }

  @Override
  public Health health() {
    Health.Builder health = isAnswering() ? Health.up() : Health.down();
    return health
        .withDetail("port", server.port())
        .withDetail("upstreamsReachable", upstreams.reachable())
        .build();
  }

  private boolean isAnswering() {
    if (!server.isRunning()) {
      return false;
    }
    byte[] query = Message.newQuery(Record.newRecord(LOCALHOST, Type.A, DClass.IN)).toWire();
    byte[] reply = new byte[512];
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout((int) TIME.toMillis());
      socket.connect(server.localAddress());
      socket.send(new DatagramPacket(query, query.length));
      socket.receive(new DatagramPacket(reply, reply.length));
      return reply[0] == query[0] && reply[1] == query[1];
    } catch (IOException e) {
      return false;
    }
  }
}
