package dev.yubin.mailbox.allowance;

import dev.yubin.allowance.Allowances;
import dev.yubin.store.allowance.AllowanceCounts;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.web.bind.annotation.RestController;

/// Stands behind the services' secret, as all of `/internal`.
@Hidden
@RestController
class AllowancesController implements Allowances {
  private final AllowanceCounts counts;

  AllowancesController(AllowanceCounts counts) {
    this.counts = counts;
  }

  @Override
  public Grant take(Request request) {
    return counts
        .take(request.subject(), request.mails(), request.recipients(), request.limit())
        .map(left -> new Grant(left.plus(Duration.ofMillis(999)).toSeconds()))
        .orElse(Grant.TAKEN);
  }
}
