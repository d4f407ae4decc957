package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.mailbox.admin.PublishedRecords.DnsRecord;
import dev.yubin.mailbox.autoconfig.MailServers;
import dev.yubin.server.HostProperties;
import dev.yubin.store.account.Domains;
import dev.yubin.store.dkim.DkimKeys;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a domain publishes, and the turn of its DKIM keys.
@RestController
@RequestMapping("/api/v1/domains/{name}")
class DomainKeysController {
  private final Domains domains;
  private final DkimKeys keys;
  private final String hostname;
  private final MailServers servers;

  DomainKeysController(Domains domains, DkimKeys keys, HostProperties host, MailServers servers) {
    this.domains = domains;
    this.keys = keys;
    this.hostname = host.hostnameOrMachineName();
    this.servers = servers;
  }

  @GetMapping("/dns")
  List<DnsRecord> dns(@PathVariable String name) {
    String domain = Names.domain(name);
    if (domains.find(domain).isEmpty()) {
      throw Problem.unknown(name);
    }
    return PublishedRecords.of(domain, hostname, keys.published(domain), servers.list());
  }

  /// @return the records to publish from now on
  @PostMapping("/dkim-keys/rotate")
  List<DnsRecord> rotate(@PathVariable String name) {
    if (!keys.rotate(Names.domain(name))) {
      throw Problem.unknown(name);
    }
    return dns(name);
  }
}
