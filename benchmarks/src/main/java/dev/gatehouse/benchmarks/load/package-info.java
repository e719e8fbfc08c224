/** The standalone server under load, beside Keycloak, on one PostgreSQL. */
@NullMarked
package dev.gatehouse.benchmarks.load;

import org.jspecify.annotations.NullMarked;
