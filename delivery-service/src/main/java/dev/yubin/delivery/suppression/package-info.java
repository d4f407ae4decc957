/// The suppression list, off by default: an address whose host says that it does not exist gets no
/// mail for a time. What is sent to it meanwhile fails at once, and its sender is told.
@NullMarked
package dev.yubin.delivery.suppression;

import org.jspecify.annotations.NullMarked;
