package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.account.DirectoryFeed;
import dev.yubin.store.account.Alias;
import dev.yubin.store.account.Aliases;
import dev.yubin.store.account.Creation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/aliases")
class AliasController {
  private final Aliases aliases;
  private final DirectoryFeed directory;

  AliasController(Aliases aliases, DirectoryFeed directory) {
    this.aliases = aliases;
    this.directory = directory;
  }

  record NewAlias(
      @NotBlank String address, @NotEmpty @Size(max = 1000) List<@NotBlank String> targets) {}

  record AliasView(String address, List<String> targets, Instant createdAt) {
    static AliasView of(Alias alias) {
      return new AliasView(
          alias.address(),
          alias.targets().stream().map(EmailAddress::toString).toList(),
          alias.createdAt());
    }
  }

  @PostMapping
  ResponseEntity<AliasView> create(@RequestBody @Valid NewAlias wanted) {
    String address = Names.newAlias(wanted.address());
    List<EmailAddress> targets =
        wanted.targets().stream().map(t -> Names.anyAddress(t, "targets")).distinct().toList();
    return switch (aliases.create(address, targets)) {
      case Creation.Created<Alias>(Alias alias) -> {
        directory.publishChanges();
        yield ResponseEntity.created(Names.location("aliases", alias.address()))
            .body(AliasView.of(alias));
      }
      case Creation.Exists<Alias>() -> throw Problem.conflict(address + " exists already");
      case Creation.NoSuchDomain<Alias>() -> throw Problem.unknown("The domain of " + address);
    };
  }

  @GetMapping
  ResponseEntity<List<AliasView>> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(aliases.list(after, Listing.limit(limit)), AliasView::of, AliasView::address);
  }

  @GetMapping("/{address}")
  AliasView get(@PathVariable String address) {
    return aliases
        .find(Names.aliasInPath(address))
        .map(AliasView::of)
        .orElseThrow(() -> Problem.unknown(address));
  }

  @DeleteMapping("/{address}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String address) {
    if (!aliases.delete(Names.aliasInPath(address))) {
      throw Problem.unknown(address);
    }
    directory.publishChanges();
  }
}
