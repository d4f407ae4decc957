package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.directory.DirectoryEntry.Domain.Kind;
import dev.yubin.mailbox.account.DirectoryFeed;
import dev.yubin.store.account.Domain;
import dev.yubin.store.account.Domains;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/domains")
class DomainController {
  private final Domains domains;
  private final DirectoryFeed directory;

  DomainController(Domains domains, DirectoryFeed directory) {
    this.domains = domains;
    this.directory = directory;
  }

  /// @param kind `relay` where other hosts know the addresses and this one is their backup MX;
  ///     `local` where it is not given
  record NewDomain(
      @NotBlank String name,
      @Pattern(regexp = "local|relay", message = "must be local or relay") @Nullable String kind) {
    Kind domainKind() {
      return kind == null ? Kind.LOCAL : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }
  }

  /// @param name A-labels, lower case
  /// @param kind `local` or `relay`
  record DomainView(String name, String kind, Instant createdAt) {
    static DomainView of(Domain domain) {
      return new DomainView(
          domain.name(), domain.kind().name().toLowerCase(Locale.ROOT), domain.createdAt());
    }
  }

  @PostMapping
  ResponseEntity<DomainView> create(@RequestBody @Valid NewDomain wanted) {
    String name = Names.domain(wanted.name());
    Domain domain =
        domains
            .create(name, wanted.domainKind())
            .orElseThrow(() -> Problem.conflict(name + " exists already"));
    directory.publishChanges();
    return ResponseEntity.created(Names.location("domains", name)).body(DomainView.of(domain));
  }

  @GetMapping
  ResponseEntity<List<DomainView>> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(domains.list(after, Listing.limit(limit)), DomainView::of, DomainView::name);
  }

  @GetMapping("/{name}")
  DomainView get(@PathVariable String name) {
    return domains
        .find(Names.domain(name))
        .map(DomainView::of)
        .orElseThrow(() -> Problem.unknown(name));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name) {
    switch (domains.delete(Names.domain(name))) {
      case Domains.Deletion.Deleted() -> directory.publishChanges();
      case Domains.Deletion.NoSuchDomain() -> throw Problem.unknown(name);
      case Domains.Deletion.InUse(long accounts, long aliases) ->
          throw Problem.conflict(
              "%s has %d accounts and %d aliases; delete these first"
                  .formatted(name, accounts, aliases));
    }
  }
}
