package dev.yubin.resolver.admin;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// The answers that lead from the root's keys to a record (RFC 4035 §5): for each zone on the way
/// the DS set of its parent and its own keys, then the record itself.
final class ChainOfProof {
  private final NameResolver resolver;

  ChainOfProof(NameResolver resolver) {
    this.resolver = resolver;
  }

  /// One answer.
  ///
  /// @param state `secure`, `insecure`, `indeterminate`, `bogus` or `failed`
  /// @param detail what is there, or what went wrong
  record Step(String name, String type, String state, String detail) {}

  /// @return ends with the question itself, or with the first answer that is bogus
  List<Step> explain(Name name, int type) {
    List<Step> steps = new ArrayList<>();
    for (int labels = 1; labels <= name.labels(); labels++) {
      Name ancestor = new Name(name, name.labels() - labels);
      if (isZone(ancestor)) {
        if (!ancestor.equals(Name.root) && !add(steps, ancestor, Type.DS)) {
          return steps;
        }
        if (!add(steps, ancestor, Type.DNSKEY)) {
          return steps;
        }
      }
    }
    add(steps, name, type);
    return steps;
  }

  /// Asked without validation, for what is bogus may be a zone nevertheless.
  private boolean isZone(Name name) {
    return name.equals(Name.root)
        || (resolver.answer(new Question(name, Type.SOA, true)) instanceof Answer.Found(Content c)
            && c.records(SOARecord.class).anyMatch(soa -> soa.getName().equals(name)));
  }

  /// @return false when nothing follows from this answer
  private boolean add(List<Step> steps, Name name, int type) {
    Answer answer = resolver.answer(Question.of(name, type));
    String asked = Type.string(type);
    switch (answer) {
      case Answer.Bogus(String reason, _) ->
          steps.add(new Step(text(name), asked, "bogus", reason));
      case Answer.Failed(String reason) -> steps.add(new Step(text(name), asked, "failed", reason));
      case Answer.Conclusive known -> {
        String state = known.content().dnssec().name().toLowerCase(Locale.ROOT);
        steps.add(new Step(text(name), asked, state, detail(known)));
      }
    }
    return !(answer instanceof Answer.Bogus);
  }

  private static String text(Name name) {
    return name.canonicalize().toString();
  }

  private static String detail(Answer.Conclusive answer) {
    return switch (answer) {
      case Answer.NoSuchName none -> "there is no such name";
      case Answer.NoData none -> "there is none";
      case Answer.Found(Content content) ->
          content.answers().stream()
              .filter(r -> !(r instanceof RRSIGRecord))
              .map(ChainOfProof::detail)
              .collect(Collectors.joining(", "));
    };
  }

  private static String detail(Record r) {
    return switch (r) {
      case DSRecord ds -> "key %d algorithm %d".formatted(ds.getFootprint(), ds.getAlgorithm());
      case DNSKEYRecord key ->
          "key %d algorithm %d%s"
              .formatted(
                  key.getFootprint(),
                  key.getAlgorithm(),
                  (key.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0 ? " SEP" : "");
      default -> r.rdataToString();
    };
  }
}
