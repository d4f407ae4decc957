@NullMarked
package dev.yubin.delivery.suppression;

import org.jspecify.annotations.NullMarked;
