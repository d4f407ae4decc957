/// Commands that talk to a running suite: words enter, one HTTP request to the admin API or to the
/// services' health leaves, and a line or a table is printed. No state.
@NullMarked
package dev.yubin.standalone.cli;

import org.jspecify.annotations.NullMarked;
