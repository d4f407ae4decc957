/// The DKIM keys of our domains. A domain gets a pair, RSA and Ed25519, when it is made, or when
/// one is first asked for; a rotation makes the next pair, which signs when its records have had
/// time to be published, while the former stays published for what it has signed.
@NullMarked
package dev.yubin.store.dkim;

import org.jspecify.annotations.NullMarked;
