@NullMarked
package dev.yubin.delivery.dsn;

import org.jspecify.annotations.NullMarked;
