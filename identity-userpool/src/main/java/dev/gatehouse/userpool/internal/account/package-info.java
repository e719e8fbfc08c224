/**
 * What the profile and the administration share: names that follow the attributes, passwords, the end of sessions.
 * Not exported.
 */
@NullMarked
package dev.gatehouse.userpool.internal.account;

import org.jspecify.annotations.NullMarked;
