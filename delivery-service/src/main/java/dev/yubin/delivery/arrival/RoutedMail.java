package dev.yubin.delivery.arrival;

import dev.yubin.store.arrival.Dispatch;
import dev.yubin.store.outbound.DsnReport;
import java.util.List;

/// A mail with all that was decided about it.
///
/// @param localAddresses of the accounts that it goes to
/// @param failures recipients that nobody takes, whether or not the sender wants to be told
record RoutedMail(Dispatch dispatch, List<String> localAddresses, List<DsnReport> failures) {
  RoutedMail {
    localAddresses = List.copyOf(localAddresses);
    failures = List.copyOf(failures);
  }
}
