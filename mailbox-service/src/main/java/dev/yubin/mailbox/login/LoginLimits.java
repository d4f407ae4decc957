package dev.yubin.mailbox.login;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.Network;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.store.account.Logins;
import dev.yubin.store.login.LoginFailures;
import dev.yubin.store.login.LoginFailures.Count;
import dev.yubin.store.login.LoginNetworks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Lets a login fail only so often. Failures count by the client's network and by the account,
/// whether it exists or not, in one count for all instances and protocols.
///
/// A network from which the account's owner has logged in of late is the account's own: what fails
/// there counts for the two together and for nothing else. So nobody elsewhere can lock the owner
/// out, nor can a neighbour whose program tries an old password all day; and who guesses from the
/// owner's network has as many tries as anybody.
///
/// The limit is exact: within a window, no more wrong passwords than allowed are told to be wrong.
/// What is asked at the same time and finds the limit reached is [LoginOutcome.Limited], right or
/// wrong. Where the count cannot be had, logins are checked without it.
public final class LoginLimits {
  private static final Logger log = LoggerFactory.getLogger(LoginLimits.class);
  private static final int MAX_PAUSES = 5;

  private final LoginFailures failures;
  private final LoginNetworks networks;
  private final LoginProperties properties;
  private final Counter limited;

  public LoginLimits(
      LoginFailures failures,
      LoginNetworks networks,
      LoginProperties properties,
      MeterRegistry meters) {
    this.failures = failures;
    this.networks = networks;
    this.properties = properties;
    this.limited =
        Counter.builder("yubin.logins.limited")
            .description("Logins that were not looked at after too many failures")
            .register(meters);
  }

  /// @param password checks the password; is not asked when the limit is reached
  public LoginOutcome check(
      EmailAddress account, InetAddress client, Supplier<Logins.Verdict> password) {
    Network network = Network.ofClient(client);
    FailureLimits limits = limits(account, client, network);
    Optional<RetryAfter> reached = limits.reached(counts(limits, failures::of));
    if (reached.isPresent()) {
      return limited(account, network, reached.get());
    }
    return switch (password.get()) {
      case Logins.Verdict.Accepted() -> accepted(account, network, limits);
      case Logins.Verdict.Refused() -> refused(account, network, limits);
      case Logins.Verdict.Busy() -> new LoginOutcome.Unchecked();
    };
  }

  /// The answer to a name that is no address. It cannot be right, so it counts for nothing.
  public LoginOutcome refuseName() {
    return new LoginOutcome.Refused(properties.refusalDelay());
  }

  private FailureLimits limits(EmailAddress account, InetAddress client, Network network) {
    try {
      Map<String, Integer> bySubject = new HashMap<>();
      if (networks.knows(account, network.toString(), properties.ownNetworkMemory())) {
        bySubject.put(account.key() + " from " + network, properties.failuresPerAccount());
      } else {
        bySubject.put(account.key(), properties.failuresPerAccount());
        if (properties.sharedNetworks().stream().noneMatch(shared -> shared.contains(client))) {
          bySubject.put(network.toString(), properties.failuresPerNetwork());
        }
      }
      bySubject.values().removeIf(limit -> limit == 0);
      return new FailureLimits(bySubject);
    } catch (DataAccessException e) {
      logUncounted(e);
      return FailureLimits.NONE;
    }
  }

  private List<Count> counts(
      FailureLimits limits, Function<List<String>, List<Count>> countsBySubjects) {
    try {
      return limits.subjects().isEmpty() ? List.of() : countsBySubjects.apply(limits.subjects());
    } catch (DataAccessException e) {
      logUncounted(e);
      return List.of();
    }
  }

  /// What is right, too, is told only if less has failed meanwhile than may.
  private LoginOutcome accepted(EmailAddress account, Network network, FailureLimits limits) {
    Optional<RetryAfter> reached = limits.reached(counts(limits, failures::of));
    if (reached.isPresent()) {
      return limited(account, network, reached.get());
    }
    try {
      networks.add(account, network.toString());
    } catch (DataAccessException e) {
      logUncounted(e);
    }
    return new LoginOutcome.Accepted(account);
  }

  private LoginOutcome refused(EmailAddress account, Network network, FailureLimits limits) {
    List<Count> counts = counts(limits, all -> failures.add(all, properties.window()));
    Optional<RetryAfter> exceeded = limits.exceeded(counts);
    return exceeded.isPresent()
        ? limited(account, network, exceeded.get())
        : new LoginOutcome.Refused(pause(counts));
  }

  private Duration pause(List<Count> counts) {
    int nth = counts.stream().mapToInt(Count::failures).max().orElse(1);
    return properties.refusalDelay().multipliedBy(Math.min(nth, MAX_PAUSES));
  }

  private LoginOutcome limited(EmailAddress account, Network network, RetryAfter retryAfter) {
    limited.increment();
    log.info(
        "event=login-limited account={} network={} seconds={}",
        account.key(),
        network,
        retryAfter.time().toSeconds());
    return new LoginOutcome.Limited(retryAfter);
  }

  private static void logUncounted(DataAccessException e) {
    log.warn("event=logins-not-counted cause={}", e.toString());
  }
}
