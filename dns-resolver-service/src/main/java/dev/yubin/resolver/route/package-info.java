/// Where a domain receives mail (RFC 5321 §5.1). A domain enters over HTTP; its MX set and the
/// addresses of all hosts in it are asked for at once; one complete [dev.yubin.dns.MailRoute]
/// leaves. No state: what is known is in the cache of the answers.
@NullMarked
package dev.yubin.resolver.route;

import org.jspecify.annotations.NullMarked;
