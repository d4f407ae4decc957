package dev.yubin.delivery.conversion;

/// Encodes a body that comes in blocks. For one body and one thread.
@FunctionalInterface
interface Encoder {
  /// As it is.
  Encoder NONE = (block, last) -> block;

  /// @param last whether it is the last block
  /// @return what can be told of it by now
  byte[] encode(byte[] block, boolean last);
}
