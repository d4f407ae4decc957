/// Answers where a domain receives mail, over HTTP, and DNS questions over UDP and TCP.
@NullMarked
package dev.yubin.resolver;

import org.jspecify.annotations.NullMarked;
