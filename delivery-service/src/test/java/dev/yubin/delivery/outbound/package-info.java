@NullMarked
package dev.yubin.delivery.outbound;

import org.jspecify.annotations.NullMarked;
