@NullMarked
package dev.yubin.delivery.conversion;

import org.jspecify.annotations.NullMarked;
