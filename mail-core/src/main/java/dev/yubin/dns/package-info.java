/// The one question that is asked of the resolver: where does this domain receive mail?
@NullMarked
package dev.yubin.dns;

import org.jspecify.annotations.NullMarked;
