package dev.yubin.store.account;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who may log in. Accounts that are not enabled are as if they were not there.
public final class Logins {
  private static final String BY_ADDRESS = " from account where address = ? and enabled";

  private final JdbcClient jdbc;
  private final Passwords passwords;

  /// What a password is compared with where there is no account: the answer takes as long as any.
  private final String nobodysHash = Argon2id.OWASP.hash("", new byte[16]);

  public Logins(DataSource dataSource, Passwords passwords) {
    this.jdbc = JdbcClient.create(dataSource);
    this.passwords = passwords;
  }

  public sealed interface Verdict {
    record Accepted() implements Verdict {}

    record Refused() implements Verdict {}

    /// Too many passwords are waiting to be verified.
    record Busy() implements Verdict {}
  }

  /// Whether the password is that of an enabled account. Takes the same time whichever of them is
  /// wrong.
  public Verdict verify(EmailAddress address, String password) {
    Optional<String> hash =
        jdbc.sql("select password_hash" + BY_ADDRESS)
            .param(address.key())
            .query(String.class)
            .optional();
    return passwords
        .verify(hash.orElse(nobodysHash), password)
        .map(right -> right && hash.isPresent() ? new Verdict.Accepted() : new Verdict.Refused())
        .orElseGet(Verdict.Busy::new);
  }

  /// Whether there is an enabled account.
  public boolean isEnabled(EmailAddress address) {
    return jdbc.sql("select 1" + BY_ADDRESS)
        .param(address.key())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// @return empty when there is no enabled account
  public Optional<ScramKeys> scramKeys(EmailAddress address) {
    return jdbc.sql(
            "select scram_salt, scram_iterations, scram_stored_key, scram_server_key" + BY_ADDRESS)
        .param(address.key())
        .query(
            (row, n) ->
                new ScramKeys(row.getBytes(1), row.getInt(2), row.getBytes(3), row.getBytes(4)))
        .optional();
  }

  /// PBKDF2 iterations of the keys that are made now.
  public static int scramIterations() {
    return Passwords.SCRAM_ITERATIONS;
  }
}
