package dev.yubin.store.arrival;

import dev.yubin.mail.MailRecord;
import java.util.List;
import java.util.UUID;

/// What one poll of Kafka brought.
///
/// @param owner who reads the partitions, see [Arrivals#takeOver]
/// @param spans how far it brings each partition
/// @param chunks content of mails whose last record may be in a later batch
public record ArrivalBatch(
    UUID owner,
    String topic,
    List<Span> spans,
    List<MailRecord.Chunk> chunks,
    List<Arrival> arrivals) {

  public ArrivalBatch {
    spans = List.copyOf(spans);
    chunks = List.copyOf(chunks);
    arrivals = List.copyOf(arrivals);
  }

  /// @param from the offset at which the batch began: that of the last stored one
  /// @param next the offset at which the next one begins
  public record Span(int partition, long from, long next) {}
}
