/// A DNS server for tests that says what the test wants: zones come from text, answers leave over
/// real UDP and TCP sockets, and any name can be made to fail in the ways that servers fail.
@NullMarked
package dev.yubin.testing.dns;

import org.jspecify.annotations.NullMarked;
