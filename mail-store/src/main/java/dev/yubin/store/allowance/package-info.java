/// How much was sent within a while, counted for all instances.
@NullMarked
package dev.yubin.store.allowance;

import org.jspecify.annotations.NullMarked;
