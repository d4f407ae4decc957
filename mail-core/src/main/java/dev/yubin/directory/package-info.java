/// Who receives mail here: the entries of the compacted topic `yubin.directory`, published by the
/// owner of the accounts and read by whoever decides on recipients. Never a credential.
@NullMarked
package dev.yubin.directory;

import org.jspecify.annotations.NullMarked;
