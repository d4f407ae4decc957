/// Records of `yubin.mail.accepted` that could not be processed lie in `yubin.mail.accepted-dlt`,
/// with the reason. Here the postmaster sees them, and sends them again when what was wrong is
/// mended: each once, for a row of the database says which have been.
@NullMarked
package dev.yubin.delivery.deadletter;

import org.jspecify.annotations.NullMarked;
