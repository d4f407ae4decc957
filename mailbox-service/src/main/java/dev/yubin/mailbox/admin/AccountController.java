package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.account.AccountProperties;
import dev.yubin.mailbox.account.DirectoryFeed;
import dev.yubin.store.account.Account;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Creation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
  /// Characters; what is longer is no password but an attack.
  private static final int MAX_PASSWORD_LENGTH = 1000;

  private final Accounts accounts;
  private final AccountProperties properties;
  private final DirectoryFeed directory;

  AccountController(Accounts accounts, AccountProperties properties, DirectoryFeed directory) {
    this.accounts = accounts;
    this.properties = properties;
    this.directory = directory;
  }

  /// @param quotaBytes octets; no limit where it is not given
  record NewAccount(
      @NotBlank String address,
      @NotNull String password,
      @PositiveOrZero @Nullable Long quotaBytes) {
    @Override
    public String toString() {
      return "NewAccount[address=" + address + "]";
    }
  }

  record AccountView(
      long id,
      String address,
      @Nullable Long quotaBytes,
      @Nullable Long quotaMessages,
      boolean enabled,
      Instant createdAt) {
    static AccountView of(Account account) {
      return new AccountView(
          account.id(),
          account.address().toString(),
          account.quotaBytes(),
          account.quotaMessages(),
          account.enabled(),
          account.createdAt());
    }
  }

  @PostMapping
  ResponseEntity<AccountView> create(@RequestBody @Valid NewAccount wanted) {
    EmailAddress address = Names.newAddress(wanted.address());
    checkPassword(wanted.password());
    return switch (creation(address, wanted)) {
      case Creation.Created<Account>(Account account) -> {
        directory.publishChanges();
        yield ResponseEntity.created(Names.location("accounts", account.address().toString()))
            .body(AccountView.of(account));
      }
      case Creation.Exists<Account>() -> throw Problem.conflict(address + " exists already");
      case Creation.NoSuchDomain<Account>() ->
          throw Problem.unknown("The domain " + address.domain());
    };
  }

  private Creation<Account> creation(EmailAddress address, NewAccount wanted) {
    return accounts
        .create(address, wanted.password(), wanted.quotaBytes())
        .orElseThrow(() -> Problem.unavailable("Too many passwords wait to be hashed; try again"));
  }

  /// By hand, not by annotation: a validator's log would repeat the password.
  private void checkPassword(String password) {
    if (password.length() < properties.minPasswordLength()) {
      throw Problem.invalid(
          "password: needs at least " + properties.minPasswordLength() + " characters");
    }
    // RFC 4616 §2: a client could not send NUL.
    if (password.length() > MAX_PASSWORD_LENGTH || password.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "password: must have no NUL and at most " + MAX_PASSWORD_LENGTH + " characters");
    }
  }

  @GetMapping
  ResponseEntity<List<AccountView>> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
        accounts.list(after, Listing.limit(limit)), AccountView::of, AccountView::address);
  }

  @GetMapping("/{address}")
  AccountView get(@PathVariable String address) {
    return accounts
        .find(Names.inPath(address))
        .map(AccountView::of)
        .orElseThrow(() -> Problem.unknown(address));
  }

  /// @param quotaBytes octets; no limit where it is not given
  /// @param quotaMessages no limit where it is not given
  record Quota(
      @PositiveOrZero @Nullable Long quotaBytes, @PositiveOrZero @Nullable Long quotaMessages) {}

  @PutMapping("/{address}/quota")
  AccountView setQuota(@PathVariable String address, @RequestBody @Valid Quota wanted) {
    Account account =
        accounts
            .setQuota(Names.inPath(address), wanted.quotaBytes(), wanted.quotaMessages())
            .orElseThrow(() -> Problem.unknown(address));
    directory.publishChanges();
    return AccountView.of(account);
  }

  @DeleteMapping("/{address}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String address) {
    if (!accounts.delete(Names.inPath(address))) {
      throw Problem.unknown(address);
    }
    directory.publishChanges();
  }
}
