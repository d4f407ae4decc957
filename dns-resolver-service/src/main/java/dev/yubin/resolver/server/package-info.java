/// DNS over UDP and TCP for `dig`, spam filters and whoever else may ask. A packet enters; it is
/// checked octet by octet before it is parsed, answered by the resolver, and a packet leaves, or
/// nothing does. Whatever enters, no exception leaves. State: the open sockets.
@NullMarked
package dev.yubin.resolver.server;

import org.jspecify.annotations.NullMarked;
