package dev.yubin.delivery.outbound;

import dev.yubin.delivery.outbound.SiteProperties.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// What our postmaster allows a site, the MX set that any number of domains share: sessions at a
/// time and mails in a minute. A site that has put us off is left alone, whatever domain it was
/// for. Safe for use by many threads.
final class Sites {
  /// When a site is asked again that has as many sessions as it may have.
  private static final Duration FULL = Duration.ofSeconds(1);

  private final SiteProperties properties;
  private final InstantSource clock;
  private final Map<String, Site> sites = new HashMap<>();

  Sites(SiteProperties properties, InstantSource clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /// A run's leave to talk to a site. To be closed when the run is over.
  final class Visit implements AutoCloseable {
    private final String name;
    private final Site site;

    private Visit(String name, Site site) {
      this.name = name;
      this.site = site;
    }

    /// Asks to send one mail more.
    ///
    /// @return how long to wait before it; 0 when it may go, and counts
    Duration next() {
      synchronized (sites) {
        return site.next(clock.instant());
      }
    }

    /// Leaves the site alone for a time; visits that are under way go on.
    void rest(Duration time) {
      synchronized (sites) {
        site.restsUntil = clock.instant().plus(time);
      }
    }

    @Override
    public void close() {
      synchronized (sites) {
        site.visits--;
        if (site.isForgettable(clock.instant())) {
          sites.remove(name);
        }
      }
    }
  }

  /// Whether a run may talk to a site.
  sealed interface Answer {
    record Go(Visit visit) implements Answer {}

    record Wait(Duration time) implements Answer {}
  }

  /// @return to wait when the site has as many visits as it may have, or is left alone
  Answer visit(String name) {
    synchronized (sites) {
      Site site = sites.computeIfAbsent(name, n -> new Site(properties.of(n)));
      Instant now = clock.instant();
      if (site.restsUntil.isAfter(now)) {
        return new Answer.Wait(Duration.between(now, site.restsUntil));
      }
      if (site.visits >= site.throttle.connections()) {
        return new Answer.Wait(FULL);
      }
      site.visits++;
      return new Answer.Go(new Visit(name, site));
    }
  }

  /// Under the lock of the map that it is in.
  private static final class Site {
    /// A tenth of a minute's mails may go at once.
    private static final int BURSTS = 10;

    private final Throttle throttle;
    private int visits;
    private Instant restsUntil = Instant.MIN;

    /// When the mails that have gone would have gone, one after another in even steps.
    private Instant spentUntil = Instant.EPOCH;

    private Site(Throttle throttle) {
      this.throttle = throttle;
    }

    private Duration next(Instant now) {
      if (throttle.mailsPerMinute() == 0) {
        return Duration.ZERO;
      }
      Duration step = Duration.ofMinutes(1).dividedBy(throttle.mailsPerMinute());
      Instant from = spentUntil.isAfter(now) ? spentUntil : now;
      int burst = Math.max(1, throttle.mailsPerMinute() / BURSTS);
      Duration early = Duration.between(now, from).minus(step.multipliedBy(burst - 1L));
      if (early.isPositive()) {
        return early;
      }
      spentUntil = from.plus(step);
      return Duration.ZERO;
    }

    private boolean isForgettable(Instant now) {
      return visits == 0 && !restsUntil.isAfter(now) && !spentUntil.isAfter(now);
    }
  }
}
