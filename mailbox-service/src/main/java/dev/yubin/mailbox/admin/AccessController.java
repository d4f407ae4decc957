package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.mailbox.account.AccessPasses;
import dev.yubin.store.account.Account;
import dev.yubin.store.account.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The administrator's way into an account, for imports and exports.
@RestController
@RequestMapping("/api/v1/accounts/{address}/access")
class AccessController {
  private static final Logger log = LoggerFactory.getLogger(AccessController.class);

  private final Accounts accounts;
  private final AccessPasses passes;

  AccessController(Accounts accounts, AccessPasses passes) {
    this.accounts = accounts;
    this.passes = passes;
  }

  /// @param user to log in as, with IMAP or POP3
  /// @param expiresAt when the password opens no new session any more
  record Access(String user, String password, Instant expiresAt) {
    @Override
    public String toString() {
      return "Access[user=" + user + "]";
    }
  }

  /// A password for the next minutes; the account's own goes on being right. Accounts that may not
  /// log in can be entered so, too.
  @PostMapping
  ResponseEntity<Access> grant(@PathVariable String address, HttpServletRequest request) {
    Account account =
        accounts.find(Names.inPath(address)).orElseThrow(() -> Problem.unknown(address));
    AccessPasses.Pass pass = passes.issue(account.address());
    log.info(
        "event=access-granted account={} client={}", account.address(), request.getRemoteAddr());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Access(account.address().toString(), pass.password(), pass.expiresAt()));
  }
}
