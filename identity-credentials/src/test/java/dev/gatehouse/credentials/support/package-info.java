/** A token service, an identity pool and a guard around one engine, for tests. */
@NullMarked
package dev.gatehouse.credentials.support;

import org.jspecify.annotations.NullMarked;
