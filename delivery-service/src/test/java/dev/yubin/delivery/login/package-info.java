@NullMarked
package dev.yubin.delivery.login;

import org.jspecify.annotations.NullMarked;
