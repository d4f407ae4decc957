@NullMarked
package dev.yubin.delivery.tlsrpt;

import org.jspecify.annotations.NullMarked;
