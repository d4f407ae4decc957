/// Pages that are made from the code, and tests that fail when a page has fallen behind. With
/// `-Dyubin.docs=write` the pages are written instead.
@NullMarked
package dev.yubin.docs;

import org.jspecify.annotations.NullMarked;
