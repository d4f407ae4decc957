/// The names of the Kafka topics and the two ways of using them that more than one service needs.
@NullMarked
package dev.yubin.topic;

import org.jspecify.annotations.NullMarked;
