/** Users as values: profile, schema, status, aliases and groups. */
@NullMarked
package dev.gatehouse.user;

import org.jspecify.annotations.NullMarked;
