package dev.yubin.resolver.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class PacketPropertyTest {
  // It refuses everything: what survives the checks fails at once.
  private final ScriptedDnsServer dns = ScriptedDnsServer.serving().misbehave(Misbehaviour.REFUSED);
  private final TestResolver fixture = TestResolver.over(dns);
  private final Responder responder =
      new Responder(fixture.resolver, List.of(Network.valueOf("127.0.0.0/8")), 0, fixture.metrics);

  @Property(tries = 5_000)
  void answersAnyOctetsWithSilenceOrAResponse(@ForAll @Size(max = 600) byte[] packet)
      throws Exception {
    check(packet);
  }

  @Property(tries = 5_000)
  void answersAlmostRightQueriesWithSilenceOrAResponse(@ForAll("mutated") byte[] packet)
      throws Exception {
    check(packet);
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    byte[] query =
        Message.newQuery(
                Record.newRecord(Name.fromConstantString("mx.example.test."), Type.MX, DClass.IN))
            .toWire();
    Arbitrary<Integer> places = Arbitraries.integers().between(0, query.length - 1);
    Arbitrary<Byte> octets = Arbitraries.bytes();
    return places
        .list()
        .ofMaxSize(4)
        .flatMap(
            at ->
                octets
                    .list()
                    .ofSize(at.size())
                    .map(
                        values -> {
                          byte[] packet = query.clone();
                          for (int i = 0; i < at.size(); i++) {
                            packet[at.get(i)] = values.get(i);
                          }
                          return packet;
                        }));
  }

  private void check(byte[] packet) throws Exception {
    for (Responder.Transport transport : Responder.Transport.values()) {
      byte[] reply = responder.reply(packet, InetAddress.getLoopbackAddress(), transport);
      if (reply.length > 0) {
        assertThat(reply).hasSizeGreaterThanOrEqualTo(Header.LENGTH);
        assertThat(reply[0]).isEqualTo(packet[0]);
        assertThat(reply[1]).isEqualTo(packet[1]);
        assertThat(reply[2] & 0x80).isEqualTo(0x80);
        assertThat(new Message(reply).getHeader().getID()).isNotNegative();
      }
    }
  }
}
