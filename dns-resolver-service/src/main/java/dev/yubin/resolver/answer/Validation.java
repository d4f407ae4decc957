package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.trust.TrustAnchor;
import dev.yubin.resolver.upstream.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.dnssec.ValidatingResolver;

/// Asks the upstreams and says how far the response can be trusted (RFC 4035 §4.3).
public final class Validation {
  private static final Logger log = LoggerFactory.getLogger(Validation.class);

  /// A proof needs the keys of every zone down from the root; this bounds the whole walk.
  private static final Duration PROOF_TIME = Duration.ofSeconds(15);

  /// What is told to fit into a datagram that no network fragments (RFC 9715 §3.1), octets.
  public static final int UDP_PAYLOAD = 1232;

  private final DnssecMode mode;
  private final Source upstreams;
  private final HeadResolver head;
  private final Supplier<List<TrustAnchor>> anchors;
  private final TrustChain chain;
  private final Executor executor;
  private volatile Validator validator;

  /// @param anchors asked again for each proof; the same list as long as nothing changes
  public Validation(
      DnssecMode mode, Source upstreams, Supplier<List<TrustAnchor>> anchors, Executor executor) {
    this.mode = mode;
    this.upstreams = upstreams;
    this.anchors = anchors;
    this.executor = executor;
    this.head = new HeadResolver(upstreams, executor);
    this.chain = new TrustChain(head);
    this.validator = Validator.of(anchors.get(), head);
  }

  /// What the validator made of a response.
  sealed interface Judged {
    record Trusted(Message response, DnssecState dnssec) implements Judged {}

    record Bogus(String reason, int extendedError) implements Judged {}
  }

  /// @throws IOException when no upstream has an answer
  Judged ask(Question question) throws IOException {
    if (mode == DnssecMode.OFF) {
      Message query = question.query();
      query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
      return new Judged.Trusted(upstreams.ask(query), DnssecState.INDETERMINATE);
    }
    if (question.checkingDisabled() || !chain.isAvailable()) {
      return unvalidated(question);
    }
    Message response = validate(question);
    if (response.getRcode() != Rcode.SERVFAIL) {
      boolean secure = response.getHeader().getFlag(Flags.AD);
      return new Judged.Trusted(response, secure ? DnssecState.SECURE : DnssecState.INSECURE);
    }
    head.forget(question.name());
    String reason = reason(response);
    log.warn("event=dnssec-bogus question=\"{}\" reason=\"{}\"", question, reason);
    return mode == DnssecMode.PERMISSIVE
        ? unvalidated(question)
        : new Judged.Bogus(reason, extendedError(response));
  }

  private Judged unvalidated(Question question) throws IOException {
    Message response = upstreams.ask(withSignatures(question.query()));
    return new Judged.Trusted(response, DnssecState.INDETERMINATE);
  }

  private Message validate(Question question) throws IOException {
    try {
      return validator()
          .sendAsync(question.query(), executor)
          .toCompletableFuture()
          .get(PROOF_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no proof within " + PROOF_TIME, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The one for the anchors of today: other keys of the root are a new beginning.
  private ValidatingResolver validator() {
    List<TrustAnchor> now = anchors.get();
    Validator known = validator;
    if (known.anchors() != now) {
      known = Validator.of(now, head);
      validator = known;
    }
    return known.resolver();
  }

  /// The query with DO, so that signatures come along (RFC 3225 §3), and CD, so that a validating
  /// upstream hands out what it thinks bogus and leaves the judgement here (RFC 6840 §5.9).
  static Message withSignatures(Message query) {
    Message copy = query.clone();
    copy.removeAllRecords(Section.ADDITIONAL);
    copy.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    copy.getHeader().setFlag(Flags.CD);
    return copy;
  }

  /// dnsjava tells why in a TXT record of a class of its own.
  private static String reason(Message response) {
    return response.getSection(Section.ADDITIONAL).stream()
        .filter(r -> r.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS)
        .map(r -> r instanceof TXTRecord txt ? String.join("", txt.getStrings()) : "")
        .findFirst()
        .orElse("no proof");
  }

  /// What the validator says of it (RFC 8914 §4): such as an expired signature, or just that it is
  /// bogus.
  private static int extendedError(Message response) {
    OPTRecord opt = response.getOPT();
    return opt == null
        ? ExtendedErrorCodeOption.DNSSEC_BOGUS
        : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
            .filter(ExtendedErrorCodeOption.class::isInstance)
            .mapToInt(option -> ((ExtendedErrorCodeOption) option).getErrorCode())
            .findFirst()
            .orElse(ExtendedErrorCodeOption.DNSSEC_BOGUS);
  }
}
