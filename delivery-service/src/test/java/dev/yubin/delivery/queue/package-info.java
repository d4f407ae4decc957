@NullMarked
package dev.yubin.delivery.queue;

import org.jspecify.annotations.NullMarked;
