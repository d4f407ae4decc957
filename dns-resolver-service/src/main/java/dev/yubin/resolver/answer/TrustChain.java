package dev.yubin.resolver.answer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Whether the upstreams hand out what every proof starts with, the signed key set of the root.
/// Many forwarders and all test networks do not; without it nothing can be proven or disproven, and
/// all answers are indeterminate (RFC 4033 §5). Once it was seen it is demanded until the end, so
/// that nobody who gets in between later can have validation switched off.
final class TrustChain {
  private static final Logger log = LoggerFactory.getLogger(TrustChain.class);
  private static final Duration RECHECK = Duration.ofMinutes(1);

  private final HeadResolver upstreams;
  private final ReentrantLock checking = new ReentrantLock();
  private volatile boolean seen;
  private volatile boolean checked;
  private volatile long nextCheck;

  TrustChain(HeadResolver upstreams) {
    this.upstreams = upstreams;
  }

  /// Asks the upstreams at first use, and now and then again until they have it.
  boolean isAvailable() {
    if (seen || (checked && System.nanoTime() - nextCheck < 0)) {
      return seen;
    }
    // Others need not wait for a check that is only a repetition.
    if (checked && checking.isLocked()) {
      return false;
    }
    checking.lock();
    try {
      if (!seen && (!checked || System.nanoTime() - nextCheck >= 0)) {
        check();
      }
      return seen;
    } finally {
      checking.unlock();
    }
  }

  private void check() {
    upstreams.forget(Name.root);
    String problem = problem();
    seen = problem.isEmpty();
    nextCheck = System.nanoTime() + RECHECK.toNanos();
    if (!seen && !checked) {
      log.warn(
          "event=dnssec-unavailable upstreams={} reason=\"{}\" consequence=\"answers are used"
              + " unvalidated\"",
          upstreams,
          problem);
    } else if (seen) {
      log.info("event=dnssec-available upstreams={}", upstreams);
    }
    checked = true;
  }

  /// @return what is missing, empty when nothing is
  private String problem() {
    try {
      Message query = Question.of(Name.root, Type.DNSKEY).query();
      Message response = upstreams.ask(query);
      boolean keys = has(response, Type.DNSKEY);
      return keys && has(response, Type.RRSIG) ? "" : "the root's keys come without signature";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean has(Message response, int type) {
    return response.getSection(Section.ANSWER).stream()
        .mapToInt(Record::getType)
        .anyMatch(t -> t == type);
  }
}
