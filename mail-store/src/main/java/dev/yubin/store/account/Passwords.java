package dev.yubin.store.account;

import dev.yubin.auth.ScramKeys;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Makes and verifies what is kept of passwords. Each computation takes 19 MiB and tens of
/// milliseconds of a core, so a few threads of their own do all of them: memory is bounded by their
/// number, and the carriers of virtual threads stay free for everybody else's sessions.
public final class Passwords implements AutoCloseable {
  /// RFC 7677 §4: the rule of thumb of its time, and what a client's phone still bears.
  static final int SCRAM_ITERATIONS = 15_000;

  private static final int SALT_LENGTH = 16;
  private static final int WAITING_PER_THREAD = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ThreadPoolExecutor threads;

  /// @param parallel how many passwords are computed at a time
  public Passwords(int parallel) {
    this.threads =
        new ThreadPoolExecutor(
            parallel,
            parallel,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(parallel * WAITING_PER_THREAD),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// @return empty when too many passwords are waiting already
  Optional<Credentials> credentials(String password) {
    return compute(
        () ->
            new Credentials(
                Argon2id.OWASP.hash(password, salt()),
                ScramKeys.of(password, salt(), SCRAM_ITERATIONS)));
  }

  /// @param hash argon2id in PHC string form
  /// @return empty when too many passwords are waiting already
  Optional<Boolean> verify(String hash, String password) {
    return compute(() -> Argon2id.verify(hash, password));
  }

  private <T> Optional<T> compute(Callable<T> computation) {
    Future<T> result;
    try {
      result = threads.submit(computation);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(result.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static byte[] salt() {
    byte[] salt = new byte[SALT_LENGTH];
    RANDOM.nextBytes(salt);
    return salt;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
