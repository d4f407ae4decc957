/// Answers without any upstream: the name servers of the DNS itself are asked, from the root's on
/// (RFC 1034 §5.3.3). A question enters; each referral leads one zone further down, and the answer
/// of the zone that has the name leaves, without anything that its servers have no say in. Every
/// walk is bounded in referrals, questions, depth and time. State: the delegations that still hold.
@NullMarked
package dev.yubin.resolver.iteration;

import org.jspecify.annotations.NullMarked;
