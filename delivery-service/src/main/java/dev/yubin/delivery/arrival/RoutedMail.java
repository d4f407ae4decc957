package dev.yubin.delivery.arrival;

import dev.yubin.store.arrival.Arrival;
import java.util.List;

/// A mail with all that was decided about it.
///
/// @param localAddresses of the accounts that it goes to
record RoutedMail(Arrival arrival, List<String> localAddresses) {
  RoutedMail {
    localAddresses = List.copyOf(localAddresses);
  }
}
