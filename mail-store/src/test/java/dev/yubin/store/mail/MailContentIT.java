package dev.yubin.store.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailContentIT {
  private final MigratedDatabase database = MigratedDatabase.create();
  private final MailContent content = new MailContent(database.dataSource());

  @Test
  void readsTheFirstChunksOfSeveralMailsAsOftenAsItIsAsked() {
    MailId small = mail("small");
    MailId large = mail("large, ", "in two");
    MailId absent = MailId.create();

    // More often than there are connections to the database.
    for (int i = 0; i < 100; i++) {
      Map<MailId, byte[]> chunks = content.firstChunks(List.of(small, large, absent));

      assertThat(chunks).containsOnlyKeys(small, large);
      assertThat(chunks.get(small)).asString(US_ASCII).isEqualTo("small");
      assertThat(chunks.get(large)).asString(US_ASCII).isEqualTo("large, ");
    }
  }

  private MailId mail(String... chunks) {
    MailId mail = MailId.create();
    for (int i = 0; i < chunks.length; i++) {
      database
          .jdbc()
          .sql("insert into mail_chunk (mail_id, seq, octets) values (?, ?, ?)")
          .params(mail.value(), i, chunks[i].getBytes(US_ASCII))
          .update();
    }
    return mail;
  }
}
