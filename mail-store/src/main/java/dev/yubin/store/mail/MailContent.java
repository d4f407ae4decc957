package dev.yubin.store.mail;

import dev.yubin.mail.MailId;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the octets of mails, one chunk at a time. Safe for use by many threads; each stream is one
/// thread's.
public final class MailContent {
  private final JdbcClient jdbc;

  public MailContent(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// @param sequence 0 is our trace fields and, in a mail of one chunk, all the rest
  /// @return empty when it is not there
  public Optional<byte[]> chunk(MailId mail, int sequence) {
    return jdbc.sql("select octets from mail_chunk where mail_id = ? and seq = ?")
        .params(mail.value(), sequence)
        .query((rs, row) -> rs.getBytes(1))
        .optional();
  }

  /// The chunks 0 of some mails; without those that are not there.
  public Map<MailId, byte[]> firstChunks(Collection<MailId> mails) {
    return jdbc
        .sql("select mail_id, octets from mail_chunk where mail_id = any(?) and seq = 0")
        .param(mails.stream().map(MailId::value).toArray(UUID[]::new))
        .query(
            (row, number) -> Map.entry(new MailId(row.getObject(1, UUID.class)), row.getBytes(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// How many chunks of a mail there are, whether or not it is complete.
  public int chunks(MailId mail) {
    return jdbc.sql("select count(*) from mail_chunk where mail_id = ?")
        .param(mail.value())
        .query(Integer.class)
        .single();
  }

  /// All octets of a mail from the first on, without what is a recipient's own. Holds one chunk.
  public InputStream open(MailId mail) {
    return new ChunkStream(mail);
  }

  private final class ChunkStream extends InputStream {
    private final MailId mail;
    private byte @Nullable [] chunk = new byte[0];
    private int position;
    private int next;

    private ChunkStream(MailId mail) {
      this.mail = mail;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      while (chunk != null && position == chunk.length) {
        chunk = chunk(mail, next++).orElse(null);
        position = 0;
      }
      if (chunk == null) {
        return -1;
      }
      int n = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, octets, offset, n);
      position += n;
      return n;
    }
  }
}
