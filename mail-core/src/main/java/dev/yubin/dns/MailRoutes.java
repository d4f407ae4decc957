package dev.yubin.dns;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/// The resolver's HTTP contract, implemented by dns-resolver-service and proxied in its clients.
public interface MailRoutes {

  /// @param domain the right side of a recipient's address: A-labels or U-labels, no trailing dot
  @GetExchange("/api/v1/mail-routes/{domain}")
  MailRoute mailRoute(@PathVariable String domain);
}
