/// What clients are told when they have done too much of something.
@NullMarked
package dev.yubin.server.limit;

import org.jspecify.annotations.NullMarked;
