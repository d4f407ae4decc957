package dev.yubin.dns;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/// Look-ups of single record sets, for whoever judges a mail: SPF, DKIM keys, DMARC policies,
/// reverse names and lists of addresses. Implemented by dns-resolver-service and proxied in its
/// clients.
public interface DnsRecords {

  /// @param name A-labels, no trailing dot
  @GetExchange("/api/v1/records/{type}/{name}")
  DnsAnswer find(@PathVariable RecordType type, @PathVariable String name);
}
