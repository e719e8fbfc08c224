/**
 * Canonical names: PRECIS user names, e-mail addresses, phone numbers and passwords, the same on every JDK.
 *
 * <p>The door is {@link dev.gatehouse.name.Names}. Two inputs name the same user exactly when their
 * {@link dev.gatehouse.name.CanonicalName} values are equal. Store the raw value beside the canonical one: mail and
 * messages go to what was stored, never to what was typed later.
 *
 * <h2>One Unicode table</h2>
 * Every decision reads one table shipped in this module (Unicode 16.0, 44 kB, generated from ICU4J and compared with
 * it byte for byte in the build). {@code java.lang.Character}, {@code String.toLowerCase}, {@code java.text.Normalizer}
 * and {@code java.net.IDN} are not used: they follow the JDK's Unicode version, so JDK 17 and 25 would disagree about
 * who owns a name. Code points that the table does not know are refused, so a later table never changes a stored name.
 *
 * <h2>Rules</h2>
 * <table>
 * <caption>Kinds of name and their limits</caption>
 * <tr><th>kind</th><th>rule</th><th>limit</th></tr>
 * <tr><td>user name, preferred user name</td><td>RFC 8265 section 3.3: width and case mapped, NFC, IdentifierClass,
 * Bidi rule; no leading combining mark</td><td>1 to 128 code points, input up to 512 characters</td></tr>
 * <tr><td>user name, case preserved</td><td>RFC 8265 section 3.4</td><td>the same</td></tr>
 * <tr><td>e-mail address</td><td>dot-atom (RFC 5322, 6531) with its case removed {@code @} domain as lower-case A-labels
 * (IDNA 2008, RFC 5890 to 5893, mapped as RFC 5895)</td><td>254 bytes, local part 64</td></tr>
 * <tr><td>phone number</td><td>E.164</td><td>{@code +} and 8 to 15 digits</td></tr>
 * <tr><td>password</td><td>RFC 8265 section 4.2 (OpaqueString): NFC, other spaces to {@code U+0020}; no trimming, no
 * case mapping, no NFKC</td><td>1 to 256 code points, input up to 1,024 characters</td></tr>
 * </table>
 *
 * <p>Choices. Full-width user names are the same user as their ordinary forms; in the local part of an address they are
 * refused, as is any code point that would turn into ASCII (the Kelvin sign). The dotless i and the long s never become
 * i and s. Mixed scripts stay different users. Mail systems may tell case apart in local parts; none that matters does,
 * and telling it apart here would let one mailbox have two users. A pool where addresses find users asks
 * {@code looksLikeEmail} and {@code looksLikePhoneNumber} before it takes a plain user name.
 *
 * <h2>Refusals</h2>
 * Always {@code INVALID_PARAMETER} with one rule: {@code name.length}, {@code name.unpaired-surrogate},
 * {@code name.disallowed-code-point}, {@code name.unassigned-code-point}, {@code name.context} (a joiner or other code
 * point where its rule does not allow it), {@code name.bidi}, {@code name.leading-mark}, {@code name.unstable},
 * {@code email.syntax}, {@code email.length}, {@code email.domain}, {@code phone.syntax}, {@code password.length}.
 */
@NullMarked
package dev.gatehouse.name;

import org.jspecify.annotations.NullMarked;
