package dev.yubin.delivery.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.arrival.DeadLetters;
import dev.yubin.mail.MailRecord;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record that could not be processed, as JSON. Never its octets.
///
/// @param offset in `yubin.mail.accepted-dlt`
/// @param mail its id; null where the record has none
/// @param at when it was put aside
/// @param chunk which piece of the mail it is; null for the record with the envelope
/// @param size octets of the record
/// @param replayedAt when it was sent again; null when it was not
record DeadLetter(
    long offset,
    @Nullable String mail,
    Instant at,
    @Nullable String reason,
    @Nullable String chunk,
    int size,
    @Nullable Instant replayedAt) {

  static DeadLetter of(ConsumerRecord<String, byte[]> record, @Nullable Instant replayedAt) {
    return new DeadLetter(
        record.offset(),
        record.key(),
        Instant.ofEpochMilli(record.timestamp()),
        text(record, DeadLetters.REASON),
        text(record, MailRecord.CHUNK),
        record.value() == null ? 0 : record.value().length,
        replayedAt);
  }

  private static @Nullable String text(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
