package dev.yubin.delivery.arrival;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What one poll brought, read.
///
/// @param unreadable records that are none of ours
record RecordBatch(
    List<MailRecord.Chunk> chunks, List<MailRecord.Last> lasts, List<Unreadable> unreadable) {

  record Unreadable(ConsumerRecord<String, byte[]> record, String reason) {}

  static RecordBatch read(Iterable<ConsumerRecord<String, byte[]>> records) {
    RecordBatch batch = new RecordBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        switch (MailRecord.parse(record.key(), record.headers(), record.value())) {
          case MailRecord.Chunk chunk -> batch.chunks.add(chunk);
          case MailRecord.Last last -> batch.lasts.add(last);
        }
      } catch (RuntimeException e) {
        // Whatever is wrong with it, it is wrong with it for ever.
        batch.unreadable.add(new Unreadable(record, e.toString()));
      }
    }
    return batch;
  }

  List<EmailAddress> recipients() {
    return lasts.stream().flatMap(last -> last.mail().envelope().forwardPaths().stream()).toList();
  }

  List<EmailAddress> senders() {
    return lasts.stream().flatMap(last -> last.mail().envelope().reversePath().stream()).toList();
  }

  Optional<byte[]> chunk(MailId mail, int sequence) {
    return chunks.stream()
        .filter(chunk -> chunk.sequence() == sequence && chunk.id().equals(mail))
        .map(MailRecord.Chunk::octets)
        .findFirst();
  }

  long chunksOf(MailId mail) {
    return chunks.stream().filter(chunk -> chunk.id().equals(mail)).count();
  }
}
