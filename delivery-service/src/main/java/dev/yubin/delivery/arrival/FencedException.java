package dev.yubin.delivery.arrival;

/// Another instance has taken a partition over; this consumer is over.
final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FencedException() {
    super("Another instance has taken the partition over");
  }
}
