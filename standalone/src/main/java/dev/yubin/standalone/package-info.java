/// The `./yubin` command. [dev.yubin.standalone.Yubin] hands the words of a command line to a
/// command: `up` runs the suite in this process, all others talk to one that is running.
@NullMarked
package dev.yubin.standalone;

import org.jspecify.annotations.NullMarked;
