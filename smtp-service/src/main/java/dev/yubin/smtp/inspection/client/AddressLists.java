package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Asks the lists of addresses about a client (RFC 5782). A list that does not work, or has no
/// answer now, is no witness. Safe for use by many threads.
public final class AddressLists {
  /// Room for it in a reply.
  private static final int MAX_REASON = 300;

  private final DnsRecords records;
  private final List<CheckedList> lists;

  /// @param clock says when a list has to be checked again
  public AddressLists(DnsRecords records, List<AddressList> lists, InstantSource clock) {
    this.records = records;
    this.lists = lists.stream().map(l -> new CheckedList(l, records, clock)).toList();
  }

  /// Asks all lists at the same time.
  ///
  /// @return the lists that the client is on, in the order of the configuration
  public List<Listing> find(InetAddress client) {
    List<CompletableFuture<Optional<Listing>>> asked =
        lists.stream()
            .map(
                list ->
                    CompletableFuture.supplyAsync(
                        () -> find(list, client), Thread::startVirtualThread))
            .toList();
    return asked.stream().flatMap(answer -> answer.join().stream()).toList();
  }

  private Optional<Listing> find(CheckedList checked, InetAddress client) {
    if (!checked.works()) {
      return Optional.empty();
    }
    AddressList list = checked.list();
    // RFC 5782 §2.1 and §2.4
    String name = AddressLabels.reversed(client) + "." + list.zone();
    List<String> codes = values(RecordType.A, name).filter(list::counts).toList();
    return codes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Listing(list, String.join(" ", codes), reason(name)));
  }

  /// RFC 5782 §2.1: a TXT record at the same name says why.
  private String reason(String name) {
    return values(RecordType.TXT, name)
        .findFirst()
        .map(text -> text.replaceAll("[^ -~]", "?"))
        .map(text -> text.substring(0, Math.min(MAX_REASON, text.length())))
        .orElse("");
  }

  private Stream<String> values(RecordType type, String name) {
    return records.find(type, name) instanceof DnsAnswer.Found found
        ? found.values().stream()
        : Stream.empty();
  }
}
