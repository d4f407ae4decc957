@NullMarked
package dev.yubin.delivery.webhook;

import org.jspecify.annotations.NullMarked;
