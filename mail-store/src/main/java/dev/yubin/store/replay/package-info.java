/// Which dead letters of Kafka have been sent again.
@NullMarked
package dev.yubin.store.replay;

import org.jspecify.annotations.NullMarked;
