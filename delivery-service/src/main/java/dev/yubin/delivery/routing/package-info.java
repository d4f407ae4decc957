/// Where each recipient's mail goes. [dev.yubin.delivery.routing.Router] takes the recipients of a
/// batch, asks the directory once a level of aliases, and gives
/// [dev.yubin.delivery.routing.Route]s: an account here, a domain elsewhere, or nowhere. No state
/// is kept; each batch sees the directory as it is.
@NullMarked
package dev.yubin.delivery.routing;

import org.jspecify.annotations.NullMarked;
