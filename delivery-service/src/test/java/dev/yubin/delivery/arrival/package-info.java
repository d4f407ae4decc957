@NullMarked
package dev.yubin.delivery.arrival;

import org.jspecify.annotations.NullMarked;
