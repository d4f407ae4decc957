package dev.yubin.mail;

import dev.yubin.topic.Topics;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;

/// The one door by which mail enters: `yubin.mail.accepted`. Mail from SMTP, DSNs and whatever else
/// is mail goes through here. Safe for use by many threads, each with its own [Entry].
///
/// The producer must be idempotent with `acks=all`: order within a partition and the promise that
/// accepted means durable rest on it.
public final class MailPublisher {
  /// Chunks of one mail that may wait for their acknowledgement at a time: bounds a fast sender's
  /// memory.
  private static final int CHUNKS_IN_FLIGHT = 2;

  private static final byte[] NOTHING = {};

  private final Producer<String, byte[]> producer;

  public MailPublisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /// Starts a mail. Its octets are written to the entry as they arrive.
  public Entry begin(MailId id) {
    return new Entry(id);
  }

  /// Kafka did not take the mail, or not surely: it must be refused for now (4yz).
  public static final class NotAcceptedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAcceptedException(Throwable cause) {
      super("Kafka has not acknowledged the mail", cause);
    }
  }

  /// A mail on its way in, for one thread. Holds at most one chunk, and those in flight. An entry
  /// that is dropped before [#accept] leaves at most chunks without a last record, which are swept
  /// later.
  public final class Entry extends OutputStream {
    private final MailId id;
    private final Queue<Future<RecordMetadata>> inFlight = new ArrayDeque<>();
    private byte[] buffer = new byte[8 * 1024];
    private int buffered;
    private int chunks;
    private long size;

    private Entry(MailId id) {
      this.id = id;
    }

    public MailId id() {
      return id;
    }

    /// Octets written so far.
    public long size() {
      return size;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    /// @throws KafkaException when a chunk was not taken: the mail must be refused for now (4yz)
    @Override
    public void write(byte[] octets, int offset, int length) {
      size += length;
      int from = offset;
      int left = length;
      while (left > 0) {
        if (buffered == AcceptedMail.CHUNK_SIZE) {
          sendChunk();
        }
        int n = Math.min(left, AcceptedMail.CHUNK_SIZE - buffered);
        reserve(buffered + n);
        System.arraycopy(octets, from, buffer, buffered, n);
        buffered += n;
        from += n;
        left -= n;
      }
    }

    /// Makes the mail accepted. When this returns, every in-sync replica has it.
    ///
    /// @param trace header fields that go before the content, each ending in CRLF
    public AcceptedMail accept(Envelope envelope, Ingress ingress, byte[] trace)
        throws NotAcceptedException {
      try {
        if (chunks > 0 && buffered > 0) {
          sendChunk();
        }
        // A last record whose chunks are not all there is a mail that nobody can deliver.
        while (!inFlight.isEmpty()) {
          inFlight.remove().get();
        }
        AcceptedMail mail = new AcceptedMail(id, envelope, ingress, chunks, trace.length + size);
        MailRecord.Last last = new MailRecord.Last(mail, chunkZero(trace));
        send(last.octets(), last.headers()).get();
        return mail;
      } catch (ExecutionException | KafkaException e) {
        throw new NotAcceptedException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotAcceptedException(e);
      }
    }

    private byte[] chunkZero(byte[] trace) {
      byte[] octets = Arrays.copyOf(trace, trace.length + buffered);
      System.arraycopy(buffer, 0, octets, trace.length, buffered);
      return octets;
    }

    private void sendChunk() {
      chunks++;
      MailRecord.Chunk chunk = new MailRecord.Chunk(id, chunks, Arrays.copyOf(buffer, buffered));
      inFlight.add(send(chunk.octets(), chunk.headers()));
      buffered = 0;
      while (inFlight.size() > CHUNKS_IN_FLIGHT) {
        await(inFlight.remove());
      }
    }

    private void reserve(int capacity) {
      if (capacity > buffer.length) {
        buffer =
            Arrays.copyOf(
                buffer, Math.min(AcceptedMail.CHUNK_SIZE, Math.max(capacity, 2 * buffer.length)));
      }
    }

    /// Lets go of what has not been sent; for a mail that will not be accepted, or has been.
    @Override
    public void close() {
      buffer = NOTHING;
      buffered = 0;
    }

    private static void await(Future<RecordMetadata> chunk) {
      try {
        chunk.get();
      } catch (ExecutionException e) {
        throw new KafkaException("A chunk was not acknowledged", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException(e);
      }
    }

    private Future<RecordMetadata> send(byte[] octets, Headers headers) {
      return producer.send(
          new ProducerRecord<>(Topics.MAIL_ACCEPTED, null, id.toString(), octets, headers));
    }
  }
}
