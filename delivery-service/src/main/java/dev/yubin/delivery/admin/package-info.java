/// The door of the postmaster's API. Whatever a controller of this service serves wants the
/// password of `yubin.admin.password`; where none is set, the API is shut. What goes wrong is
/// told as problem details (RFC 9457), long lists page by page.
@NullMarked
package dev.yubin.delivery.admin;

import org.jspecify.annotations.NullMarked;
