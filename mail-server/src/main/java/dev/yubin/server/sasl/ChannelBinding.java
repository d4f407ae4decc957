package dev.yubin.server.sasl;

import java.util.Optional;

/// What binds a login to the TLS channel that carries it, so that nobody in the middle can pass it
/// on (RFC 5056).
@FunctionalInterface
public interface ChannelBinding {
  /// The channel is not encrypted.
  ChannelBinding NONE = new Unencrypted();

  /// @param type `tls-server-end-point` (RFC 5929 §4) or `tls-exporter` (RFC 9266 §2)
  /// @return empty when the channel has no data of this type
  Optional<byte[]> data(String type);

  /// Whether nobody on the way can read what is sent.
  default boolean isEncrypted() {
    return true;
  }

  /// Whether there is data of a type that every client of SCRAM-SHA-256-PLUS knows.
  default boolean isAvailable() {
    return data("tls-server-end-point").isPresent() || data("tls-exporter").isPresent();
  }

  /// A channel in the clear has nothing to bind to.
  record Unencrypted() implements ChannelBinding {
    @Override
    public Optional<byte[]> data(String type) {
      return Optional.empty();
    }

    @Override
    public boolean isEncrypted() {
      return false;
    }
  }
}
