package dev.yubin.delivery.queue;

import dev.yubin.delivery.admin.Listing;
import dev.yubin.store.queue.Audit;
import dev.yubin.store.queue.AuditEntry;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who did what to the queue, the latest first.
@RestController
class AuditController {
  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  /// @param after the id that the last page ended with
  @GetMapping("/api/v1/audit")
  ResponseEntity<List<AuditEntry>> list(
      @RequestParam(defaultValue = "" + Long.MAX_VALUE) long after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
        audit.list(after, Listing.limit(limit)), Function.identity(), entry -> entry.id());
  }
}
