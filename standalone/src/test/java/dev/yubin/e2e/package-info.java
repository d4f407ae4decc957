/// Tests from outside: the suite as its users meet it, over TCP and HTTP, with the backends of
/// [dev.yubin.embedded.TestBackends].
@NullMarked
package dev.yubin.e2e;

import org.jspecify.annotations.NullMarked;
