/**
 * The user pool: a directory of users, and every flow on it.
 *
 * <p>{@link dev.gatehouse.userpool.UserPool#builder} opens a pool over stores; its doors are one for each feature:
 * {@code signUp()}, {@code signIn()}, {@code sessions()}, {@code recovery()}, {@code profile()}, {@code admin()} and
 * {@code maintenance()}. Outcomes are values; an outage is thrown as
 * {@link dev.gatehouse.spi.StoreException}, and then the same call may be repeated.
 */
@NullMarked
package dev.gatehouse.userpool;

import org.jspecify.annotations.NullMarked;
