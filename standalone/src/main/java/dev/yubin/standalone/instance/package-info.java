/// A Yubin on this machine, seen from outside: its data directory with the lock and the
/// secrets, and `yubin.json`, by which a running one tells the other commands where it listens.
@NullMarked
package dev.yubin.standalone.instance;

import org.jspecify.annotations.NullMarked;
