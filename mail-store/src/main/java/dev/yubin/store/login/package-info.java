/// Failed logins, counted for a while for all instances, and the networks from which the owners of
/// accounts log in. What counts for which login is the caller's business.
@NullMarked
package dev.yubin.store.login;

import org.jspecify.annotations.NullMarked;
