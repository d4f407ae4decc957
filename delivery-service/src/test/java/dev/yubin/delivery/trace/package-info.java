@NullMarked
package dev.yubin.delivery.trace;

import org.jspecify.annotations.NullMarked;
