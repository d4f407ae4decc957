/// What the checks of a mail found, written for those who read it later (RFC 8601): [Method]s go
/// in, a field Authentication-Results comes out. [AuthenticationResults] also recognises fields of
/// others that bear our name, which are removed before ours is added.
@NullMarked
package dev.yubin.smtp.inspection.results;

import org.jspecify.annotations.NullMarked;
