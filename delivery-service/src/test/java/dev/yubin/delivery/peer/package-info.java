/// SMTP servers that do exactly what a text file says, for tests of the sending side.
@NullMarked
package dev.yubin.delivery.peer;

import org.jspecify.annotations.NullMarked;
