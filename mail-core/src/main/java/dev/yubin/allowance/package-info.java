/// How much an account or a network may send: the HTTP contract by which the services that take
/// mail in share one count.
@NullMarked
package dev.yubin.allowance;

import org.jspecify.annotations.NullMarked;
