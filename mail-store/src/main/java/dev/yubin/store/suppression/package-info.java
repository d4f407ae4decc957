/// Addresses whose host has said that they do not exist: for a time, no mail is sent there.
@NullMarked
package dev.yubin.store.suppression;

import org.jspecify.annotations.NullMarked;
