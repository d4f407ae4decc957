package dev.yubin.mailbox.dkim;

import dev.yubin.dkim.SigningKeys;
import dev.yubin.store.dkim.DkimKeys;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.RestController;

/// Gives signing services their keys. Stands behind the services' secret, as all of `/internal`.
@Hidden
@RestController
class SigningKeysController implements SigningKeys {
  private final DkimKeys keys;

  SigningKeysController(DkimKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<Key> of(String domain) {
    return keys.signing(domain.toLowerCase(Locale.ROOT)).stream()
        .map(key -> new Key(key.selector(), key.algorithm(), key.privateKey()))
        .toList();
  }
}
