@NullMarked
package dev.yubin.delivery.routing;

import org.jspecify.annotations.NullMarked;
