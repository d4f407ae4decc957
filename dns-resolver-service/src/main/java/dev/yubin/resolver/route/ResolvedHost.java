package dev.yubin.resolver.route;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Record;

/// A mail exchange with what was answered about its addresses and certificates.
record ResolvedHost(MXRecord exchange, Answer v6, Answer v4, DaneLookup dane) {
  /// How many addresses of one host are worth trying.
  private static final int MAX_ADDRESSES = 16;

  /// Both families in turn, IPv6 first, each in random order, so that a network without IPv6 costs
  /// one attempt at the most (RFC 8305 §4).
  ///
  /// @return none when it cannot be told whether DANE is to be heeded (RFC 7672 §2.1.2)
  List<String> addresses() {
    if (dane.failure() != null) {
      return List.of();
    }
    List<String> sixes = shuffled(v6);
    List<String> fours = shuffled(v4);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < Math.max(sixes.size(), fours.size()); i++) {
      sixes.stream().skip(i).limit(1).forEach(result::add);
      fours.stream().skip(i).limit(1).forEach(result::add);
    }
    return result.stream().limit(MAX_ADDRESSES).toList();
  }

  /// Why an address may be missing that will be there later.
  Optional<String> failure() {
    return Stream.concat(
            Stream.of(v4, v6).flatMap(ResolvedHost::failure), Stream.ofNullable(dane.failure()))
        .findFirst();
  }

  Stream<Content> contents() {
    return Stream.of(v6, v4)
        .filter(Answer.Conclusive.class::isInstance)
        .map(a -> ((Answer.Conclusive) a).content());
  }

  private static Stream<String> failure(Answer answer) {
    return switch (answer) {
      case Answer.Failed(String reason) -> Stream.of(reason);
      case Answer.Bogus(String reason, _) -> Stream.of("bogus: " + reason);
      case Answer.Conclusive known -> Stream.empty();
    };
  }

  private static List<String> shuffled(Answer answer) {
    if (!(answer instanceof Answer.Found(Content content))) {
      return List.of();
    }
    List<String> result = new ArrayList<>();
    content.answers().stream().flatMap(ResolvedHost::address).forEach(result::add);
    Collections.shuffle(result, ThreadLocalRandom.current());
    return result;
  }

  private static Stream<String> address(Record r) {
    return switch (r) {
      case ARecord a -> Stream.of(a.getAddress().getHostAddress());
      case AAAARecord a -> Stream.of(a.getAddress().getHostAddress());
      default -> Stream.empty();
    };
  }
}
