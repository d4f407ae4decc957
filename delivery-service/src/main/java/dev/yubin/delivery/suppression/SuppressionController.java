package dev.yubin.delivery.suppression;

import dev.yubin.delivery.admin.Listing;
import dev.yubin.delivery.admin.Postmaster;
import dev.yubin.delivery.admin.Problem;
import dev.yubin.store.queue.Audit;
import dev.yubin.store.suppression.Suppression;
import dev.yubin.store.suppression.Suppressions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Shows the suppression list, and takes addresses from it.
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionController {
  private final Suppressions suppressions;
  private final Audit audit;

  SuppressionController(Suppressions suppressions, Audit audit) {
    this.suppressions = suppressions;
    this.audit = audit;
  }

  /// @param after the address that the last page ended with
  @GetMapping
  ResponseEntity<List<Suppression>> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
        suppressions.list(after, Listing.limit(limit)),
        Function.identity(),
        suppression -> suppression.address());
  }

  @DeleteMapping("/{address}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String address, HttpServletRequest request) {
    if (!suppressions.remove(address)) {
      throw Problem.unknown("Suppression of " + address);
    }
    audit.add(Postmaster.of(request), "unsuppress", address, "");
  }
}
