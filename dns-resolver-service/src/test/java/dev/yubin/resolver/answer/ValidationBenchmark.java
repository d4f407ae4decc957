package dev.yubin.resolver.answer;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Type;

/// What DNSSEC costs a question, for one that is asked after the other:
///
///     java -cp … dev.yubin.resolver.answer.ValidationBenchmark
///
/// The upstream is in this process and answers over UDP at 127.0.0.1 from zones signed with ECDSA
/// P-256. Each figure is of 400 names, after three rounds of the same that warm up. An answer that
/// is not known without validation shows what asking alone takes.
final class ValidationBenchmark {
  private static final int NAMES = 400;
  private static final int ROUNDS = 4;
  private static final Duration VALIDITY = Duration.ofDays(1);

  private final List<DnsZone> zones =
      IntStream.range(0, NAMES)
          .mapToObj(i -> DnsZone.signed("z" + i, "mx A 127.0.0.1", VALIDITY))
          .toList();
  private final DnsZone wide = DnsZone.signed("wide", names("h%d A 127.0.0.1\n"), VALIDITY);
  private final DnsZone root =
      DnsZone.signed(
          ".",
          names("z%1$d NS ns.z%1$d\n")
              + "wide NS ns.wide\n"
              + wide.ds()
              + zones.stream().map(DnsZone::ds).collect(Collectors.joining()),
          VALIDITY);

  public static void main(String[] args) {
    ValidationBenchmark benchmark = new ValidationBenchmark();
    for (int round = 1; round <= ROUNDS; round++) {
      benchmark.run(round == ROUNDS);
    }
  }

  private void run(boolean tell) {
    DnsZone[] all = Stream.concat(Stream.of(root, wide), zones.stream()).toArray(DnsZone[]::new);
    try (ScriptedDnsServer dns = ScriptedDnsServer.serving(all);
        TestResolver trusting = TestResolver.over(dns);
        TestResolver validating = TestResolver.validating(DnssecMode.VALIDATE, root.ds(), dns)) {
      report("not known, not validated", ask(trusting, "h%d.wide"), tell);
      report("first name of a zone, validated", ask(validating, "mx.z%d"), tell);
      report("keys of the zone known, validated", ask(validating, "h%d.wide"), tell);
      report("answer known", ask(validating, "h%d.wide"), tell);
    }
  }

  private static long[] ask(TestResolver resolver, String names) {
    long[] nanos = new long[NAMES];
    for (int i = 0; i < NAMES; i++) {
      long begin = System.nanoTime();
      Answer answer = resolver.ask(names.formatted(i), Type.A);
      nanos[i] = System.nanoTime() - begin;
      if (!(answer instanceof Answer.Found)) {
        throw new IllegalStateException(answer.toString());
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(String what, long[] nanos, boolean tell) {
    if (tell) {
      System.out.printf(
          Locale.ROOT,
          "%-36s median %6.1f µs, p99 %7.1f µs%n",
          what,
          nanos[NAMES / 2] / 1e3,
          nanos[NAMES * 99 / 100] / 1e3);
    }
  }

  private static String names(String line) {
    return IntStream.range(0, NAMES).mapToObj(line::formatted).collect(Collectors.joining());
  }
}
