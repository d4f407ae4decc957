/// What became of mails, a row a step and address, written in the transaction that makes it true.
/// A trace outlives its mail and is swept by age.
@NullMarked
package dev.yubin.store.trace;

import org.jspecify.annotations.NullMarked;
