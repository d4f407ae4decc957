package dev.yubin.smtp.allowance;

import dev.yubin.allowance.Allowances;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.client.ResourceAccessException;

/// The other side of the contract, in a window that never ends.
public final class TestAllowances implements Allowances {
  static final long RETRY_AFTER = 1380;

  final List<Request> taken = new ArrayList<>();
  boolean down;
  int questions;

  /// Ten mails and twelve recipients an account, anything from a network.
  public static SendingAllowance tenMailsAndTwelveRecipients() {
    return new TestAllowances()
        .with(new Limit(10, 12, 3600), new Limit(0, 0, 3600), InstantSource.fixed(Instant.EPOCH));
  }

  SendingAllowance with(Limit ofAccount, Limit ofNetwork, InstantSource clock) {
    return new SendingAllowance(this, ofAccount, ofNetwork, new Outage(clock));
  }

  @Override
  public synchronized Grant take(Request request) {
    questions++;
    if (down) {
      throw new ResourceAccessException("connection refused");
    }
    Limit limit = request.limit();
    List<Request> same = taken.stream().filter(t -> t.subject().equals(request.subject())).toList();
    int mails = request.mails() + same.stream().mapToInt(Request::mails).sum();
    int recipients = request.recipients() + same.stream().mapToInt(Request::recipients).sum();
    if (exceeds(mails, limit.mails()) || exceeds(recipients, limit.recipients())) {
      return new Grant(RETRY_AFTER);
    }
    taken.add(request);
    return Grant.TAKEN;
  }

  private static boolean exceeds(int number, int limit) {
    return limit > 0 && number > limit;
  }
}
