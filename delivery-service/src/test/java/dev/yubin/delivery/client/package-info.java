@NullMarked
package dev.yubin.delivery.client;

import org.jspecify.annotations.NullMarked;
