/**
 * Users as values: profile, schema, status, aliases and groups.
 *
 * <h2>Schema</h2>
 * {@link dev.gatehouse.user.Schema} says which attributes a pool's users may have. The 17 standard ones are those of
 * the reference service, the profile claims of OpenID Connect Core 1.0, section 5.1: {@code address}, {@code birthdate},
 * {@code email}, {@code family_name}, {@code gender}, {@code given_name}, {@code locale}, {@code middle_name},
 * {@code name}, {@code nickname}, {@code phone_number}, {@code picture}, {@code preferred_username}, {@code profile},
 * {@code updated_at}, {@code website}, {@code zoneinfo}. The system's own are {@code sub}, {@code email_verified},
 * {@code phone_number_verified} and {@code identities}. A pool adds up to 50 {@code custom:} attributes.
 *
 * <table>
 * <caption>Limits and settings</caption>
 * <tr><th>setting</th><th>default</th><th>limit</th></tr>
 * <tr><td>value</td><td></td><td>2,048 characters</td></tr>
 * <tr><td>custom attributes</td><td>none</td><td>50, names 1 to 20 of {@code [A-Za-z0-9_.-]}</td></tr>
 * <tr><td>mutable</td><td>yes</td><td>changeable at any time</td></tr>
 * <tr><td>required</td><td>no</td><td>new users, and changes that touch the attribute</td></tr>
 * <tr><td>developer only</td><td>no</td><td>written by administrators and hooks</td></tr>
 * <tr><td>bounds</td><td>none</td><td>length of strings, value of numbers (18 digits)</td></tr>
 * <tr><td>group</td><td></td><td>name 1 to 128 code points, description 2,048 characters, precedence 0 or more</td></tr>
 * </table>
 *
 * <p>Values are kept as typed. {@code email}, {@code phone_number} and {@code preferred_username} must have a canonical
 * form (see {@code dev.gatehouse.name}), {@code birthdate} is a date {@code YYYY-MM-DD}, {@code locale} a language tag
 * with hyphens or underscores, {@code zoneinfo} a zone name. {@code picture}, {@code profile} and {@code website} are
 * text: identity providers send more than URLs there, so pages must not follow them blindly. No text has control
 * characters (an {@code address} may have line ends), overrides of direction or lone surrogates.
 *
 * <h2>Who writes what</h2>
 * Nobody writes {@code sub}, {@code identities} or {@code updated_at} through a schema. The user cannot write the
 * {@code _verified} attributes, developer-only ones, or what its client may not write: a sign-up that brings
 * {@code email_verified} is refused, not stripped. A changed address is unverified until it is proved again.
 *
 * <h2>Refusals</h2>
 * Always {@code INVALID_PARAMETER}: {@code attribute.count}, {@code attribute.unknown}, and with the attribute's name
 * after a colon {@code attribute.length}, {@code attribute.not-writable}, {@code attribute.immutable},
 * {@code attribute.invalid}, {@code attribute.required}.
 */
@NullMarked
package dev.gatehouse.user;

import org.jspecify.annotations.NullMarked;
