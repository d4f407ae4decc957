package dev.yubin.delivery.outbound;

import dev.yubin.delivery.login.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param logins what hosts of `yubin.delivery.smarthost` and `yubin.delivery.transports` know us
///     by: `yubin.delivery.logins[0].host=mail.example.net`, its `user`, and its `password` or the
///     `password-file` whose first line it is. Nothing is said to a host before its certificate
///     has proved its name (RFC 4954 §9)
@ConfigurationProperties("yubin.delivery")
record LoginProperties(@DefaultValue List<Entry> logins) {
  LoginProperties {
    logins = List.copyOf(logins);
  }

  Optional<Login> of(String host) {
    return logins.stream()
        .filter(entry -> entry.host().equals(host.toLowerCase(Locale.ROOT)))
        .map(Entry::login)
        .findFirst();
  }

  /// @param host as the transport has it, without the port
  record Entry(String host, String user, @Nullable String password, @Nullable Path passwordFile) {
    Entry {
      host = host.toLowerCase(Locale.ROOT);
      if (user.isBlank() || (password == null) == (passwordFile == null)) {
        throw new IllegalArgumentException(
            "yubin.delivery.logins[…] of host "
                + host
                + " must have a user, and a password or a password-file");
      }
    }

    private Login login() {
      return new Login(user, password != null ? password : read(passwordFile));
    }

    private String read(@Nullable Path file) {
      try (Stream<String> lines = Files.lines(Objects.requireNonNull(file))) {
        return lines.findFirst().filter(line -> !line.isEmpty()).orElseThrow(IOException::new);
      } catch (IOException | UncheckedIOException e) {
        throw new IllegalArgumentException(
            "yubin.delivery.logins[…].password-file="
                + file
                + " of host "
                + host
                + " must name a file that can be read, its first line the password",
            e);
      }
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Entry[host=" + host + ", user=" + user + "]";
    }
  }
}
